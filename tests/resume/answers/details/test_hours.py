from __future__ import annotations

from tests.resume.answers.people import said


def test_unstated_hours_are_not_guessed() -> None:
    assert "doesn't say whether that was full time or part time" in said(
        "was Lantern Survey full time"
    )
