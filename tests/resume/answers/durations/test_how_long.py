from __future__ import annotations

from tests.resume.answers.people import said


def test_a_later_question_takes_the_entry_from_before() -> None:
    assert "5 years and 9 months" in said(
        "where does she work now", "how long has she been there"
    )
