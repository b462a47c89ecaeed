"""A visitor who leaves frees what their question holds, over a real socket."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.api.middleware.leaving import Leaving
from tests.server import Served, serving

SOON_S = 5.0
FOR_EVER_S = 3600.0


class Question:
    """An application that thinks for as long as it is told to."""

    def __init__(self, thinks_s: float = FOR_EVER_S) -> None:
        self.thinks_s = thinks_s
        self.asked = threading.Event()
        self.over = threading.Event()
        self.ending = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = await Request(scope, receive).body()
        self.asked.set()
        try:
            await asyncio.sleep(self.thinks_s)
            await Response(body)(scope, receive, send)
            await asyncio.sleep(0.05)
            self.ending = "finished"
        except asyncio.CancelledError:
            self.ending = "cancelled"
            raise
        finally:
            self.over.set()


def ask_and_leave(served: Served, question: Question) -> None:
    with socket.create_connection((served.host, served.port), SOON_S) as client:
        client.sendall(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc")
        assert question.asked.wait(SOON_S)


def test_work_for_a_visitor_who_left_is_given_up() -> None:
    question = Question()
    with serving(Leaving(question)) as served:
        ask_and_leave(served, question)
        assert question.over.wait(SOON_S)
    assert question.ending == "cancelled"


def test_without_it_the_work_goes_on() -> None:
    """The control: a server by itself lets it run."""
    question = Question(thinks_s=0.3)
    with serving(question) as served:
        ask_and_leave(served, question)
        assert question.over.wait(SOON_S)
    assert question.ending == "finished"


def test_what_follows_a_reply_is_not_cut_off() -> None:
    question = Question(thinks_s=0)
    with serving(Leaving(question)) as served:
        assert httpx.post(served.url, content=b"abc").content == b"abc"
        assert question.over.wait(SOON_S)
    assert question.ending == "finished"


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_other_methods_are_left_alone(method: str) -> None:
    with serving(Leaving(Question(thinks_s=0))) as served:
        assert httpx.request(method, served.url).status_code == 200


async def test_a_server_that_stops_cancels_as_always() -> None:
    """Cancelled from outside, nothing is swallowed."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps({}).encode()}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "headers": []}
    work = asyncio.ensure_future(Leaving(Question())(scope, once(receive), send))
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


def once(receive: Any) -> Any:
    asked: list[int] = []

    async def wrapped() -> Any:
        if asked:
            await asyncio.sleep(FOR_EVER_S)
        asked.append(1)
        return await receive()

    return wrapped
