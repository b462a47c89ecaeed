"""The network that tells how likely each fact answers, on the real model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.question_facts import scene_of
from services.meaning_service import MODEL, MeaningService
from services.model_files.finding import model_files
from services.models.answer import Query
from services.protocols import MeaningScores
from services.resume.answers.evidence import Chances
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.needs import needs
from tests.resume.answers.people import CARTOGRAPHER

WAIT_S = 60.0


@pytest.fixture(scope="module")
def processor(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ResumeQueryProcessor]:
    needs("minilm")
    folder = tmp_path_factory.mktemp("meaning")
    service = MeaningService(
        lambda: model_files(MODEL, folder / "models"), folder=folder / "vectors"
    )
    service.start()

    def complete(texts: tuple[str, ...]) -> MeaningScores:
        scores = service.vectors_of(texts)
        assert scores.wait(WAIT_S)
        return scores

    yield ResumeQueryProcessor(read_resume(CARTOGRAPHER), make_meaning=complete)
    service._end()


def chances(processor: ResumeQueryProcessor, question: str) -> Chances:
    found = scene_of(processor._engine, question).chances
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how quickly are mistakes on a map put right", "correct a chart"),
        ("what would she like to do next in her career", "lead a survey office"),
    ],
)
def test_a_fact_answers_in_other_words(
    processor: ResumeQueryProcessor, question: str, words: str
) -> None:
    assert words in chances(processor, question).best.text


def test_it_is_known_when_nothing_answers(processor: ResumeQueryProcessor) -> None:
    there = chances(processor, "how quickly are mistakes on a map put right")
    gone = chances(processor, "does she have a pilot's licence")
    assert there.none < 0.3 < 0.5 < gone.none


def test_chances_of_facts_and_of_none_are_all_there_is(
    processor: ResumeQueryProcessor,
) -> None:
    found = chances(processor, "where did she study")
    facts = scene_of(processor._engine, "where did she study").evidence.facts
    assert sum(map(found.of, facts)) + found.none == pytest.approx(1, abs=1e-3)


def test_what_nothing_tells_of_is_denied(processor: ResumeQueryProcessor) -> None:
    assert processor.answer(Query("does she have a pilot's licence")).absent


def test_a_question_that_looks_like_one_about_the_world_is_answered_where_a_fact_does(
    processor: ResumeQueryProcessor,
) -> None:
    found = processor.answer(
        Query("could she talk to a fisher in norwegian or does somebody translate")
    )
    assert "Norwegian" in found.text
    gone = processor.answer(Query("what is the capital of norway"))
    assert gone.intent == "off_topic"


def test_a_word_of_contact_does_not_decide_where_a_fact_surely_answers(
    processor: ResumeQueryProcessor,
) -> None:
    found = processor.answer(
        Query("how long does an address or a mistake on a map take to be put right")
    )
    assert found.intent != "contact"
    assert processor.answer(Query("what is her email address")).intent == "contact"


def test_another_time_is_counted_than_that_of_a_job(
    processor: ResumeQueryProcessor,
) -> None:
    found = processor.answer(
        Query("how many days does it take to put a chart right at the harbour board")
    )
    assert "days" in found.text
    job = processor.answer(Query("how long was she at Lantern Survey"))
    assert "3 years" in job.text


def test_two_things_are_compared_that_no_name_tells(
    processor: ResumeQueryProcessor,
) -> None:
    found = processor.answer(
        Query("which came first, the bread shop or answering people in distress")
    )
    assert {card.id for card in found.cards} == {
        "experience/harbour-bakery",
        "volunteer/lifeboat-station",
    }
    assert "came first" in found.text


def test_there_are_none_on_words_alone() -> None:
    bare = ResumeQueryProcessor(read_resume(CARTOGRAPHER))
    assert scene_of(bare._engine, "where did she study").chances is None
