from __future__ import annotations

from tests.resume.answers.people import said


def test_no_business_is_made_up() -> None:
    assert "shows no work on one's own account" in said(
        "has she ever been self-employed"
    )
