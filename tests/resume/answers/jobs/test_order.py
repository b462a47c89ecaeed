from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was her previous job", "Chart Editor at Skerry Charts"),
        ("what did she do before Lantern Survey", "Harbour Bakery"),
        ("what came after the bakery", "Lantern Survey"),
        ("what did she do before the bakery", "lists nothing before that"),
    ],
)
def test_what_lies_beside_a_job_is_found(question: str, words: str) -> None:
    assert words in said(question)
