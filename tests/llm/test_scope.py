"""How much of a thing, done by whom, compared with what, and in which medium."""

from __future__ import annotations

import pytest

from services.llm.grounding import GroundingCheck
from services.models.answer import Card

MILL = Card(
    "mill",
    "experience",
    "Tern Mill",
    "experience",
    company="Tern Mill",
    role="Senior Mechanic",
    date="2018 – 2022",
    highlights=(
        "Wrote the manual that the whole yard follows, with every valve on a drawing",
        "Showed that a short belt holds as well as a long one",
        "Mentored two apprentices, both later promoted",
        "Counted loads and weighed barrels in the first month",
        "Brought the wheel from 12 to 30 turns a minute in C++ on a small board",
        "Built the pump of 38 farms",
        "Advised the county on its first water rules",
    ),
    technologies=("C++", "Python"),
)
GRADE = Card(
    "school",
    "education",
    "Ferris College",
    "education",
    institution="Ferris College",
    degree="Bachelor of Arts in History",
    date="2010 – 2014",
    content="Grade 3.4/4.0",
)

TONGUES = tuple(
    Card(name, "language", name, "languages", content=level)
    for name, level in (("English", "Native"), ("Welsh", "Basic"))
)


def stands(sentence: str) -> bool:
    talk = GroundingCheck(
        (MILL, GRADE, *TONGUES), answer="She speaks English (Native) and Welsh (Basic)."
    )
    return talk.check(sentence).kind == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "At Tern Mill she wrote the manual that the entire yard follows.",
        "At Tern Mill she showed that a short belt holds as well as a long one.",
        "At Tern Mill she counted loads in the first month.",
        "At Tern Mill she mentored two apprentices.",
        "At Tern Mill she brought the wheel from 12 turns a minute to 30.",
        "At Tern Mill the wheel makes 30 turns a minute, up from 12.",
        "Tern Mill's wheel now makes 30 turns a minute.",
        "She was a senior mechanic at Tern Mill.",
        "At Ferris College her grade was 3.4 out of 4.0.",
        "More than 35 farms have the pump she built at Tern Mill.",
        "At Tern Mill the wheel made 12 turns a minute before.",
        "English is her native language, her Welsh is basic.",
    ],
)
def test_what_is_as_much_as_written_stands(sentence: str) -> None:
    assert stands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At Tern Mill she wrote the manual that every farm follows.",
        "At Tern Mill only some valves are on a drawing.",
        "At Tern Mill she showed that a short belt holds better than a long one.",
        "At Tern Mill she counted loads in the first week.",
        "At Tern Mill she counted barrels and weighed loads.",
        "At Tern Mill she mentored two apprentices who later left.",
        "At Tern Mill she was mentored by two apprentices.",
        "At Tern Mill she brought the wheel to 30 turns a minute in Python.",
        "At Tern Mill the wheel used to make 30 turns a minute.",
        "At Tern Mill she built the pump of 38 boards.",
        "At Tern Mill she wrote the first water rules of the county.",
        "She was a senior gardener at Tern Mill.",
        "At Ferris College her grade was 4.0.",
        "More than 40 farms have the pump she built at Tern Mill.",
        "At Tern Mill the wheel made 30 turns a minute before.",
        "Her Welsh is native and her English is basic.",
    ],
)
def test_more_or_another_falls(sentence: str) -> None:
    assert not stands(sentence)
