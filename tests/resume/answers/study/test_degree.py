from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("does she have a degree", "Yes, she has a BSc in Geography"),
        ("does she have a PhD", "No, the résumé doesn't list a doctorate."),
    ],
)
def test_a_degree_is_affirmed_or_denied(question: str, words: str) -> None:
    assert words in said(question)
