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


@pytest.mark.parametrize(
    ("turns", "cards"),
    [
        (["where has she worked", "the first one", "and before that"], ["oldmill"]),
        (["python and react projects", "the first", "the other one"], None),
        (
            ["what was she doing in 2019", "same for 2021"],
            ["oldmill", "chess-clock"],
        ),
        (["which is her latest job", "and the oldest"], ["brewery"]),
        (["where has she worked", "and the brewery"], ["brewery"]),
        (["where has she worked", "the one at oldmill"], ["oldmill"]),
        (["where has she worked", "the middle one"], ["oldmill"]),
        (["react projects", "the chess one"], ["chess-clock"]),
        (["where has she worked", "the oldest", "no the newest"], ["tidewater"]),
        (["what did she do at oldmill", "where did she go then"], ["tidewater"]),
        (["what did she do at oldmill", "why"], ["oldmill"]),
        (["what did she do at oldmill", "where"], ["oldmill"]),
        (["where has she worked", "the first", "and the last"], ["brewery"]),
        (["where does she work now", "and before", "and before"], ["brewery"]),
    ],
)
def test_what_is_pointed_at_is_found(turns: list[str], cards: list[str] | None) -> None:
    if cards is None:
        listed = ids(ask(*turns[:1]))
        cards = [each for each in listed if each != ids(ask(*turns[:2]))[0]]
    assert ids(ask(*turns)) == cards


def test_a_year_without_anything_is_said_to_hold_nothing() -> None:
    assert ask("what did she publish in 2021", "and 1999").absent


def test_what_it_does_not_tell_is_not_told() -> None:
    assert ask("what did she do at oldmill", "what did she enjoy").absent


def test_whom_something_was_for_is_told() -> None:
    assert "Tidewater" in ask("where does she work now", "who was that for").text
