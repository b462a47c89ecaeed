"""A client that talks over a socket in real time, and notes when it hears what."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from services.models.audio import SAMPLE_RATE_HZ, Samples

FRAME_S = 0.02
FRAME = round(FRAME_S * SAMPLE_RATE_HZ)
PCM_16 = {"format": {"type": "audio/pcm", "rate": SAMPLE_RATE_HZ}}
AUDIBLE = 0.02
"""Of the loudest sample: what is fainter ends no word."""


def audible_end_s(sound: Samples) -> float:
    """When the last sound of a recording ends that can be heard."""
    loud = np.flatnonzero(np.abs(sound) > AUDIBLE * np.abs(sound).max())
    return float(loud[-1] + 1) / SAMPLE_RATE_HZ


@dataclass
class Talker:
    """`heard` are the events with the time at which they came."""

    socket: ClientConnection
    heard: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        async for message in self.socket:
            self.heard.append((perf_counter(), json.loads(message)))
            self.came.set()

    async def send(self, kind: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def speak(self, sound: Samples) -> float:
        """Send sound as a microphone does; return when it began."""
        began = perf_counter()
        for number, start in enumerate(range(0, len(sound), FRAME)):
            due = began + (number + 1) * FRAME_S
            await asyncio.sleep(max(0.0, due - perf_counter()))
            await self.append(sound[start : start + FRAME])
        return began

    async def say_at_once(self, sound: Samples) -> None:
        """Send sound faster than it is spoken: ten seconds at most."""
        for start in range(0, len(sound), SAMPLE_RATE_HZ):
            await self.append(sound[start : start + SAMPLE_RATE_HZ])

    async def append(self, sound: Samples, **more: Any) -> None:
        pcm = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
        audio = base64.b64encode(pcm).decode()
        await self.send("input_audio_buffer.append", audio=audio, **more)

    async def first(
        self, kind: str, since: int, wait_s: float, *, after: float = 0.0
    ) -> float | None:
        """When an event of a kind came first, behind `since` others."""
        until = perf_counter() + wait_s
        while True:
            for at, event in self.heard[since:]:
                if event["type"] == kind and at >= after:
                    return at
            self.came.clear()
            try:
                async with asyncio.timeout(until - perf_counter()):
                    await self.came.wait()
            except TimeoutError:
                return None


@asynccontextmanager
async def talking(port: int, address: str = "10.0.0.1") -> AsyncIterator[Talker]:
    """As a visitor of some address, whom a proxy of this machine names."""
    url = f"ws://127.0.0.1:{port}/v1/realtime"
    named = {"x-forwarded-for": address}
    async with connect(
        url, max_size=None, compression=None, additional_headers=named
    ) as socket:
        talker = Talker(socket)
        listening = asyncio.create_task(talker.listen())
        try:
            session = {"type": "realtime", "audio": {"input": PCM_16}}
            await talker.send("session.update", session=session)
            await talker.first("session.updated", 0, 30)
            yield talker
        finally:
            listening.cancel()
            await asyncio.wait([listening])
