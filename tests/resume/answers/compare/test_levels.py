from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "is she better at English or Norwegian",
            "English more: she is at native level there, against B2 for Norwegian.",
        ),
        ("which language is her best", "English is her best, at native level."),
    ],
)
def test_levels_decide_between_two_languages(question: str, words: str) -> None:
    assert words in said(question)
