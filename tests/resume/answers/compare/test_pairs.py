from __future__ import annotations

from tests.resume.answers.people import said


def test_each_side_of_or_names_one() -> None:
    assert "came first" in said("was the survey or the bakery first")
