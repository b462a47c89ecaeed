from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("tell me about the wreck atlas", "and when was that"), "since January 2024"),
        (("what was her first job", "what did she do there"), "Harbour Bakery"),
    ],
)
def test_a_later_question_is_about_what_was_spoken_of(
    questions: tuple[str, ...], words: str
) -> None:
    assert words in said(*questions)
