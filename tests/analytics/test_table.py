"""Turns as columns."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.analytics.table import Span, TurnTable
from tests.analytics.turns import NOON, turn


def words(span: Span) -> dict[str, int]:
    return dict(span.named("question"))


def filled(*questions: str, capacity: int = 100) -> TurnTable:
    table = TurnTable(capacity=capacity)
    for number, question in enumerate(questions):
        table.add(turn(question, ago_h=-number, session_id=f"session-{number}"))
    return table


def test_questions_count_together_however_they_are_written() -> None:
    table = filled("Any projects?", "any  PROJECTS", "salary")
    assert words(table.span()) == {"Any projects?": 2, "salary": 1}


def test_a_span_holds_the_first_moment_and_not_the_last() -> None:
    table = filled("first", "second", "third")
    span = table.span().between(NOON, NOON + timedelta(hours=2))
    assert words(span) == {"first": 1, "second": 1}


def test_a_forgotten_session_leaves_no_word_behind() -> None:
    table = filled("first", "second")
    table.forget("session-0")
    assert words(table.span()) == {"second": 1}
    assert "first" not in table.span().values["question"]
    assert "session-0" not in table.span().values["session"]


def test_words_that_somebody_else_said_too_stay() -> None:
    table = filled("same", "same")
    table.forget("session-0")
    assert words(table.span()) == {"same": 1}


def test_a_place_that_became_free_is_used_again() -> None:
    table = filled("first", "second")
    table.forget("session-0")
    table.add(turn("third", session_id="session-9"))
    assert words(table.span()) == {"second": 1, "third": 1}
    assert len(table.span().values["question"]) == 2


def test_an_unknown_session_is_nothing_to_forget() -> None:
    table = filled("first")
    table.forget("nobody")
    assert len(table) == 1


def test_a_span_that_is_being_read_stays_as_it_was() -> None:
    table = filled("first", "second")
    span = table.span()
    table.forget("session-0")
    table.add(turn("third"))
    assert words(span) == {"first": 1, "second": 1}


def test_what_is_too_old_is_erased() -> None:
    table = filled("first", "second", "third")
    table.erase_before(NOON + timedelta(hours=1))
    assert words(table.span()) == {"second": 1, "third": 1}


def test_the_oldest_make_room() -> None:
    table = filled(*(str(number) for number in range(25)), capacity=20)
    kept = set(words(table.span()))
    assert len(kept) <= 20
    assert {"0", "1"}.isdisjoint(kept)
    assert "24" in kept


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.sampled_from("abcd"))
def test_forgetting_is_as_if_never_said(sessions: list[str], gone: str) -> None:
    table, without = TurnTable(capacity=1_000), TurnTable(capacity=1_000)
    for number, session in enumerate(sessions):
        one = turn(f"q{number % 7}", ago_h=-number, session_id=session)
        table.add(one)
        if session != gone:
            without.add(one)
    table.forget(gone)
    assert words(table.span()) == words(without.span())
    assert np.array_equal(table.span().rows["at_s"], without.span().rows["at_s"])
