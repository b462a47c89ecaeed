from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.guard import off_topic
from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.resume.engine import Engine
from services.resume.loading import read_resume
from tests.resume.asking import TODAY

DOCUMENT = {
    "name": "Rui Ferro",
    "pronouns": "he/him",
    "contact": {"email": "rui@example.com"},
    "experience": [
        {
            "id": "gale",
            "company": "Gale Instruments",
            "role": "Physicist",
            "dates": "2021 – Present",
            "highlights": ["Leads a group of nine", "Writes jokes for the newsletter"],
        }
    ],
    "projects": [
        {"id": "vane", "title": "Vane", "description": "Weather for sailing clubs."}
    ],
    "publications": [
        {"id": "hail", "title": "Hail and Its Noise", "summary": "Weather by ear."}
    ],
}
ENGINE = Engine(read_resume(DOCUMENT), off_topic, clock=lambda: TODAY)


def ask(text: str, *shown: str) -> Answer:
    turn = Turn("his work", "", datetime(2026, 1, 1, tzinfo=UTC), shown, "", "search")
    return ENGINE.answer(Query(text, (turn,) if shown else ()))


@pytest.mark.parametrize(
    ("question", "card"),
    [
        ("the weather paper", "hail"),
        ("the weather project", "vane"),
        ("jokes", "gale"),
        ("what year is the weather paper from", "hail"),
        ("what is the sailing weather", "vane"),
    ],
)
def test_the_resumes_own_subject_may_be_pointed_at(question: str, card: str) -> None:
    assert card in [each.id for each in ask(question).cards]


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in porto",
        "tell me a joke",
        "write me a poem about the weather project",
        "how does the sun make light",
        "help me with my algebra homework",
        "my knee hurts",
        "name the oceans",
        "who conquered gaul",
        "tea or cocoa",
        "when does the moon rise",
        "factor this number",
        "give me a script to rename photos",
        "what does an otter eat",
    ],
)
def test_the_world_is_turned_away_whatever_the_resume_holds(question: str) -> None:
    assert ask(question).intent == "off_topic"


def test_one_of_two_that_fit_may_be_pointed_at() -> None:
    cards = {each.id for each in ask("what about the weather one").cards}
    assert cards & {"vane", "hail"}


@pytest.mark.parametrize(
    "question", ["did the romans drink tea", "is green tea bad for you"]
)
def test_the_world_is_never_confirmed(question: str) -> None:
    answer = ask(question)
    assert answer.absent or answer.intent == "off_topic"
    assert not answer.cards


def test_what_the_entry_shown_tells_of_may_be_asked() -> None:
    assert "nine" in ask("how big is the group", "gale").text


@pytest.mark.parametrize(
    "question", ["has he used zigbee", "any zigbee", "zigbee", "i need a kafka expert"]
)
def test_what_a_resume_could_hold_is_missing_not_foreign(question: str) -> None:
    assert ask(question).absent


def test_distress_is_answered_with_care() -> None:
    answer = ask("i want to kill myself")
    assert answer.intent == "unsafe"
    assert "sorry" in answer.text
