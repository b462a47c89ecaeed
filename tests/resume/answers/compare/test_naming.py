from __future__ import annotations

from tests.resume.answers.people import said


def test_a_job_is_called_by_its_role() -> None:
    assert "the Shop Assistant job at Harbour Bakery" in said(
        "which did she do longer, the survey or the bakery"
    )
