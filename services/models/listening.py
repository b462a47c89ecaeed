"""What a stream of sound tells while somebody speaks, in the order it happens."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.models.audio import Samples
from services.models.speech import Transcript


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody speaks: told once it is sure, with the moment at which it began.

    Times count from the first sample of the stream.
    """

    at_s: float


@dataclass(frozen=True, slots=True)
class PartialText:
    """`stable` only grows while somebody speaks; `rest` may still change."""

    stable: str
    rest: str


@dataclass(frozen=True, slots=True)
class WordsAtPause:
    """The words up to a pause: all of the turn, unless the speech goes on."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class SpeechResumed:
    """The speech goes on after a pause: its words at the pause count no more."""

    at_s: float


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
    sound: Samples | None = field(default=None, repr=False, compare=False)
    """What was said, as it was heard."""


@dataclass(frozen=True, slots=True)
class ListeningFailed:
    """The words of a turn could not be written down; the stream goes on."""

    error_code: str


StreamEvent = (
    SpeechStarted
    | PartialText
    | WordsAtPause
    | SpeechResumed
    | SpeechStopped
    | FinalText
    | ListeningFailed
)
