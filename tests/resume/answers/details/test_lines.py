from __future__ import annotations

from tests.resume.answers.people import said


def test_a_line_with_the_words_of_the_question_is_told() -> None:
    assert "900 miles of coast" in said("what did she sound at Lantern Survey")
