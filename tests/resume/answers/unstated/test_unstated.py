from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "how old is she",
            "doesn't say her age. You can ask her at tamsin@example.com.",
        ),
        ("would she relocate to Paris", "She is based in Bodø, Norway."),
    ],
)
def test_what_is_not_stated_is_not_guessed(question: str, words: str) -> None:
    assert words in said(question)
