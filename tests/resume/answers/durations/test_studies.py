from __future__ import annotations

from tests.resume.answers.people import said


def test_a_course_of_study_has_a_length() -> None:
    assert "2 years and 10 months" in said("how long did she study")
