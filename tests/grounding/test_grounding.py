"""Sentences against facts of a made-up baker's résumé."""

from __future__ import annotations

import pytest

from services.grounding.grounding import GroundingCheck
from services.models.fact import Fact, Kind
from services.models.resume import Entry, Profile

PROFILE = Profile("Ada Rye", headline="Baker", pronouns=("she", "her", "her"))
MILL = Entry("mill", "experience", "Baker, Old Mill", "work[0]", "Old Mill", "Baker")
FACTS = (
    Fact(
        "a",
        "mill",
        "work[0].highlights[0]",
        "Baked 400 loaves a day",
        "At Old Mill, she baked 400 loaves a day.",
        Kind.HIGHLIGHT,
    ),
    Fact(
        "b",
        "mill",
        "work[0].highlights[1]",
        "Cut waste by 12% without new machines",
        "At Old Mill, she cut waste by 12% without new machines.",
        Kind.HIGHLIGHT,
    ),
)


def check(sentence: str, cited: tuple[int, ...] | None) -> str:
    grounding = GroundingCheck(FACTS, {"mill": MILL}, profile=PROFILE)
    return grounding.check(sentence, cited).kind


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("At Old Mill she baked 400 loaves a day.", (0,)),
        ("Ada cut waste by 12% without new machines.", (1,)),
        ("Ada cut waste by 12% without new machines.", None),
    ],
)
def test_what_the_cited_facts_say_is_supported(
    sentence: str, cited: tuple[int, ...] | None
) -> None:
    assert check(sentence, cited) == "supported"


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("At Old Mill she baked 500 loaves a day.", (0,)),
        ("At Old Mill she baked 400 loaves a day.", (1,)),
        ("At Old Mill she baked 400 loaves a day.", ()),
        ("At Old Mill she baked 400 loaves a day.", (7,)),
        ("Ada cut waste by 12% with new machines.", (1,)),
    ],
)
def test_what_they_do_not_say_is_not(sentence: str, cited: tuple[int, ...]) -> None:
    assert check(sentence, cited) != "supported"


def test_the_facts_of_a_sentence_without_citations_are_found() -> None:
    grounding = GroundingCheck(FACTS, {"mill": MILL}, profile=PROFILE)
    assert grounding.check("She baked 400 loaves a day.").facts == (0,)


def test_a_sentence_that_repeats_the_plain_answer_needs_no_citation() -> None:
    answer = "She has baked for ten years. She likes rye."
    grounding = GroundingCheck(FACTS, {}, profile=PROFILE, answer=answer)
    assert grounding.check("She likes rye.", ()).kind == "supported"
