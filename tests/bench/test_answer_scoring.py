"""The scorer tells good answers from bad ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.answer_cases import Case, Followup
from bench.answer_scoring import Scores, f1_of, means, ndcg_of, run, says
from services.models.answer import Answer, Card, Query
from services.models.fact_sheet import FactSheet
from tests.fact_sheets import no_facts

ONE = Card(id="one", type="project", title="Engine", section="projects")
JOB = Card("x", "experience", "Engineer, Acme", "experience", company="Acme")
CASE = Case(
    "1", "sample", "engines?", frozenset(("projects",)), "some", wanted=("one",)
)


class Fixed:
    """Answers every question alike."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)

    def answer(self, query: Query) -> Answer:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    async def find(self, query: Query) -> Answer:
        return self.answer(query)

    async def facts(self, query: Query, answer: Answer) -> FactSheet:
        return await no_facts(query, answer)

    def vocabulary(self) -> tuple[str, ...]:
        return ()


def scored(case: Case, *answers: Answer) -> Scores:
    return run(Fixed(*answers), [case])


def test_a_right_answer_is_right_in_every_figure() -> None:
    scores = scored(CASE, Answer("An engine.", "projects", "projects", (ONE,)))
    assert not scores.failed
    assert scores.mean("intent") == scores.mean("f1") == scores.mean("ndcg") == 1


@pytest.mark.parametrize(
    ("answer", "figure", "value"),
    [
        (Answer("x", "contact", "contact", (ONE,)), "intent", 0),
        (Answer("x", "projects", "projects", (JOB,)), "f1", 0),
        (Answer("x", "projects", "projects", ()), "ndcg", 0),
        (Answer("x", "projects", "projects", (ONE,), absent=True), "false_absent", 1),
        (Answer("x", "off_topic", "off_topic"), "false_block", 1),
        (Answer("word " * 51, "projects", "projects", (ONE,)), "too_long", 1),
    ],
)
def test_a_wrong_answer_costs_its_figure(
    answer: Answer, figure: str, value: float
) -> None:
    assert scored(CASE, answer).mean(figure) == value


def test_a_fact_counts_within_fifty_words_and_as_a_whole_word() -> None:
    assert says("She has 8 projects.", "8")
    assert not says("She has 18 projects.", "8")
    case = replace(CASE, facts=("eight",))
    late = Answer("word " * 50 + "eight", "projects", "projects", (ONE,))
    assert scored(case, late).mean("fact") == 0


def test_cards_where_none_are_due_are_a_fault() -> None:
    case = replace(CASE, cards="none", wanted=())
    assert (
        scored(case, Answer("x", "projects", "projects", (ONE,))).mean("no_cards") == 0
    )


def test_absence_may_be_said_by_flag_or_in_words() -> None:
    case = replace(CASE, cards="absent", wanted=())
    assert scored(case, Answer("No Rust here.", "absent")).mean("absent") == 1
    assert scored(case, Answer("Plenty of Rust.", "projects")).mean("absent") == 0


def test_more_must_not_repeat_what_was_shown() -> None:
    two = replace(ONE, id="two", title="Wheel")
    follow = Followup("more", pool=("one", "two"))
    case = replace(
        CASE, earlier=("engines?",), followup=follow, tags=frozenset(("followup",))
    )
    first = Answer("x", "projects", "projects", (ONE,))
    fresh = Answer("x", "projects", "projects", (two,))
    assert scored(case, first, fresh).mean("followup") == 1
    assert scored(case, first, first).mean("followup") == 0


def test_an_ordinal_means_what_stood_there() -> None:
    two = replace(ONE, id="two", title="Wheel")
    follow = Followup("ordinal", places=(2,), pool=("one", "two"))
    case = replace(
        CASE, earlier=("engines?",), followup=follow, tags=frozenset(("followup",))
    )
    first = Answer("x", "projects", "projects", (ONE, two))
    right = Answer("x", "projects", "projects", (two,))
    assert scored(case, first, right).mean("followup") == 1
    assert scored(case, first, first).mean("followup") == 0


def test_a_label_names_a_section_and_an_organisation() -> None:
    assert means("work/Acme", JOB)
    assert not means("volunteer/Acme", JOB)
    assert means("one", ONE)


def test_order_counts_for_ndcg_and_not_for_f1() -> None:
    wanted, other = ("a",), frozenset[str]()
    assert ndcg_of(("x", "a"), wanted) < ndcg_of(("a", "x"), wanted) == 1
    assert f1_of(("x", "a"), wanted, other) == f1_of(("a", "x"), wanted, other) < 1
