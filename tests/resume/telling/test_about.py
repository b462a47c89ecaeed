from __future__ import annotations

import pytest

from services.resume.telling.sentences import about
from tests.resume.telling.people import SHE, I


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Third-generation cold plate.", "It is a third-generation cold plate."),
        ("A picture book about the Severn bore", None),
        ("iOS app for runners", "It is an iOS app for runners."),
        ("Tools for beekeepers", "These are tools for beekeepers."),
        ("Redesigned the packaging for tea", "She redesigned the packaging for tea."),
        ("Maps tides and shows them", "It maps tides and shows them."),
        ("Built with oak", "It was built with oak."),
        ("Comparing 30 glazes", "The project is about comparing 30 glazes."),
        ("The bakery still uses it.", "The bakery still uses it."),
        ("Unit tests for looms", "These are unit tests for looms."),
        ("430 citations.", "It has 430 citations."),
        ("Forty minutes on jumps.", "It is forty minutes on jumps."),
        ("Ongoing work on a dam.", "It is ongoing work on a dam."),
        ("Mapping of 40 wells.", "It is the mapping of 40 wells."),
        ("First author of four.", "She is the first author of four."),
        ("Most read article of the year.", "It is the most read article of the year."),
        ("8,000 copies sold.", "8,000 copies were sold."),
        ("A monthly evening where films are shown", None),
        ("A song in Welsh, with a verse added", None),
    ],
)
def test_a_description_says_what_a_thing_is(text: str, said: str | None) -> None:
    small = text[0].lower() + text[1:]
    assert about(text, SHE) == (said or f"It is {small}.")


def test_the_thing_can_have_another_name_and_the_maker_another_voice() -> None:
    assert about("Mending old clocks", SHE, "the thesis") == (
        "The thesis is about mending old clocks."
    )
    assert about("Rebuilt a loom", I) == "I rebuilt a loom."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("For the bicycle posies.", "It was for the bicycle posies."),
        ("One of six.", "She was one of six."),
        ("One of twelve named in Wales.", "She was one of twelve named in Wales."),
        ("Second of 37 entries.", "She came second of 37 entries."),
        ("Third in the final.", "She came third in the final."),
        ("Among the last ten; no placing.", None),
        ("Finalist.", "She was a finalist."),
        ("Second prize, 900 euros.", "It was second prize, 900 euros."),
        ("Quiet Cabin.", "It was for Quiet Cabin."),
        ("CHF 10,000, spent on a stove.", "It was CHF 10,000, spent on a stove."),
    ],
)
def test_a_note_on_a_prize_tells_who_got_it_for_what(
    text: str, said: str | None
) -> None:
    last = "She was among the last ten. There was no placing."
    assert about(text, SHE, "the award") == (said or last)
