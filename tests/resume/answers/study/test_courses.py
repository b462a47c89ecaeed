from __future__ import annotations

from tests.resume.answers.people import said


def test_courses_are_named() -> None:
    assert (
        "At Northgate University her courses included Map Projection and Tides."
        in said("what courses did she take")
    )
