"""One turn of somebody who speaks, while it is heard."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import numpy as np

from services.models.audio import Samples, SpeechSegment
from services.models.speech import Transcript
from services.pipeline.pauses import FRAME_S
from services.pipeline.stable_text import StableText

FAINT = 0.03
"""Of the loudest frame: 30 dB below it nothing is said any more."""


@dataclass(slots=True)
class HeardTurn:
    """What is known of a turn so far."""

    start_s: float
    """Of the sound that is kept, which is before the speech."""
    began_s: float
    frames: list[Samples]
    is_told: bool = False
    """Whether it was told that somebody speaks."""
    stable: StableText = field(default_factory=StableText)
    segments: list[SpeechSegment] = field(default_factory=list)
    spoken_from_s: float = 0.0
    partial_at_s: float = 0.0
    partial_took_s: float = 0.0
    partial: asyncio.Task[None] | None = None
    words: asyncio.Task[Transcript] | None = None
    """The words so far, begun at a pause; thrown away when the speech goes on."""
    complete: asyncio.Task[float | None] | None = None

    whole: bool | None = None
    """Whether the words at this pause are a whole utterance, once they are known."""
    loudest: float = 0.0

    @property
    def sound(self) -> Samples:
        return np.concatenate(self.frames)

    @property
    def seconds(self) -> float:
        return len(self.frames) * FRAME_S

    def is_faint(self, frame: Samples) -> bool:
        """Whether a frame is far below the voice: detection still hears its echo."""
        loud = float(np.sqrt(np.mean(np.square(frame))))
        self.loudest = max(self.loudest, loud)
        return loud < FAINT * self.loudest

    @property
    def is_asked(self) -> bool:
        """Whether the end-of-turn model's answer is still to come."""
        return self.complete is not None and not self.complete.done()

    @property
    def completeness(self) -> float | None:
        """The end-of-turn model's answer for this pause, if it is there."""
        done = self.complete is not None and self.complete.done()
        return self.complete.result() if done and self.complete else None
