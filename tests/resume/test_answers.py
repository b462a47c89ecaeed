"""Our own questions over the sample résumé: no figure may fall below its floor."""

from __future__ import annotations

from datetime import date

import pytest

from bench.answer_cases import read_own
from bench.answer_scoring import Scores, run
from bench.bench_answers import SETS
from services.resume_query_processor import ResumeQueryProcessor

TODAY = date(2026, 11, 21)
AT_LEAST = {
    "intent": 0.95,
    "f1": 0.9,
    "ndcg": 0.92,
    "followup": 0.92,
    "blocked": 0.96,
    "absent": 0.95,
    "fact": 0.92,
    "no_cards": 0.97,
}
AT_MOST = {
    "must_not_show": 0.02,
    "false_block": 0.01,
    "false_absent": 0.02,
    "too_long": 0,
}


@pytest.fixture(scope="module", params=SETS)
def scores(request: pytest.FixtureRequest) -> Scores:
    resume, questions = SETS[request.param]
    processor = ResumeQueryProcessor.from_path(resume, clock=lambda: TODAY)
    return run(processor, read_own(questions))


def test_there_are_enough_questions() -> None:
    assert sum(len(list(read_own(questions))) for _, questions in SETS.values()) >= 200


@pytest.mark.parametrize("figure", AT_LEAST)
def test_answers_stay_as_good(scores: Scores, figure: str) -> None:
    assert scores.mean(figure) >= AT_LEAST[figure], told(scores)


@pytest.mark.parametrize("figure", AT_MOST)
def test_answers_stay_free_of_faults(scores: Scores, figure: str) -> None:
    assert scores.mean(figure) <= AT_MOST[figure], told(scores)


def told(scores: Scores) -> str:
    return "\n".join(f"{c.query!r}: {', '.join(why)}" for c, _, why in scores.failed)
