from __future__ import annotations

from tests.resume.answers.people import said


def test_a_first_class_degree_has_first_class_honours() -> None:
    assert "with first class honours" in said("what was her grade")
