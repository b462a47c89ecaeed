"""An id that somebody else could guess is nobody's session."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.ids import own_id
from tests.server import Served
from tests.wire.conftest import Serve

GUESSABLE = [
    "undefined",
    "anonymous",
    "null-null",
    "00000000-0000-0000-0000-000000000000",
    "test-session",
    "user_1732900000000",
    "visitor-session-for-everybody-1",
]
TURNS = ["/ask", "/process/text", "/smart/query", "/test/llm"]


@pytest.fixture
def http(unlimited: Served) -> Iterator[httpx.Client]:
    with httpx.Client(timeout=30, base_url=unlimited.url) as http:
        yield http


@pytest.mark.parametrize("path", TURNS)
@pytest.mark.parametrize("guessable", GUESSABLE)
def test_a_guessable_id_gets_a_fresh_one_on_turns(
    http: httpx.Client, path: str, guessable: str
) -> None:
    asked = {"text": "hello", "session_id": guessable, "speak": False}
    ids = {http.post(path, json=asked).json()["session_id"] for _ in range(2)}
    assert len(ids | {guessable}) == 3
    assert http.get(f"/session/{guessable}").status_code == 404


@pytest.mark.parametrize("guessable", GUESSABLE)
def test_a_guessable_wish_gets_a_fresh_id(http: httpx.Client, guessable: str) -> None:
    made = http.post("/session/create", json={"session_id": guessable})
    assert made.status_code == 200
    assert made.json()["session_id"] != guessable


def test_a_stream_has_a_session_of_its_own_too(http: httpx.Client) -> None:
    asked = {"text": "hello", "session_id": "undefined", "speak": False}
    told = http.post("/smart/stream", json=asked).text
    assert '"session_id":"undefined"' not in told
    assert http.get("/session/undefined").status_code == 404


def test_an_id_that_nobody_can_guess_is_kept(http: httpx.Client) -> None:
    asked = {"text": "hello", "session_id": own_id("mine")}
    assert http.post("/ask", json=asked).json()["session_id"] == own_id("mine")


def test_visitors_with_one_guessable_id_do_not_share_an_allowance(serve: Serve) -> None:
    served = serve(trusted_proxies=("127.0.0.1",))
    asked = {"text": "hi", "session_id": "undefined"}
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for n in range(40):
            via = {"x-forwarded-for": f"203.0.113.{n}"}
            assert http.post("/ask", json=asked, headers=via).status_code == 200
