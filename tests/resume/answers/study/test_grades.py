from __future__ import annotations

from tests.resume.answers.people import said


def test_a_grade_is_told_as_it_is_written() -> None:
    assert "with a First class" in said("what was her grade")
