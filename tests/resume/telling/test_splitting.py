from __future__ import annotations

import pytest

from services.resume.telling.splitting import split_sentences


@pytest.mark.parametrize(
    "whole",
    [
        "Worked at St. Mary's with Dr. Poole and J. R. Hale.",
        "Raised 4.5 million for Barley Inc. last year.",
        "Sold fish, e.g. cod, i.e. white fish, approx. 40 kg vs. 20.",
        "Came first as No. 4 in the boat.",
        "Used Node.js and example.org daily.",
        "He said “Stop.” and left.",
    ],
)
def test_abbreviations_end_nothing(whole: str) -> None:
    assert split_sentences(whole) == (whole,)


def test_sentences_end_at_their_marks() -> None:
    assert split_sentences("Kept bees. Sold honey! Why? “It paid.” The end") == (
        "Kept bees.",
        "Sold honey!",
        "Why?",
        "“It paid.”",
        "The end",
    )


def test_a_company_can_end_a_sentence() -> None:
    text = "Led tours at Barley Inc. She left in 2012."
    assert split_sentences(text) == ("Led tours at Barley Inc.", "She left in 2012.")


def test_semicolons_end_one_when_asked() -> None:
    assert split_sentences("Kept bees; sold honey (pots; jars).", semicolons=True) == (
        "Kept bees",
        "sold honey (pots; jars).",
    )
    assert split_sentences("Kept bees; sold honey.") == ("Kept bees; sold honey.",)
