from __future__ import annotations

from tests.resume.answers.people import said


def test_nobody_is_a_student_after_the_last_study() -> None:
    assert "No, no course of study is going on." in said("is she a student")
