from __future__ import annotations

import pytest

from tests.resume.asking import ask, ids


def test_more_never_repeats() -> None:
    first = ask("show me her projects")
    more = ask("show me her projects", "more")
    assert more.intent == "followup_more"
    assert not set(ids(more)) & set(ids(first))


def test_more_ends_when_all_was_shown() -> None:
    answer = ask("show me her projects", "more", "show me more")
    assert not answer.cards


@pytest.mark.parametrize(
    ("turns", "cards"),
    [
        (
            ["show me her projects", "only the ones with react"],
            {"owl-post", "night-bus"},
        ),
        (["show me her projects", "from 2022"], {"rain-gauge"}),
        (["where has she worked", "just the internships"], {"brewery"}),
        (["what did she do at oldmill", "what about at tidewater"], {"tidewater"}),
        (["show me her projects", "no i meant her papers"], {"pumps"}),
        (["python projects", "and in go"], {"chess-clock"}),
    ],
)
def test_a_followup_keeps_its_subject(turns: list[str], cards: set[str]) -> None:
    assert cards <= set(ids(ask(*turns)))


def test_a_change_of_subject_is_no_followup() -> None:
    assert ask("show me her projects", "where did she study").intent == "education"


@pytest.mark.parametrize("text", ["more", "the second one", "it", "what about that"])
def test_without_a_conversation_there_is_nothing_to_follow(text: str) -> None:
    assert ask(text).intent == "unclear"
