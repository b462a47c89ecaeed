from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, TODAY, ask, asked_of, ids


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("does she have a green card", "green card"),
        ("can she pass a background check", "background check"),
        ("has she worked on intellectual property law", "intellectual property"),
        ("is she a postdoc", "postdoc"),
        ("has she used Azure DevOps", "Azure DevOps"),
        ("does she have a security clearance", "security clearance"),
    ],
)
def test_a_compound_is_absent_as_a_whole(question: str, named: str) -> None:
    answer = ask(question)
    assert answer.absent
    assert named.lower() in answer.text.lower()
    assert not answer.cards


def test_what_recruiters_ask_is_looked_up() -> None:
    document = DOCUMENT | {"certifications": [{"id": "car", "name": "Driving licence"}]}
    processor = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    assert ids(asked_of(processor, "does she have a driving license")) == ["car"]


@pytest.mark.parametrize("question", ["pitch her to me", "rate her"])
def test_a_verb_with_the_person_behind_it_asks_about_the_person(question: str) -> None:
    assert ask(question).intent == "about"


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("what is her job", ["tidewater"]),
        ("what did she do before", ["oldmill"]),
        ("jobs outside belgium", ["oldmill", "brewery"]),
        ("jobs that weren't internships", ["tidewater", "oldmill"]),
    ],
)
def test_positions_now_before_and_elsewhere(question: str, cards: list[str]) -> None:
    assert ids(ask(question)) == cards


def test_employers_are_counted() -> None:
    assert "three" in ask("how many employers").text.lower()
