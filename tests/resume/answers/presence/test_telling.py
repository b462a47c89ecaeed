from __future__ import annotations

from tests.resume.answers.people import said


def test_an_absence_is_said_plainly() -> None:
    assert "No, the résumé doesn't mention" in said("does she know Rust")
