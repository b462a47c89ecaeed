from __future__ import annotations

from tests.resume.answers.people import said


def test_a_member_shows_the_family() -> None:
    assert "Yes, she knows Python." in said("can she code")


def test_a_technology_that_is_missing_is_no_yes_by_a_theme_beside_it() -> None:
    text = said("any figma or ux experience")
    assert not text.startswith("Yes")
    assert "doesn't mention Figma" in text
