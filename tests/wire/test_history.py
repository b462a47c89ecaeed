"""Follow-ups from what a page remembers, without a session that does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from services.models.conversation import LONGEST_EARLIER
from services.resume.reading import reader
from services.resume.reading.text import clean
from tests.server import Served

PATHS = ("/smart/query", "/test/llm")
LISTED = "show me the projects"
SECOND = "Tell me about the second one"


@pytest.fixture
def http(unlimited: Served) -> Iterator[httpx.Client]:
    with httpx.Client(timeout=30, base_url=unlimited.url) as http:
        yield http


def ask(http: httpx.Client, text: str, path: str = PATHS[0], **more: Any) -> Any:
    reply = http.post(path, json={"text": text, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def example(http: httpx.Client) -> Any:
    """What /docs fills in for a question with a history."""
    schemas = http.get("/openapi.json").json()["components"]["schemas"]
    (found,) = schemas["SmartQuestion"]["examples"]
    return found


@pytest.mark.parametrize("path", PATHS)
def test_the_documented_example_is_answered_as_a_follow_up(
    http: httpx.Client, path: str
) -> None:
    told = http.post(path, json=example(http)).json()
    listed = ask(http, LISTED)["items"]
    assert told["items"][0]["id"] == listed[1]["id"]


def test_words_alone_are_enough_of_a_history(http: httpx.Client) -> None:
    listed = ask(http, LISTED)
    history = [
        {"role": "user", "content": LISTED},
        {"role": "assistant", "content": listed["response"]},
    ]
    told = ask(http, SECOND, conversation_history=history)
    assert told["items"][0]["id"] == listed["items"][1]["id"]


def test_a_history_may_end_with_the_question_itself(http: httpx.Client) -> None:
    listed = ask(http, LISTED)
    history = [
        {"role": "user", "content": LISTED},
        {"role": "assistant", "content": listed["response"]},
        {"role": "user", "content": SECOND},
    ]
    told = ask(http, SECOND, conversation_history=history)
    assert told["items"][0]["id"] == listed["items"][1]["id"]


def test_a_chain_of_follow_ups_is_followed(http: httpx.Client) -> None:
    """By the history alone it comes to the same as in a session."""
    questions = [LISTED, SECOND, "what did she use for it?"]
    session = ask(http, questions[0])["session_id"]
    for question in questions[1:]:
        wanted = ask(http, question, session_id=session)
    history = [{"role": "user", "content": text} for text in questions[:-1]]
    told = ask(http, questions[-1], conversation_history=history)
    assert told["response"] == wanted["response"]


def test_what_the_page_says_was_shown_counts(http: httpx.Client) -> None:
    listed = ask(http, LISTED)["items"]
    shown = {"items": [listed[2], listed[0]], "item_type": "projects"}
    history = [
        {"role": "user", "content": LISTED},
        {"role": "assistant", "content": "Here.", "structuredData": shown},
    ]
    told = ask(http, SECOND, conversation_history=history)
    assert told["items"][0]["id"] == listed[0]["id"]


def said(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """A history of words alone: each question with its reply."""
    return [
        {"role": role, "content": words}
        for pair in pairs
        for role, words in zip(("user", "assistant"), pair, strict=True)
    ]


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("what did she do at Blue Lantern Health", "and when was that", "2020"),
        ("what did she do at Blue Lantern Health", "and after that?", "Harbor"),
        ("tell me about River Watch", "how long did that take", "2024"),
    ],
)
def test_that_is_what_the_history_speaks_of(
    http: httpx.Client, first: str, then: str, told: str
) -> None:
    reply = ask(http, first)["response"]
    found = ask(http, then, conversation_history=said((first, reply)))
    assert told in found["response"]


def test_a_side_question_in_a_history_leaves_the_topic(http: httpx.Client) -> None:
    first, aside = "what did she do at Blue Lantern Health", "does she speak Spanish"
    history = said(*((text, ask(http, text)["response"]) for text in (first, aside)))
    found = ask(http, "and when was that", conversation_history=history)
    assert "2020" in found["response"]


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Each text that is read from now on, with the name of the thread."""
    found: list[tuple[str, str]] = []

    def noted(text: str) -> str:
        found.append((text, threading.current_thread().name))
        return clean(text)

    monkeypatch.setattr(reader, "clean", noted)
    return found


def test_of_a_long_history_little_is_read_and_each_turn_once(
    http: httpx.Client, readings: list[tuple[str, str]]
) -> None:
    """Ten questions read by themselves and again by each that follows made 63."""
    texts = [
        f"which projects use python {number} ".ljust(2000, "x") for number in "123"
    ]
    history = [{"role": "user", "content": text} for text in texts * 3]
    ask(http, LISTED, conversation_history=history)
    earlier = [text for text, _ in readings if text != LISTED]
    assert len(earlier) == len({*earlier}) == len(texts)
    assert max(map(len, earlier)) <= LONGEST_EARLIER


def test_a_history_is_read_beside_the_loop(
    http: httpx.Client, readings: list[tuple[str, str]]
) -> None:
    history = said(("which projects use python " * 20, "Several."))
    ask(http, LISTED, conversation_history=history)
    assert {name.partition("_")[0] for _, name in readings} == {"thinking"}


def test_a_session_is_read_beside_the_loop_and_each_turn_in_part(
    http: httpx.Client, readings: list[tuple[str, str]]
) -> None:
    session = ask(http, "who is she " * 300)["session_id"]
    readings.clear()
    ask(http, LISTED, session_id=session)
    assert {name.partition("_")[0] for _, name in readings} == {"thinking"}
    assert max(len(text) for text, _ in readings) <= LONGEST_EARLIER
