"""Server-sent events read from bytes: https://html.spec.whatwg.org, section 9.2.

The bytes are UTF-8 whatever a header says, and a line ends at a line break only; the
HTTP client would also end it at a separator that may stand inside JSON text.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from services.llm.failures import Unusable

DONE = "[DONE]"
CLOSING_S = 0.05
"""For a server to end the reply, so that its connection can be kept."""
MAX_EVENT_LINES = 16


async def lines(pieces: AsyncIterator[bytes]) -> AsyncIterator[str]:
    """Whole lines, without their ends."""
    begun: list[bytes] = []
    async for piece in pieces:
        first, *others = piece.split(b"\n")
        begun.append(first)
        for other in others:
            yield _text(begun)
            begun = [other]
    yield _text(begun)


async def events(pieces: AsyncIterator[bytes]) -> AsyncIterator[object]:
    """The JSON of each event, and True at `[DONE]`, after which nothing is told.

    An event without data is none, and a body that is no stream is one event. Some
    servers leave out the empty line between events, so each line of data is tried.
    """
    reading = lines(pieces)
    data: list[str] = []
    body: list[str] = []
    async for line in reading:
        if not line.startswith("data:"):
            if body or line.lstrip().startswith("{"):
                body.append(line)
            continue
        told = line.removeprefix("data:").strip()
        if told == DONE:
            yield True
            await _rest(reading)
            return
        if told:
            data.append(told)
            try:
                event = parsed("\n".join(data))
            except Unusable:
                if len(data) >= MAX_EVENT_LINES:
                    raise
                continue
            data = []
            yield event
    if data or body:
        yield parsed("\n".join(data or body))


def parsed(text: str | bytes) -> object:
    """JSON from a server; raise Unusable for what is none, or too deep to be read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unusable("no JSON") from error


def _text(pieces: list[bytes]) -> str:
    return b"".join(pieces).decode("utf-8", "replace").removesuffix("\r")


async def _rest(reading: AsyncIterator[str]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSING_S):
            async for _ in reading:
                pass
