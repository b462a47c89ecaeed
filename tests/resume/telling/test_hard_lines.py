"""Lines that look like another kind of phrase than they are."""

from __future__ import annotations

import pytest

from services.resume.telling.sentences import about, clause, sentence, to_third
from services.resume.telling.word_classes import AUXILIARIES, PREPOSITIONS, PRONOUNS
from tests.resume.telling.people import SHE, I

LINES = {
    "Code deploys are tested nightly": "Code deploys are tested nightly.",
    "Shipping went from paper to scanners": "Shipping went from paper to scanners.",
    "The choir I lead includes 40 voices": "The choir she leads includes 40 voices.",
    "Twelve prints of birds you can see from a bus": (
        "There were twelve prints of birds you can see from a bus."
    ),
    "Nine bakers now run shops of their own": (
        "Nine bakers now run shops of their own."
    ),
    "A flour fund pays for one child in five": (
        "A flour fund pays for one child in five."
    ),
    "Flour costs cut by a third": "Flour costs were cut by a third.",
    "Queue down from 40 to 12 minutes": ("The queue went down from 40 to 12 minutes."),
    "No fire in nine years": "There was no fire in nine years.",
    "Two days a week in a shop": "She did this two days a week in a shop.",
    "Carries out about 90 repairs a year": "She carried out about 90 repairs a year.",
    "Put forward by four bakers": "It was put forward by four bakers.",
    "Unpaid, two days a month": "It was unpaid, two days a month.",
    "The yard sees about 90 boats a year": "The yard sees about 90 boats a year.",
    "This led to two more shops": "This led to two more shops.",
    "Lead UI designer for maps": "She was a lead UI designer for maps.",
    "Lead generation for a bakery": "Her work included lead generation for a bakery.",
    "Experienced, calm, exact baker": "She was an experienced, calm, exact baker.",
    "Proven record of full halls": "She had a proven record of full halls.",
    "Determined routes for 40 buses": "She determined routes for 40 buses.",
    "Developed and maintained by two bakers": (
        "It was developed and maintained by two bakers."
    ),
    "Served up to 100 guests by moving the bar": (
        "She served up to 100 guests by moving the bar."
    ),
    "Reverse-engineered a loom": "She reverse-engineered a loom.",
    "Additionally, wrote the songs": "Additionally, she wrote the songs.",
    "Recently have been baking bread": "Recently, she has been baking bread.",
    "IT support for schools": "Her work included IT support for schools.",
    "Tide map - iOS app for sailors": "Tide map was an iOS app for sailors.",
    "Harbour.org — drew the signs": "For Harbour.org, she drew the signs.",
    "Van driver – Barley Foods": "She was a van driver at Barley Foods.",
    "Built and manage two shops": "She built and managed two shops.",
    "Hiring, growing, and leading crews": "She hired, grew, and led crews.",
    "Coaching crews, with a focus on lifting and stacking": (
        "She coached crews, with a focus on lifting and stacking."
    ),
    "Looking for a small studio": "She was looking for a small studio.",
    "Minor in textile history": "She had a minor in textile history.",
    "Dean's List for four terms": "She was on the Dean's List for four terms.",
    "4th of 78 teams": "She came 4th of 78 teams.",
    "22% lighter than the last one": "It was 22% lighter than the last one.",
    "Search engine optimization": "Her work included search engine optimization.",
    "Kiln work: loading\n- glazing\n- firing": None,
    "Harbour's repair yard builds small boats": (
        "Harbour's repair yard builds small boats."
    ),
    "Team used the crane for a year": "Team used the crane for a year.",
    "Proven success creating bells for inns": (
        "She had proven success creating bells for inns."
    ),
    "Figma for layouts": "She used Figma for layouts.",
    "Build and tune racing bicycles": "She built and tuned racing bicycles.",
    "Experienced working with looms": "She was experienced working with looms.",
    "Retired engineer serving as judge": "She was a retired engineer serving as judge.",
    "Led reviews, surveys, and call centres": (
        "She led reviews, surveys, and call centres."
    ),
    "3x increase in ticket sales": "That meant a 3x increase in ticket sales.",
    "40 bots deployed": "40 bots were deployed.",
    "Deployed to the coast as a medic": "She was deployed to the coast as a medic.",
    "Cloud Automation with ropes": "Her work included Cloud Automation with ropes.",
    "Online shops for bakers": "She worked on online shops for bakers.",
}


@pytest.mark.parametrize(("line", "said"), LINES.items())
def test_what_follows_decides(line: str, said: str | None) -> None:
    told = sentence(line, SHE, ongoing=False)
    if said is None:
        assert "-" not in told
        assert told.endswith(".")
    else:
        assert told == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Baker since 2012.", "She has been a baker since 2012."),
        ("Baking bread since 2012.", "She has been baking bread since 2012."),
        (
            "In my roles as a smith, I have mended bells.",
            "In her roles as a smith, she has mended bells.",
        ),
        (
            "Although I bake, I have an interest in bells.",
            "Although she bakes, she has an interest in bells.",
        ),
        ("I came back and plan to stay.", "She came back and plans to stay."),
        (
            "I was able to quickly learn and improve.",
            "She was able to quickly learn and improve.",
        ),
        ("Early in my career I sold fish.", "Early in her career she sold fish."),
        ("Hands-on with looms.", "She is hands-on with looms."),
    ],
)
def test_summaries_keep_their_clauses(text: str, said: str) -> None:
    assert to_third(text, SHE) == said


@pytest.mark.parametrize("word", sorted(AUXILIARIES | PREPOSITIONS | PRONOUNS))
def test_a_line_that_breaks_off_is_no_error(word: str) -> None:
    for line in (
        word,
        f"{word} and",
        f"Mended {word}",
        f"Her {word}",
        f"{word}, {word}",
    ):
        for person in (SHE, I):
            assert sentence(line, person, ongoing=False, place="at X", when="in 2019")
            assert clause(line, person, ongoing=True)
            assert to_third(line, person)
            assert about(line, person)
