from __future__ import annotations

import pytest

from tests.resume.asking import ask


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("portfolio pieces please", "projects"),
        ("where has she worked", "experience"),
        ("tech stack?", "skills"),
        ("what degrees does she hold", "education"),
        ("has she published anything", "publications"),
    ],
)
def test_a_section_is_its_own_intent(question: str, intent: str) -> None:
    answer = ask(question)
    assert answer.intent == intent
    assert {card.section for card in answer.cards} == {intent}


def test_every_entry_that_is_said_is_shown_and_all_are_counted() -> None:
    answer = ask("show me her projects")
    assert answer.total_results == 5
    assert len(answer.cards) >= 4
    for card in answer.cards:
        assert card.title in answer.text


def test_everything_is_shown_when_asked_for() -> None:
    assert len(ask("list all of her projects").cards) == 5


def test_view_more_shows_all() -> None:
    answer = ask("show me all available results for: show me her projects")
    assert len(answer.cards) == 5
    assert answer.show_all_query


def test_entries_are_counted() -> None:
    assert "five" in ask("how many projects has she done").text.lower()


def test_a_section_that_is_missing_is_absent() -> None:
    assert ask("any awards").absent
