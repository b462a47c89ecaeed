from __future__ import annotations

from tests.resume.answers.people import said


def test_the_biggest_amount_wins() -> None:
    assert "410 wrecks" in said("which project has the most wrecks")
