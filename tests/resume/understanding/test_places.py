from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids

LIST = "show me her projects"


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("the second one", [1]),
        ("ok and the third project", [2]),
        ("expand on number two", [1]),
        ("the last one", [-1]),
        ("open the first", [0]),
        ("compare the first two", [0, 1]),
    ],
)
def test_ordinals_index_what_was_shown(question: str, place: list[int]) -> None:
    shown = ids(ask(LIST))
    answer = ask(LIST, question)
    assert ids(answer) == [shown[at] for at in place]


def test_the_last_of_nothing_shown_is_no_entry() -> None:
    answer = ask("show me her zebrafish certifications", "and the last")
    assert not answer.cards


def test_the_next_entry_in_time_is_found() -> None:
    assert ids(ask("tell me about oldmill", "and after that")) == ["tidewater"]
    assert ids(ask("tell me about oldmill", "what did she do before that")) == [
        "brewery"
    ]


def test_a_superlative_reaches_the_whole_section() -> None:
    assert ids(ask("her jobs", "which one was the longest")) == ["tidewater"]


@pytest.mark.parametrize("question", ["more about these", "tell me about these"])
def test_these_are_all_that_was_shown(question: str) -> None:
    answer = ask(LIST, question)
    assert ids(answer) == ids(ask(LIST))


def test_a_town_is_in_its_country() -> None:
    assert ids(ask("has she worked in belgium")) == ["tidewater"]
    assert ask("jobs in germany").absent
    assert ask("is she in belgium").intent == "contact"
