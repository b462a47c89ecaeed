from __future__ import annotations

from tests.resume.answers.people import said


def test_a_project_is_told_by_its_name_and_best_line() -> None:
    assert (
        "Tide Wheel is a paper wheel that tells the tide for any "
        "harbour. It sold 3,200 copies"
    ) in said("tell me about the tide wheel")


def test_an_employer_is_told_with_all_its_roles() -> None:
    text = said("tell me about Skerry Charts")
    assert "first as a Chart Editor and then as Head of Charts" in text
