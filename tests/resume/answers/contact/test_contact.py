from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is her phone number", "+47 555 010 012"),
        ("what is her email", "tamsin@example.com"),
    ],
)
def test_what_was_asked_for_is_given(question: str, words: str) -> None:
    assert words in said(question)
