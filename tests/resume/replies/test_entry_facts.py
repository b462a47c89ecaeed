"""Facts of another trade's résumé: levels, grades in words, certificates that end."""

from __future__ import annotations

import pytest

from tests.resume.other_trade import ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("is her rigging certificate still valid", "2028"),
        ("when does the stage rigging expire", "2028"),
        ("did she graduate with honours", "cum laude"),
        ("what was her degree in", "Choral Conducting"),
    ],
)
def test_the_fact_asked_for_is_said(question: str, fact: str) -> None:
    assert fact in ask(question).text


def test_what_software_somebody_uses_is_a_question_about_skills() -> None:
    answer = ask("what software does she use")
    assert answer.intent == "skills"
    assert "QLab" in answer.text
