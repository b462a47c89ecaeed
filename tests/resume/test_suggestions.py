"""What can be asked next: answered, of what was just told, and never asked before."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.resume.loading import load, read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.app import RESUME
from tests.resume.asking import DOCUMENT
from tests.resume.other_trade import DOCUMENT as OTHER_TRADE

OTHER = Path(__file__).parents[2] / "bench" / "other_resume.json"
FIRST = (
    "hello",
    "show me the projects",
    "where did she study",
    "does she know COBOL",
    "what is her email",
    "what are her skills",
)
STEPS = 4


@cache
def processor(name: str) -> ResumeQueryProcessor:
    resume = {
        "sample": lambda: load(RESUME).resume,
        "other": lambda: load(OTHER).resume,
        "engineer": lambda: read_resume(DOCUMENT),
        "conductor": lambda: read_resume(OTHER_TRADE),
    }[name]()
    return ResumeQueryProcessor(resume)


class Talk:
    """A conversation that goes on with what is suggested."""

    def __init__(self, name: str) -> None:
        self.processor = processor(name)
        self.turns: list[Turn] = []

    def ask(self, question: str) -> Answer:
        answer = self.processor.answer(Query(question, tuple(self.turns)))
        self.turns.append(
            Turn(
                user_input=question,
                ai_response=answer.text,
                timestamp=datetime.now(UTC),
                shown=tuple(card.id for card in answer.cards),
                item_type=answer.item_type,
                intent=answer.intent,
                original_query=answer.original_query,
            )
        )
        return answer


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("name", ["sample", "other", "engineer", "conductor"])
def test_each_is_answered_and_none_comes_twice_in_a_row(name: str, first: str) -> None:
    talk = Talk(name)
    answer = talk.ask(first)
    asked = {first}
    for step in range(STEPS):
        suggested = answer.suggestions
        assert 2 <= len(suggested) <= 3
        assert len(set(suggested)) == len(suggested)
        assert asked.isdisjoint(suggested)
        for question in suggested:
            alone = processor(name).answer(Query(question))
            assert not alone.absent, question
            assert alone.cards or alone.intent == "contact", question
            assert alone.language == "en"
        question = suggested[step % len(suggested)]
        asked.add(question)
        answer = talk.ask(question)
        assert not answer.absent, question
        assert set(answer.suggestions) != set(suggested)


def test_different_answers_lead_to_different_questions() -> None:
    suggested = [
        processor("sample").answer(Query(first)).suggestions for first in FIRST
    ]
    assert len(set(suggested)) == len(FIRST)


def test_they_are_of_what_was_told() -> None:
    ask = Talk("sample").ask
    assert "Night Owl" in " ".join(ask("which projects use Python").suggestions)
    assert "River Watch" in " ".join(ask("tell me about River Watch").suggestions)
    absent = ask("does she know Angular")
    assert absent.absent
    assert any("What has Maya done with" in q for q in absent.suggestions)


def test_what_was_asked_in_other_words_is_not_suggested() -> None:
    ask = Talk("sample").ask
    told = (
        ask("where did she work before Harbor Analytics"),
        ask("what did she use at Harbor Analytics"),
        ask("what projects has she made"),
    )
    assert "What did Maya do before Harbor Analytics?" not in told[1].suggestions
    assert "What projects has Maya built?" not in told[2].suggestions


@pytest.mark.parametrize(
    "question",
    [
        "Welche Projekte hat Maya gebaut?",
        "Quels projets Maya a réalisés ?",
        "¿Qué proyectos ha hecho Maya?",
    ],
)
def test_they_are_in_the_language_of_the_answer_and_answered_in_it(
    question: str,
) -> None:
    answer = processor("sample").answer(Query(question))
    assert len(answer.suggestions) == 3
    for each in answer.suggestions:
        alone = processor("sample").answer(Query(each))
        assert (alone.language, alone.absent) == (answer.language, False)
        assert alone.cards


def test_a_name_that_means_several_things_is_not_asked_about() -> None:
    item = {"description": "It reads mail.", "technologies": ["Python"]}
    resume = {
        "name": "Ada",
        "projects": [{"title": "Twin"} | item, {"title": "Lamp"} | item],
        "awards": [{"title": "Twin", "date": "2020"}],
    }
    engine = ResumeQueryProcessor(read_resume(resume))
    suggested = engine.answer(Query("show me the projects")).suggestions
    assert "Tell me about Lamp." in suggested
    assert not any("Twin" in each for each in suggested)


def test_the_same_question_has_the_same_ones() -> None:
    first, second = (Talk("sample") for _ in range(2))
    for question in ("show me the projects", "the second one", "her awards"):
        assert first.ask(question).suggestions == second.ask(question).suggestions
