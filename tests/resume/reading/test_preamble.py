from __future__ import annotations

import pytest

from services.resume.reading.preamble import asked_part


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("We plan a wedding. Can she fly a drone?", "Can she fly a drone?"),
        ("I run a bakery! What did he do in Lyon?", "What did he do in Lyon?"),
        (
            "how old was the... no sorry, which is her longest job so far",
            "which is her longest job so far",
        ),
        (
            "where is, I mean what is her current job title",
            "what is her current job title",
        ),
    ],
)
def test_what_is_told_before_a_question_is_left_out(said: str, asked: str) -> None:
    assert asked_part(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "We need somebody for crowns. Does he do that?",
        "Does she drive? And has she a van of her own?",
        "Tell me about the bakery.",
        "I like boats. Really?",
        "does she speak German, I mean can she read it",
        "does she know what a wait list is",
        "",
    ],
)
def test_a_question_that_leans_on_what_was_told_is_kept_whole(said: str) -> None:
    assert asked_part(said) == said
