from __future__ import annotations

from tests.resume.answers.people import said


def test_jobs_are_listed_newest_first() -> None:
    assert (
        "She is Head of Charts at Skerry Charts. Before that, she was a Chart Editor"
        " at Skerry Charts, a Hydrographic Surveyor at Lantern Survey"
    ) in said("list her jobs")


def test_roles_at_one_employer_are_told_with_their_times() -> None:
    assert (
        "At Skerry Charts she was a Chart Editor (from June 2018 to "
        "February 2021) and Head of Charts (since March 2021)."
    ) in said("what roles did she have at Skerry Charts")
