from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what does she do for fun", "Outside work she enjoys rowing (skiffs)."),
        ("what projects has she done", "There are two projects"),
    ],
)
def test_entries_of_a_part_are_told_in_one_sentence(question: str, words: str) -> None:
    assert words in said(question)
