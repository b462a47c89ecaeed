"""A whole service on a socket, with ears and a voice of fixed times, and its client."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api_server import create_app
from services.container import Services
from services.models.audio import Samples
from services.models.conversation import Turn
from services.models.health import PartHealth
from services.pipeline.hearing import Hearing
from services.realtime.talk_parts import Pace
from tests.app import settings_for
from tests.fakes import FakeDetector, FakeRecognizer, FakeSynthesizer
from tests.server import Served, serving
from tests.sounds import encode, tone

RATE_HZ = 24_000
PATIENCE_S = 20.0
QUESTION = "which projects use python"


class Loudness:
    """Detection by loudness alone: exact, and the same in every run."""

    def open_stream(self) -> Loudness:
        return self

    def probability(self, frame: Samples) -> float:
        return 0.95 if float(np.abs(frame).max()) > 0.1 else 0.02


@dataclass
class Judge:
    """Takes every pause for the end of a sentence, unless told otherwise."""

    complete: float | None = 0.9
    name: str = "judge"

    async def prepare(self) -> None: ...

    async def completeness(self, sound: Samples) -> float | None:
        return self.complete

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None: ...


@dataclass
class Scripted(FakeRecognizer):
    """Writes down what the script says next; drafts read ahead in it."""

    script: list[str] = field(default_factory=list)

    async def recognize(self, utterance: Any, **how: Any) -> Any:
        heard = await super().recognize(utterance, **how)
        if how.get("draft"):
            return heard
        return replace(heard, text=self.script.pop(0) if self.script else self.text)


@dataclass
class Clock:
    """Time for what is heard of replies: it passes when a test says so.

    With `step_s` it passes by itself, with every look at it.
    """

    now_s: float = 0.0
    step_s: float = 0.0

    def __call__(self) -> float:
        self.now_s += self.step_s
        return self.now_s


@dataclass
class Ears:
    recognizer: Scripted
    synthesizer: FakeSynthesizer
    judge: Judge


def with_fakes(services: Services, *, voice_s: float = 1.2) -> Ears:
    """Every sentence takes `voice_s` to be heard."""
    ears = Ears(Scripted("fake"), FakeSynthesizer("fake-voice"), Judge())
    ears.synthesizer.data = encode(tone(440, voice_s), "wav")
    services.listening.detector = Loudness()
    services.listening.recognizer = ears.recognizer
    services.listening.turn_end = ears.judge
    hearing = Hearing(FakeDetector("fake-vad"), ears.recognizer)
    services.turns.hearing = hearing
    services.turns.speaking.synthesizer = ears.synthesizer
    services.synthesizer = ears.synthesizer  # type: ignore[assignment]
    return ears


@dataclass
class Line:
    """A service and what a test may look at behind it."""

    served: Served
    services: Services
    ears: Ears
    clock: Clock

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The service's own loop, which runs in a thread."""
        housekeeping = self.services._housekeeping
        assert housekeeping is not None
        return housekeeping.get_loop()

    async def turns(self, session_id: str, *, least: int = 1) -> tuple[Turn, ...]:
        """What is remembered, once so many turns are."""
        sessions = self.services.storage.sessions
        async with asyncio.timeout(PATIENCE_S):
            # The last one is kept while the talk ends, which nothing tells.
            while len(kept := (await sessions.get(session_id)).turns) < least:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        return kept

    async def end_talks(self) -> None:
        """As if all of them had waited long enough."""

        async def end() -> None:
            await self.services.talks.close()

        ending = asyncio.run_coroutine_threadsafe(end(), self.loop)
        await asyncio.wrap_future(ending)

    @property
    def url(self) -> str:
        return f"ws://{self.served.host}:{self.served.port}/v1/realtime"

    @asynccontextmanager
    async def client(self, query: str = "", **headers: Any) -> AsyncIterator[Client]:
        async with connect(self.url + query, max_size=None, **headers) as socket:
            client = Client(socket)
            yield client

    async def talking(self, query: str = "") -> Client:
        """A client that nobody closes."""
        return Client(await connect(self.url + query, max_size=None))


@dataclass
class Client:
    socket: ClientConnection
    events: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, kind: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            event: dict[str, Any] = json.loads(await self.socket.recv())
        self.events.append(event)
        return event

    async def closed(self) -> int:
        """The code with which the other side closes, whatever else it says."""
        try:
            while True:
                await self.next()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    async def until(
        self, kind: str, also: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> dict[str, Any]:
        """The next event of a kind."""
        while True:
            event = await self.next()
            if event["type"] == kind and also(event):
                return event

    async def say(self, *sounds: Samples) -> None:
        """Send sound at 24 kHz as fast as it goes."""
        for sound in sounds:
            for start in range(0, len(sound), RATE_HZ // 10):
                audio = as_base64(sound[start : start + RATE_HZ // 10])
                await self.send("input_audio_buffer.append", audio=audio)

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.events]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]

    def sound_s(self) -> float:
        deltas = self.of("response.output_audio.delta")
        return sum(len(base64.b64decode(d["delta"])) for d in deltas) / 2 / RATE_HZ


def as_base64(sound: Samples) -> str:
    return base64.b64encode((sound * 32767).astype("<i2").tobytes()).decode()


def speech(seconds: float = 1.2) -> Samples:
    return tone(300, seconds, rate_hz=RATE_HZ)


def silence(seconds: float = 1.2) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


@contextmanager
def line(
    folder: Path, *, voice_s: float = 1.2, lead_s: float = 3600.0, **changes: Any
) -> Iterator[Line]:
    """Sound is sent `lead_s` ahead of a clock that stands still."""
    app = create_app(settings_for(folder, **changes))
    services: Services = app.state.services
    ears = with_fakes(services, voice_s=voice_s)
    clock = Clock()
    services.talks.pace = Pace(clock, lead_s)
    with serving(app) as served:
        yield Line(served, services, ears, clock)


def kinds_without(events: Iterable[dict[str, Any]], *prefixes: str) -> list[str]:
    kinds = [event["type"] for event in events]
    return [kind for kind in kinds if not kind.startswith(prefixes)]
