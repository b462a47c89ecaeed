"""Whether an answer holds a wording: order, denial, and words that spoil it."""

from __future__ import annotations

import pytest

from services.interview.answer_text import words_of
from services.interview.wording import find, wording


def holds(pattern: str, answer: str, *, within_sentence: bool = False) -> bool:
    found = find(wording(pattern), words_of(answer), within_sentence=within_sentence)
    return found is not None


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("filter* row", "It filtered the rows"),
        ("row filter*", "WHERE filters single rows"),
        ("where > group*", "WHERE runs before the grouping"),
        ("lock|fix* cell", "The sign fixes the cell."),
        ("not change*", "It doesn't change"),
        ("not change*", "It never changes."),
        ("items = none", "write items=None"),
        ("no|without gap*", "ranks without a gap"),
        ("keep* row*", "It not only keeps all rows"),
        ("fix* cell", "It is not for money; the dollar fixes the cell"),
        ("c++", "I write C++."),
    ],
)
def test_it_holds(pattern: str, answer: str) -> None:
    assert holds(pattern, answer)


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("where > group*", "GROUP BY runs, then WHERE"),
        ("change*", "It does not change"),
        ("share* object*", "They never share the objects"),
        ("not change*", "It changes"),
        ("where group* !having", "WHERE, unlike HAVING, groups"),
        ("index* slow*", "An index is a thing that every one of us here has seen slow"),
        ("same same", "the same"),
    ],
)
def test_it_does_not_hold(pattern: str, answer: str) -> None:
    assert not holds(pattern, answer)


def test_a_trap_stays_within_a_sentence() -> None:
    answer = "It is always current. A materialized view is not."
    assert holds("always|current materiali*", "current, materialized")
    assert not holds("current materiali*", answer, within_sentence=True)


def test_a_long_answer_of_one_word_takes_no_time() -> None:
    assert not holds("a > b !c", "a c b " * 2000)
