"""What is asked of a model that speaks by itself, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.models.answer import Answer, Query
from services.models.language import Bill, Phrased

UPSTREAM_RATE_HZ = 24_000


@dataclass(frozen=True, slots=True)
class CheckedSound:
    """Sound whose words were checked: mono, 16 bits, at UPSTREAM_RATE_HZ.

    `text` is what is said in it, as near as that can be told.
    """

    text: str
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a reply is paid by; those that are `cached` are among the others."""

    text_in: int = 0
    text_cached: int = 0
    text_out: int = 0
    audio_in: int = 0
    audio_cached: int = 0
    audio_out: int = 0

    @property
    def input(self) -> int:
        return self.text_in + self.audio_in

    @property
    def output(self) -> int:
        return self.text_out + self.audio_out


@dataclass(slots=True)
class SpokenBill(Bill):
    """What one reply came to, booked once it is over: that may be after it was cut."""

    tokens: Tokens = field(default_factory=Tokens)


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """A question with the engine's own answer.

    `sound` is mono, 16 bits, at UPSTREAM_RATE_HZ; empty where it was typed.
    """

    query: Query
    answer: Answer
    sound: bytes = b""
    visitor: str = ""
    bill: SpokenBill = field(default_factory=SpokenBill, compare=False)
    """Filled in as it goes: a reply that is left early has no end to carry it."""


@dataclass(frozen=True, slots=True)
class SpokenOutcome:
    """What became of a question; the visitor `waited` unless nothing was tried."""

    phrased: Phrased
    waited: bool = False
