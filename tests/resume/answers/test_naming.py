from __future__ import annotations

from tests.resume.answers.people import said


def test_a_missing_thing_is_named_in_its_right_letters() -> None:
    assert "doesn't mention PostgreSQL" in said("does she know PostgreSQL")
