"""Speech, pauses and the end of a turn, told frame by frame from probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from services.language.unfinished import Ending
from services.models.audio import SAMPLE_RATE_HZ

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ
"""Silero reads 32 ms at a time at 16 kHz."""


@dataclass(frozen=True, slots=True)
class TurnRules:
    """Thresholds are those of detection in whole recordings; times in seconds."""

    threshold: float = 0.5
    hysteresis: float = 0.15
    min_speech_s: float = 0.15
    told_after_s: float = 0.2
    """So much speech is no cough: from then on it is told that somebody speaks."""
    pause_s: float = 0.1
    """After so much silence the words so far are worth to be written down."""
    short_stop_s: float = 0.16
    """Ends a turn that the end-of-turn model takes for complete: 200 ms of silence, of
    which detection, which lags, sees so much."""
    stop_s: float = 0.6
    """Ends a turn where there is no such model, or too little for it to judge by."""
    judged_from_s: float = 1.0
    """Measured: the model takes the first words of a sentence for a whole one."""
    long_stop_s: float = 0.9
    """Ends a turn that the model takes for unfinished."""
    unsure_stop_s: float = 0.51
    """Ends a turn where words and sound do not agree, or the words are late."""
    loose_stop_s: float = 0.77
    """Ends a turn after words that another phrase often follows, sooner than that."""
    late_stop_s: float = 0.19
    """Ends a turn whose words are whole while the model still thinks."""
    complete_above: float = 0.5
    unfinished_below: float = 0.03
    """Whole words are believed, unless the model is as sure as that of the contrary."""
    asked_after_s: float = 0.06
    """After so much silence the model is asked: its answer is there at the stop."""
    asked_every_s: float = 0.1
    """And again, for a pause that goes on sounds more like an end."""
    asks_model: bool = True
    """Whether the end-of-turn model is asked at all."""
    longest_s: float = 60.0
    """A turn that goes on for longer is ended."""

    @property
    def certain(self) -> float:
        """Noise hovers near the threshold, speech comes half the way to certainty."""
        return (1 + self.threshold) / 2


def frames(seconds: float) -> int:
    """The frames that come nearest to a time.

    Speech ends within its last frame, half a frame before its end on the average.
    """
    return max(1, round(seconds / FRAME_S))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known at a pause of whether the turn is over.

    `complete` is the end-of-turn model's answer, if it is there; `asked` says that it
    is still to come. `words` says how the words end, once they are known; `reads` that
    this is looked at.
    """

    complete: float | None = None
    asked: bool = False
    words: Ending | None = None
    reads: bool = False


NOTHING_JUDGED = Judged()


class Step(Enum):
    """What one frame changed."""

    NOTHING = auto()
    STARTED = auto()
    PAUSED = auto()
    RESUMED = auto()
    STOPPED = auto()
    DROPPED = auto()
    """What began was no speech after all."""


class Pauses:
    """Follows one stream; the times are frames of its own, never a clock's."""

    def __init__(self, rules: TurnRules) -> None:
        self._rules = rules
        self._in_turn = False
        self._paused = False
        self._speaking = False
        self._surest = 0.0
        self._speech = 0
        self._silence = 0
        self._length = 0

    @property
    def in_turn(self) -> bool:
        return self._in_turn

    @property
    def is_sure(self) -> bool:
        """Whether so much speech was heard that it is told."""
        return self.is_speech and self._speech >= frames(self._rules.told_after_s)

    def follow(self, rules: TurnRules) -> None:
        """Go by other rules from now on."""
        self._rules = rules

    @property
    def speaking(self) -> bool:
        """Whether the last frame was speech."""
        return self._speaking

    @property
    def silence_s(self) -> float:
        """How long nobody has spoken in this turn."""
        return 0.0 if self._speaking else self._silence * FRAME_S

    @property
    def is_speech(self) -> bool:
        """Whether what was heard in this turn is surely speech."""
        long_enough = self._speech * FRAME_S >= self._rules.min_speech_s
        return long_enough and self._surest >= self._rules.certain

    def step(self, probability: float, judgement: Judged = NOTHING_JUDGED) -> Step:
        """Take the next frame, and what is known of the pause so far."""
        if not self._in_turn:
            return self._begin(probability)
        self._length += 1
        return self._go_on(probability) or self._wait(judgement)

    def _begin(self, probability: float) -> Step:
        if probability < self._rules.threshold:
            return Step.NOTHING
        self._in_turn = self._speaking = True
        self._paused = False
        self._surest, self._speech = probability, 1
        self._silence, self._length = 0, 1
        return Step.STARTED

    def _go_on(self, probability: float) -> Step | None:
        """What a frame of speech changes; None for a frame of silence."""
        rules = self._rules
        bound = rules.threshold - (rules.hysteresis if self._speaking else 0.0)
        if probability < bound:
            self._speaking = False
            return None
        self._speaking = True
        self._surest = max(self._surest, probability)
        self._speech += 1
        self._silence = 0
        if self._length * FRAME_S >= rules.longest_s:
            return self._end()
        resumed, self._paused = self._paused, False
        return Step.RESUMED if resumed else Step.NOTHING

    def _wait(self, judgement: Judged) -> Step:
        self._silence += 1
        rules = self._rules
        if self._silence >= frames(self._patience_s(judgement)):
            return self._end()
        if not self._paused and self._silence >= frames(rules.pause_s):
            self._paused = True
            return Step.PAUSED
        return Step.NOTHING

    def _patience_s(self, judgement: Judged) -> float:
        rules = self._rules
        if not self.is_speech:
            return rules.short_stop_s
        if judgement.words == "unfinished":
            return rules.long_stop_s
        if judgement.words == "whole":
            return self._after_whole_words_s(judgement)
        if judgement.complete is None:
            return rules.long_stop_s if judgement.asked else rules.stop_s
        if judgement.complete < rules.complete_above:
            return rules.long_stop_s
        if judgement.words == "loose":
            return rules.loose_stop_s
        if judgement.reads and judgement.words is None:
            return rules.unsure_stop_s
        little = self._speech * FRAME_S < rules.judged_from_s
        return rules.stop_s if little else rules.short_stop_s

    def _after_whole_words_s(self, judgement: Judged) -> float:
        rules = self._rules
        if judgement.complete is None:
            return rules.late_stop_s if judgement.asked else rules.stop_s
        if judgement.complete < rules.unfinished_below:
            return rules.unsure_stop_s
        return rules.short_stop_s

    def _end(self) -> Step:
        was_speech = self.is_speech
        self._in_turn = self._speaking = self._paused = False
        return Step.STOPPED if was_speech else Step.DROPPED

    def finish(self) -> Step:
        """End the turn that is going on: no more sound will come."""
        return self._end() if self._in_turn else Step.NOTHING
