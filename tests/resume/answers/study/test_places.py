from __future__ import annotations

from tests.resume.answers.people import said


def test_where_and_what_was_studied() -> None:
    assert "BSc in Geography from Northgate University" in said("where did she study")
