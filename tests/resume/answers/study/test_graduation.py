from __future__ import annotations

from tests.resume.answers.people import said


def test_the_end_of_a_study_is_told() -> None:
    assert (
        "She graduated from Northgate University with a BSc in Geography in June 2014."
        in said("when did she graduate")
    )
