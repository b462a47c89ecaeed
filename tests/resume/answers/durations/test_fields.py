from __future__ import annotations

from tests.resume.answers.people import said


def test_all_work_is_summed_without_gaps() -> None:
    assert "13 years and 4 months of work experience, since 2012" in said(
        "how many years of experience does she have"
    )
