"""What a stream of sound tells while somebody speaks, in the order it happens."""

from __future__ import annotations

from dataclasses import dataclass

from services.models.speech import Transcript


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Times count from the first sample of the stream."""

    at_s: float


@dataclass(frozen=True, slots=True)
class PartialText:
    """`stable` only grows while somebody speaks; `rest` may still change."""

    stable: str
    rest: str


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """The turn is over; its text follows.

    `complete` is how likely the end-of-turn model found that, None without one.
    """

    at_s: float
    complete: float | None


@dataclass(frozen=True, slots=True)
class FinalText:
    """The words of one turn; an empty text means that none were heard."""

    transcript: Transcript
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ListeningFailed:
    """The words of a turn could not be written down; the stream goes on."""

    error_code: str


StreamEvent = SpeechStarted | PartialText | SpeechStopped | FinalText | ListeningFailed
