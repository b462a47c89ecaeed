from __future__ import annotations

from tests.resume.answers.people import said


def test_a_member_shows_the_family() -> None:
    assert "Yes, she knows Python." in said("can she code")
