from __future__ import annotations

from tests.resume.answers.people import said


def test_the_best_of_several_has_the_strongest_highlight() -> None:
    assert "Going by the résumé, Tide Wheel stands out." in said(
        "what is the best thing she made"
    )
