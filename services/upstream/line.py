"""One connection to the upstream: events out and in, and every failure as ours."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    WebSocketException,
)

from services.errors import LLMTimeout
from services.llm.failures import Transient, Unusable, failure_of, host_of
from services.upstream.wire import Error, Event, Other, parsed, session_update

LARGEST_FRAME = 1_000_000
"""Twenty seconds of sound in one event; none is sent that is so large."""
TOO_BIG = 1009
CLOSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the upstream is, and as whom it is asked."""

    base_url: str
    model: str
    voice: str
    api_key: str = field(repr=False)

    @property
    def url(self) -> str:
        parts = urlsplit(self.base_url)
        scheme = "ws" if parts.scheme == "http" else "wss"
        path = f"{parts.path.rstrip('/')}/realtime"
        query = f"model={quote(self.model, safe='')}"
        return urlunsplit((scheme, parts.netloc, path, query, ""))


class Line:
    """An open connection whose server has said who it is."""

    def __init__(self, socket: ClientConnection, address: Address) -> None:
        self._socket = socket
        self._host = host_of(address.base_url)
        self._numbers = count(1)

    @classmethod
    async def open(cls, address: Address) -> Line:
        """Raise Transient, Refused or Unusable where there is none to be had."""
        line = cls(await _connected(address), address)
        try:
            await line._greet(address)
        except BaseException:
            await line.close()
            raise
        return line

    @property
    def is_open(self) -> bool:
        return self._socket.close_code is None

    async def send(self, event: Mapping[str, Any]) -> str:
        """Send an event and return the id that it was given."""
        event_id = f"{event['type']}-{next(self._numbers)}"
        try:
            await self._socket.send(
                orjson.dumps({**event, "event_id": event_id}).decode()
            )
        except ConnectionClosed as closed:
            raise self._broken(closed) from closed
        return event_id

    async def receive(self, *, within_s: float | None = None) -> Event:
        """The next event; raise LLMTimeout, Transient or Unusable."""
        limit_s = None if within_s is None else max(0.0, within_s)
        try:
            async with asyncio.timeout(limit_s):
                return parsed(await self._socket.recv())
        except TimeoutError as error:
            raise LLMTimeout(f"No event in time from {self._host}") from error
        except ConnectionClosed as closed:
            raise self._broken(closed) from closed

    async def close(self) -> None:
        await self._socket.close()

    async def _greet(self, address: Address) -> None:
        event = await self.receive()
        if isinstance(event, Error):
            raise event.failure
        if event != Other("session.created"):
            raise Unusable("A server that begins otherwise.", reason="malformed")
        await self.send(session_update(address.model, address.voice))

    def _broken(self, close: ConnectionClosed) -> Transient | Unusable:
        if close.sent is not None and close.sent.code == TOO_BIG:
            return Unusable(f"Too large a frame from {self._host}", reason="too_large")
        return Transient(f"Closed by {self._host}", reason="broken_off")


class StraightConnect(connect):
    """A key goes to the address that it was given for, and to nobody beyond it."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


def quiet_log() -> logging.Logger:
    """A log of the library's without what it writes of frames and headers."""
    log = logging.getLogger("websockets.upstream")
    log.setLevel(logging.WARNING)
    return log


async def _connected(address: Address) -> ClientConnection:
    headers = {"Authorization": f"Bearer {address.api_key}"}
    try:
        return await StraightConnect(
            address.url,
            additional_headers=headers,
            open_timeout=None,
            close_timeout=CLOSE_S,
            max_size=LARGEST_FRAME,
            # Sound does not get smaller, and no proxy is taken from the environment.
            compression=None,
            proxy=None,
            logger=quiet_log(),
        )
    except InvalidStatus as refused:
        response = refused.response
        after = response.headers.get("Retry-After")
        raise failure_of(response.status_code, after, address.base_url) from refused
    except (OSError, InvalidHandshake, WebSocketException) as error:
        told = f"{type(error).__name__} at {host_of(address.base_url)}"
        raise Transient(told, reason="unreachable") from error
