"""Texts are compared in one spelling."""

from __future__ import annotations

import pytest

from services.llm.spelling import normalized


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a five-person team", "a five person team"),
        ("8-10 hours", "8 – 10 hours"),
        ("on 2018-06", "on 2018-06"),
        ("two and a half years", "2.5 years"),
        ("a day and a half", "1.5 days"),
        ("half a million", "0.5 million"),
        ("tenfold", "ten times"),
        ("by a quarter", "by 25%"),
        ("front-end and e-mail", "frontend and email"),
        ("a team of ⑫", "a team of 12"),
    ],
)
def test_one_spelling(text: str, plain: str) -> None:
    assert normalized(text) == plain
