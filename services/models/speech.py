"""Words heard and words spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AudioFormat = Literal["wav", "mp3", "opus"]
"""What engines make."""
SoundFormat = Literal["wav", "mp3", "opus", "aac", "flac", "pcm"]
"""What a reply can be sent as; `pcm` is bare samples of 16 bits at 24 kHz."""
Rate = Literal["x-slow", "slow", "medium", "fast", "x-fast"]
Pitch = Literal["x-low", "low", "medium", "high", "x-high"]
Payer = Literal["nobody", "reply", "key", "owner"]
"""Why a voice that costs money may speak: it says this service's own reply, or what a
program with a key or the owner wants to hear; else it may not."""
LONGEST_SPOKEN_S = 300
"""Sound that one text may take; 4,000 characters at normal speed take less."""


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard. `confidence` is in [0, 1]; `language` is an ISO 639-1 code.

    `degraded` lists engines that failed before this one, as `part:engine:reason`.
    """

    text: str
    language: str
    confidence: float
    engine: str
    segments: tuple[TranscriptSegment, ...] = ()
    degraded: tuple[str, ...] = ()
    took_ms: Mapping[str, float] = field(default_factory=dict)
    """The stages of hearing it, where the turn itself comes in a later call."""


@dataclass(frozen=True, slots=True)
class Voice:
    name: str
    display_name: str
    gender: str
    locale: str
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Something to say.

    Without a voice, the engine's default for `language` speaks; without a language, it
    is told from the text.
    """

    text: str
    voice: str | None = None
    language: str | None = None
    rate: Rate = "medium"
    speed: float = 1.0
    """Times the rate; an engine with bounds of its own goes as far as they do."""
    pitch: Pitch = "medium"
    format: AudioFormat = "wav"
    payer: Payer = "nobody"


@dataclass(frozen=True, slots=True)
class SynthesizedSpeech:
    """Finished audio in the container `format` names."""

    data: bytes
    format: AudioFormat
    duration_s: float
    voice: str
    engine: str
    degraded: tuple[str, ...] = ()
