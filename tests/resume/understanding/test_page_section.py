from __future__ import annotations

from pathlib import Path

import pytest

from services.models.answer import Answer, Query
from services.resume_query_processor import ResumeQueryProcessor

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def processor() -> ResumeQueryProcessor:
    return ResumeQueryProcessor.from_path(ROOT / "resume_data.json")


def asked(
    processor: ResumeQueryProcessor, text: str, section: str | None
) -> tuple[Answer, list[str]]:
    answer = processor.answer(Query(text, section=section))
    return answer, [card.id for card in answer.cards]


def test_this_is_the_entry_that_is_looked_at(processor: ResumeQueryProcessor) -> None:
    answer, cards = asked(processor, "tell me more about this", "river-watch")
    assert cards == ["river-watch"]
    assert answer.text.startswith("River Watch")


def test_a_fact_of_this_is_a_fact_of_the_entry(processor: ResumeQueryProcessor) -> None:
    answer, _ = asked(processor, "which technologies did she use", "river-watch")
    assert "Kafka" in answer.text


def test_the_second_one_is_of_the_section_that_is_looked_at(
    processor: ResumeQueryProcessor,
) -> None:
    _, cards = asked(processor, "the second one", "education")
    assert cards == ["prairie-bachelors"]


@pytest.mark.parametrize("section", [None, "nowhere", ""])
def test_this_is_nothing_where_nothing_known_is_looked_at(
    processor: ResumeQueryProcessor, section: str | None
) -> None:
    answer, cards = asked(processor, "tell me more about this", section)
    assert answer.intent == "unclear"
    assert not cards


def test_a_whole_question_stands_for_itself(processor: ResumeQueryProcessor) -> None:
    answer, cards = asked(processor, "where does she work now", "river-watch")
    assert answer.intent == "experience"
    assert "river-watch" not in cards
