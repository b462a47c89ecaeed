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
    ],
)
def test_a_description_says_what_a_thing_is(text: str, said: str | None) -> None:
    assert about(text, SHE) == (said or "It is a picture book about the Severn bore.")


def test_the_thing_can_have_another_name_and_the_maker_another_voice() -> None:
    assert about("Mending old clocks", SHE, "the thesis") == (
        "The thesis is about mending old clocks."
    )
    assert about("Rebuilt a loom", I) == "I rebuilt a loom."
