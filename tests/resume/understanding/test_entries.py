from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


@pytest.mark.parametrize(
    ("question", "intent", "card"),
    [
        ("what did she do at tidewater", "experience", "tidewater"),
        ("tell me about oldmil", "experience", "oldmill"),
        ("what is owl post", "projects", "owl-post"),
        ("the listening to pumps paper", "publications", "pumps"),
    ],
)
def test_a_named_entry_is_the_only_card(question: str, intent: str, card: str) -> None:
    answer = ask(question)
    assert (answer.intent, ids(answer)) == (intent, [card])


@pytest.mark.parametrize("name", ["Google", "Tesla", "Northwind"])
def test_an_employer_that_is_none_is_absent(name: str) -> None:
    answer = ask(f"did she work at {name}")
    assert answer.absent
    assert not answer.cards


def test_what_came_before_an_entry_is_found_by_date() -> None:
    assert ids(ask("what did she do before tidewater"))[0] == "oldmill"


def test_entries_are_compared() -> None:
    answer = ask("compare tidewater and oldmill")
    assert ids(answer) == ["tidewater", "oldmill"]
    assert "since March 2023" in answer.text
    assert "February 2023" in answer.text
