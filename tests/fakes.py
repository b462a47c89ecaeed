"""Parts with scripted results, timing and failures, in place of the real ones."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from services.errors import ServiceError
from services.fallback import CircuitBreaker
from services.language.pieces import sentences
from services.meaning.ranking import unit_length
from services.models.audio import Detection, SpeechSegment, Utterance
from services.models.health import PartHealth
from services.models.records import Interaction
from services.models.speech import (
    SpeechRequest,
    SynthesizedSpeech,
    Transcript,
    Voice,
)
from services.models.vectors import Both, Vectors
from services.speech.voice_budget import VoiceBudget
from tests.sounds import encode, tone


@dataclass
class FakePart:
    """Healthy, unless it is told to `fail`; each call takes `takes_s`."""

    name: str = "fake"
    fails: ServiceError | None = None
    takes_s: float = 0.0
    closed: bool = False

    async def health(self) -> PartHealth:
        return PartHealth("unhealthy" if self.fails else "healthy", self.name)

    async def close(self) -> None:
        self.closed = True

    async def work(self) -> None:
        await asyncio.sleep(self.takes_s)
        if self.fails is not None:
            raise self.fails


@dataclass
class FakeDetector(FakePart):
    """Hears speech in everything, unless `speech` is False."""

    speech: bool = True

    async def detect(self, utterance: Utterance) -> Detection:
        await self.work()
        whole = SpeechSegment(0.0, utterance.duration_s)
        return Detection((whole,) if self.speech else (), self.name)


@dataclass
class FakeRecognizer(FakePart):
    """Writes `text` down, whatever was said, and keeps what it was given."""

    text: str = "which projects use python"
    confidence: float = 0.9
    language: str = "en"
    heard: list[Utterance] = field(default_factory=list)
    hints: list[str | None] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        self.heard.append(utterance)
        self.hints.append(language)
        self.asked.set()
        await self.work()
        return Transcript(
            self.text, language or self.language, self.confidence, self.name
        )


@dataclass
class FakeSynthesizer(FakePart):
    """Says a short tone, and keeps what it was asked to say."""

    said: list[SpeechRequest] = field(default_factory=list)
    data: bytes = field(default_factory=lambda: encode(tone(440, 0.2), "wav"))
    breakers: dict[str, CircuitBreaker] = field(default_factory=dict)
    budget: VoiceBudget = field(
        default_factory=lambda: VoiceBudget(None, daily_limit_usd=1, usd_per_1000=0.05)
    )

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        self.said.append(request)
        await self.work()
        return SynthesizedSpeech(
            self.data, request.format, 0.2, request.voice or "fake-voice", self.name
        )

    async def start(self) -> None:
        """Nothing is loaded."""

    async def stream(self, request: SpeechRequest) -> AsyncIterator[SynthesizedSpeech]:
        """One piece a sentence."""
        for piece in sentences(request.text):
            yield await self.synthesize(replace(request, text=piece))

    async def voices(self) -> tuple[Voice, ...]:
        return (Voice("fake-voice", "Fake", "Female", "en-GB"),)


@dataclass
class Books:
    """Takes turns for the record."""

    turns: list[Interaction] = field(default_factory=list)

    def __call__(self, interaction: Interaction) -> None:
        self.turns.append(interaction)


@dataclass
class FakeEncoder:
    """Each text has a direction of its own; after each call it does `then`."""

    encoded: list[str] = field(default_factory=list)
    then: Callable[[], None] = lambda: None
    name: str = "fake-encoder"
    available: bool = True
    dimensions: int = 16
    digest: str = "f" * 64

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = [
            np.random.default_rng(zlib.crc32(text.encode())).normal(
                size=self.dimensions
            )
            for text in texts
        ]
        self.then()
        return unit_length(np.array(rows, np.float32))

    def encode_both(self, texts: Sequence[str]) -> Both:
        about = self.encode(texts)
        return Both(about, about[:, ::-1])


@dataclass
class FakeScores:
    """All `texts` are equally near, once it is told to be `complete`."""

    texts: tuple[str, ...]
    complete: bool = False
    closed: bool = False
    asked: list[str] = field(default_factory=list)
    keeping: set[str] = field(default_factory=set)

    def kept(self, question: str) -> bool:
        return not self.complete or question in self.keeping

    def scores(self, question: str) -> NDArray[np.float32] | None:
        if not self.complete:
            return None
        self.asked.append(question)
        self.keeping.add(question)
        return np.full(len(self.texts), 0.3, np.float32)

    def vector(self, question: str) -> NDArray[np.float32] | None:
        return np.zeros(384, np.float32) if self.complete else None

    def answering(self, question: str) -> tuple[Vectors, Vectors] | None:
        texts = np.zeros((len(self.texts), 384), np.float32)
        return (np.zeros(384, np.float32), texts) if self.complete else None

    def close(self) -> None:
        self.closed = True
