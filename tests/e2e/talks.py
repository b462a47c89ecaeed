"""A visitor in a live talk, and the service of fixed ears and voice that answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from playwright.async_api import Browser, WebSocket, expect

from api_server import create_app
from services.container import Services
from services.models.audio import SAMPLE_RATE_HZ, Samples
from tests.app import settings_for
from tests.e2e.visitor import (
    PATIENCE_S,
    VOICE,
    WORDS_PER_MINUTE,
    Visitor,
    visiting,
)
from tests.realtime.rig import Ears, with_fakes
from tests.server import Served, serving
from tests.sounds import encode
from tests.spoken import spoken

QUESTION = "Which projects use Python?"
VOICE_S = 2.5
"""Of each sentence: time to talk into a reply."""
LEAD_S, PAUSE_S = 1.0, 2.0
SILENT = 0.001
AUDIBLE = 0.01


def write_talker(path: Path) -> None:
    """A microphone that asks, waits, and asks again: into the reply, that is."""
    said = spoken(QUESTION, VOICE, WORDS_PER_MINUTE)
    whole = np.concatenate([_silence(LEAD_S), said, _silence(PAUSE_S)])
    path.write_bytes(encode(whole, "wav"))


def write_silence(path: Path) -> None:
    path.write_bytes(encode(_silence(1.0), "wav"))


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE_HZ), np.float32)


@dataclass
class Service:
    served: Served
    services: Services
    ears: Ears

    async def channels(self, count: int) -> list[str]:
        """How the latest turns were asked, once so many are logged."""
        log = self.services.storage.interactions
        async with asyncio.timeout(PATIENCE_S):
            while len(rows := await log.latest(limit=count)) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return [row.channel for row in rows]


@contextmanager
def answering(folder: Path, port: int = 0, **changes: Any) -> Iterator[Service]:
    app = create_app(settings_for(folder, **changes))
    services: Services = app.state.services
    ears = with_fakes(services, voice_s=VOICE_S)
    with serving(app, port) as served:
        yield Service(served, services, ears)


@dataclass
class Talker:
    """A page in a live talk, and the events of its sockets, but for the sound."""

    visitor: Visitor
    sent: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.visitor.page

    def listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._note(self.sent, frame))
        socket.on("framereceived", lambda frame: self._note(self.told, frame))

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [e for e in [*self.sent, *self.told] if e["type"] == kind]

    async def phase(self, *names: str) -> None:
        wanted = json.dumps(names)
        await self.visitor.until(f"{wanted}.includes(document.body.dataset.phase)")

    async def begins(self) -> None:
        await self.page.click("#talk")
        await self.phase("listening")

    async def is_told(self) -> None:
        """A reply is being heard."""
        await self.phase("speaking")
        await self.visitor.until(f"graph.now > {AUDIBLE}")

    async def is_quiet(self) -> None:
        await self.visitor.until(f"graph.now < {SILENT}")

    async def until_sent(self, kind: str, count: int = 1) -> dict[str, Any]:
        """The latest of a kind that the page sent, once there are so many."""
        async with asyncio.timeout(PATIENCE_S):
            while len(found := self.of(kind)) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return found[-1]

    async def mode(self, name: str) -> None:
        heading = self.page.get_by_role("heading", name=name)
        await expect(heading).to_be_visible(timeout=PATIENCE_S * 1000)

    def _note(self, events: list[dict[str, Any]], frame: str | bytes) -> None:
        event = json.loads(frame)
        if event["type"] != "input_audio_buffer.append":
            event.pop("delta", None)
            events.append(event)


@asynccontextmanager
async def talking(
    browser: Browser, served: Served, **context: Any
) -> AsyncIterator[Talker]:
    """Somebody who has opened the page, and may begin to talk."""
    async with visiting(browser, **context) as visitor:
        talker = Talker(visitor)
        visitor.page.on("websocket", talker.listen)
        await visitor.page.goto(f"{served.url}/app")
        yield talker
