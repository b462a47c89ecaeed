from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "what skills does she have",
            "drawing (Engraving and Lettering) and software (QGIS and Python)",
        ),
        ("what software does she use", "She uses QGIS and Python."),
    ],
)
def test_skills_are_told_by_group_and_tools_by_name(question: str, words: str) -> None:
    assert words in said(question)
