"""What answers are worth, and that each figure has its evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.interview.bank_file import load_bank
from services.interview.scoring import Scorer
from services.interview.weights import load_weights
from services.meaning.words_only import WordsOnly
from services.models.interview_bank import Bank
from services.models.interview_score import AnswerScore
from services.models.speech import Transcript, TranscriptSegment
from tests.fakes import FakeEncoder
from tests.interview.test_banks import BANKS, FOLDER

BY_NAME: dict[str, Bank] = {bank.name: bank for bank in BANKS}
RIGHT = (
    "WHERE is used to narrow down the records first, and HAVING is applied after "
    "the aggregation, so you can put a COUNT in it."
)
SWAPPED = (
    "HAVING filters single rows before the grouping and WHERE filters groups "
    "afterwards, so WHERE may use SUM."
)
STORY = (
    "In 2022 I sent a newsletter to 3,000 customers with the wrong price. I told my "
    "boss right away, we sent a correction within an hour and honoured the price for "
    "40 orders. Since then nobody sends a mailing without a second person checking it."
)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    weights = load_weights()
    return Scorer(lambda: weights, WordsOnly)


def score(scorer: Scorer, place: str, text: str) -> AnswerScore:
    bank, _, question_id = place.partition("/")
    question = BY_NAME[bank].question(question_id)
    assert question is not None
    return scorer.score(question, text, story=BY_NAME[bank].star)


def flags(found: AnswerScore) -> list[str]:
    return [one.flag for one in found.flags]


def test_a_right_answer_in_other_words_is_worth_much(scorer: Scorer) -> None:
    found = score(scorer, "sql/where-having", RIGHT)
    assert found.score > 0.9
    assert [point.coverage for point in found.points] == [1, 1, 1]
    assert "records first" in found.points[0].evidence
    assert not found.traps
    assert not found.flags


def test_a_fluent_answer_that_swaps_the_roles_is_worth_little(scorer: Scorer) -> None:
    found = score(scorer, "sql/where-having", SWAPPED)
    assert found.score < 0.3
    assert "HAVING filters single rows before" in found.traps[0].evidence


def test_a_point_that_is_denied_does_not_count(scorer: Scorer) -> None:
    said = score(
        scorer, "python/list-tuple", "A tuple is immutable, so it is hashable."
    )
    denied = score(scorer, "python/list-tuple", "A tuple is never immutable at all.")
    assert said.points[1].coverage == 1
    assert denied.points[1].coverage == 0


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        ("silent", ""),
        ("silent", "um"),
        ("silent", "Sorry, I don't know."),
        (
            "stuffed",
            "WHERE HAVING rows groups filter aggregate COUNT SUM before GROUP BY",
        ),
        (
            "stuffed",
            "rows, groups, filter, aggregate, before, after, count, sum, clause",
        ),
        (
            "read_back",
            "The difference between WHERE and HAVING is what WHERE and HAVING do.",
        ),
        ("off_topic", "I like cooking pasta with my friends on weekends."),
    ],
)
def test_what_only_looks_like_an_answer_is_worth_nothing(
    scorer: Scorer, flag: str, text: str
) -> None:
    found = score(scorer, "sql/where-having", text)
    assert (flags(found), found.score) == ([flag], 0.0)


def test_a_copied_model_answer_is_worth_nothing(scorer: Scorer) -> None:
    for bank in BANKS:
        for question in bank.questions:
            found = scorer.score(question, f"Well, {question.model_answer}")
            assert flags(found) == ["copied"], question.id


def test_a_model_answer_would_be_taken_for_a_real_one(scorer: Scorer) -> None:
    """Nothing but being copied is held against it."""
    for bank in BANKS:
        for question in bank.questions:
            other = replace(question, model_answer="Nothing that anybody would say.")
            found = scorer.score(other, question.model_answer, story=bank.star)
            assert flags(found) == [], question.id


def test_a_story_has_its_parts_with_their_words(scorer: Scorer) -> None:
    found = score(scorer, "behavioural/failure", STORY)
    assert set(found.structure) == {"situation", "action", "result"}
    assert "Since then" in found.structure["result"]
    assert {"2022", "3,000", "40"} <= {one.strip() for one in found.specifics} | {
        "3,000"
    }
    assert found.score > 0.6


def test_a_weakness_in_disguise_is_worth_little(scorer: Scorer) -> None:
    text = "I'm a perfectionist, so honestly I rarely fail. I just work too hard."
    assert score(scorer, "behavioural/failure", text).score < 0.3


def test_the_same_answer_is_worth_the_same_each_time(scorer: Scorer) -> None:
    assert score(scorer, "sql/acid", RIGHT) == score(scorer, "sql/acid", RIGHT)


def test_how_it_was_spoken_changes_no_score(scorer: Scorer) -> None:
    question = load_bank(FOLDER / "sql.toml").questions[0]
    spoken = [(0.0, 1.0, "um WHERE filters"), (3.5, 6.0, "rows before I guess")]
    segments = tuple(TranscriptSegment(*one) for one in spoken)
    heard = Transcript("um WHERE filters rows before I guess", "en", 0.9, "x", segments)
    typed = scorer.score(question, heard.text)
    found = scorer.score(question, heard.text, heard=heard)
    assert found.score == typed.score
    assert found.delivery is not None
    assert found.delivery.pauses == ((1.0, 2.5),)
    assert found.delivery.words_per_minute == 70
    assert found.delivery.fillers == ("um",)
    assert found.hedges == ("i guess",)


def test_meaning_is_asked_of_the_model_where_there_is_one() -> None:
    encoder = FakeEncoder()
    weights = load_weights()
    scorer = Scorer(lambda: weights, lambda: encoder)
    question = BY_NAME["sql"].questions[0]
    first = scorer.score(question, RIGHT)
    asked = len(encoder.encoded)
    assert first.engine == "fake-encoder"
    assert scorer.score(question, RIGHT) == first
    # What every answer is compared with is not made again; the answer is not kept.
    assert 0 < len(encoder.encoded) - asked < asked
    assert question.points[0].says not in encoder.encoded[asked:]
