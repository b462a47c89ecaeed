from __future__ import annotations

from tests.resume.answers.people import said


def test_strong_sides_are_the_highest_levels() -> None:
    assert "drawing (expert)" in said("what are her strengths")


def test_of_weaknesses_only_the_lowest_level_is_told() -> None:
    assert (
        "doesn't list any weaknesses. The lowest level it gives is "
        "intermediate, for software (QGIS and Python)."
    ) in said("what are her weaknesses")
