"""One turn of somebody who speaks, while it is heard."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import numpy as np

from services.language.unfinished import Ending
from services.models.audio import Samples, SpeechSegment
from services.models.speech import Transcript
from services.pipeline.pauses import FRAME_S, Judged, Pauses, TurnRules
from services.pipeline.stable_text import StableText

FAINT = 0.03
"""Of the loudest frame: 30 dB below it nothing is said any more."""
HEARD = 0.01
"""Of the loudest frame: 40 dB below it nothing is heard of a last consonant."""
BURST = 4.0
"""How much louder than the silence before it the "k" of "talk" is at least."""
CLOSURE_FRAMES = 2
"""The silence before it began before the words did."""


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
    read_frames: int = 0
    """The frames from which these words are made."""
    ending: Ending | None = None
    """How the words at this pause end, once they are known."""
    asked: int = 0
    """How often the end-of-turn model was asked at this pause."""
    complete: asyncio.Task[float | None] | None = None
    surest: float | None = None
    """Its highest answer but for the last."""
    loudest: float = 0.0

    @property
    def sound(self) -> Samples:
        return np.concatenate(self.frames)

    @property
    def seconds(self) -> float:
        return len(self.frames) * FRAME_S

    def misses_sound(self, *, is_over: bool = False) -> bool:
        """Whether a last consonant came after what the words are made from.

        The stop before a final "k", "t" or "p" is as long as a pause, and detection
        takes what follows it for no speech. It has to have ended, or the turn with it.
        """
        since = [_loudness(f) for f in self.frames[self.read_frames :]]
        before = self.frames[self.read_frames - CLOSURE_FRAMES : self.read_frames]
        quietest = min(map(_loudness, before), default=0.0)
        bound = max(BURST * quietest, HEARD * self.loudest)
        heard = [loud > bound for loud in since]
        return any(heard) and (is_over or not heard[-1])

    def is_faint(self, frame: Samples) -> bool:
        """Whether a frame is far below the voice: detection still hears its echo."""
        loud = _loudness(frame)
        self.loudest = max(self.loudest, loud)
        return loud < FAINT * self.loudest

    def judged(self, *, reads: bool) -> Judged:
        """What is known of this pause; `reads` says that words are looked at."""
        is_asked = self.complete is not None and not self.complete.done()
        return Judged(self.completeness, is_asked, self.ending, reads)

    @property
    def completeness(self) -> float | None:
        """The end-of-turn model's highest answer for this pause, if one is there."""
        if self.complete is not None and self.complete.done():
            answers = (self.surest, self.complete.result())
            known = [answer for answer in answers if answer is not None]
            self.surest = max(known, default=None)
        return self.surest

    def asks_model(self, rules: TurnRules, pauses: Pauses) -> bool:
        """Whether it is time to ask the model, for the first time or again."""
        if not rules.asks_model or not pauses.is_speech:
            return False
        due_s = rules.asked_after_s + self.asked * rules.asked_every_s
        is_asked = self.complete is not None and not self.complete.done()
        is_sure = (self.completeness or 0.0) >= rules.complete_above
        return pauses.silence_s >= due_s and not is_asked and not is_sure

    def ask(self, answering: asyncio.Task[float | None]) -> None:
        self.asked += 1
        self.complete = answering

    def take_back(self) -> None:
        """Forget the words that were begun too early: they end later."""
        if self.words is not None:
            self.words.cancel()
        self.words = self.ending = None
        self.segments.pop()

    def forget_words(self) -> None:
        """Throw away what is being written down, and what was thought of the pause."""
        for task in (self.partial, self.words):
            if task is not None:
                task.cancel()
        self.partial = self.words = self.ending = None
        self.forget_answers()

    def forget_answers(self) -> None:
        """The pause is over, and with it what was thought of it."""
        if self.complete is not None:
            self.complete.cancel()
        self.complete = self.surest = None
        self.asked = 0


def _loudness(frame: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(frame))))
