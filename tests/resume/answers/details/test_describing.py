from __future__ import annotations

from tests.resume.answers.people import said


def test_a_project_is_told_by_its_name_and_best_line() -> None:
    assert (
        "Tide Wheel is a paper wheel that tells the tide for any "
        "harbour. She sold 3,200 copies"
    ) in said("tell me about the tide wheel")
