from __future__ import annotations

from tests.resume.answers.people import said


def test_the_time_between_two_jobs_is_counted() -> None:
    assert "4 years between Harbour Bakery and Skerry Charts" in said(
        "how long between the bakery and Skerry Charts"
    )
