from __future__ import annotations

import pytest

from tests.resume.asking import ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("when did she start at tidewater", "March 2023"),
        ("when did she leave oldmill", "February 2023"),
        ("how long was she at oldmill", "3 years"),
        ("what was her role at oldmill", "Data Engineer"),
        ("who does she work for now", "Tidewater"),
        ("what was her gpa", "16 out of 20"),
        ("what courses did she take", "Compilers"),
        ("when did she graduate", "2019"),
        ("what did she study", "Computer Science"),
        ("who wrote the pumps paper", "Bo Lund"),
        ("which journal published the pumps paper", "Journal of Quiet Machines"),
        ("how many users does owl post have", "300"),
        ("what did she use to build rain gauge", "Docker"),
        ("how many years of experience does she have", "years"),
    ],
)
def test_the_fact_asked_for_is_said(question: str, fact: str) -> None:
    assert fact in ask(question).text


def test_facts_stand_as_they_are() -> None:
    assert not ask("when did she start at tidewater").may_rephrase
    assert ask("show me her projects").may_rephrase
