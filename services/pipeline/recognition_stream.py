"""Speech in a stream of sound, written down while it is spoken."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import numpy as np
import structlog

from services.errors import InvalidAudio, ServiceError
from services.language.unfinished import Ending
from services.models.audio import SAMPLE_RATE_HZ, Samples, SpeechSegment, Utterance
from services.models.listening import (
    FinalText,
    ListeningFailed,
    PartialText,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    StreamEvent,
    WordsAtPause,
)
from services.models.speech import Transcript
from services.pipeline.heard_turn import HeardTurn
from services.pipeline.pauses import (
    FRAME_S,
    FRAME_SAMPLES,
    Pauses,
    Step,
    TurnRules,
)
from services.pipeline.sound_pieces import sound_pieces, written_in_pieces
from services.protocols import FrameDetector, SpeechRecognizer, TurnEndDetector

PARTIAL_EVERY_S = 0.5
PARTIAL_REST = 3.0
"""A draft that took long is not repeated soon: the last reading would wait for it."""
LEAD_S = 0.3
"""Sound kept from before speech was noticed: its first sounds are faint."""
LARGEST_PUSH_S = 1.0

HowItEnds = Callable[[Transcript], Awaitable[Ending]]
"""Whether words are a whole utterance, as far as words tell."""

_log = structlog.get_logger(__name__)


class RecognitionStream:
    """Takes sound as it comes, and tells what is said in it, turn after turn.

    Detection runs at once, in the caller's task; recognition in tasks of its own, of
    which none is left after `close`.
    """

    def __init__(
        self,
        detector: FrameDetector,
        recognizer: SpeechRecognizer,
        turn_end: TurnEndDetector,
        *,
        rules: TurnRules,
        language: str | None = None,
        ending: HowItEnds | None = None,
    ) -> None:
        self._ending = ending
        self._detector = detector
        self._recognizer = recognizer
        self._turn_end = turn_end
        self._language = language
        self._rules = rules
        self._pauses = Pauses(rules)
        self._events: asyncio.Queue[StreamEvent | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._lead: deque[Samples] = deque(maxlen=round(LEAD_S / FRAME_S))
        self._left = np.empty(0, np.float32)
        self._turn: HeardTurn | None = None
        self._finals: asyncio.Task[None] | None = None
        self._frames = 0
        self._over = False

    def push(self, samples: Samples) -> None:
        """Take the next sound: mono float32 at 16 kHz, of any length up to a second.

        Raise InvalidAudio for anything else, and VadFailed.
        """
        if self._over:
            return
        if samples.ndim != 1 or len(samples) > LARGEST_PUSH_S * SAMPLE_RATE_HZ:
            raise InvalidAudio("A frame is up to a second of one channel.")
        sound = np.nan_to_num(samples.astype(np.float32, copy=False))
        self._left = np.concatenate([self._left, np.clip(sound, -1.0, 1.0)])
        while len(self._left) >= FRAME_SAMPLES:
            frame, self._left = np.split(self._left, [FRAME_SAMPLES])
            self._hear(frame)

    def follow(self, rules: TurnRules, *, language: str | None = None) -> None:
        """Go by other rules from now on, and expect another language."""
        self._rules, self._language = rules, language
        self._pauses.follow(rules)

    def end_turn(self) -> bool:
        """Whether there was a turn to end; it ends as at a pause."""
        turn = self._turn
        self._apply(self._pauses.finish())
        return turn is not None and turn.is_told

    def drop_turn(self) -> None:
        """Forget what was heard of the turn that is going on."""
        self._pauses.finish()
        if self._turn is not None:
            self._turn.forget_words()
        self._turn = None

    async def events(self) -> AsyncIterator[StreamEvent]:
        """What happens, until the stream is finished or closed."""
        while (event := await self._events.get()) is not None:
            yield event

    async def finish(self) -> None:
        """End the turn that is going on, and wait for its words."""
        self._over = True
        self._apply(self._pauses.finish())
        if self._finals is not None:
            await self._finals
        await self.close()

    async def close(self) -> None:
        """Break off: what is being written down is thrown away."""
        self._over = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._turn = None
        self._events.put_nowait(None)

    def _hear(self, frame: Samples) -> None:
        self._frames += 1
        turn = self._turn
        (turn.frames if turn else self._lead).append(frame)
        voice = self._detector.probability(frame)
        if turn is None:
            step = self._pauses.step(voice)
        else:
            judged = turn.judged(reads=self._ending is not None)
            step = self._pauses.step(0.0 if turn.is_faint(frame) else voice, judged)
        self._apply(step)
        turn = self._turn
        if turn is not None and self._pauses.speaking:
            turn.forget_answers()
            self._tell_start(turn)
            self._write_partial(turn)
        elif turn is not None and turn.asks_model(self._rules, self._pauses):
            turn.ask(self._begin_task(self._turn_end.completeness(turn.sound)))
        if turn is not None and turn.words is not None and turn.misses_sound():
            turn.take_back()
            self._pause(turn)

    @property
    def hears_voice(self) -> bool:
        """Whether the last sound was a voice."""
        return self._turn is not None and self._pauses.speaking

    @property
    def _now_s(self) -> float:
        return self._frames * FRAME_S

    def _apply(self, step: Step) -> None:
        turn = self._turn
        if step is Step.STARTED:
            self._begin()
        elif turn is None:
            return
        elif step is Step.PAUSED:
            self._pause(turn)
        elif step is Step.RESUMED:
            self._resume(turn)
        elif step is Step.STOPPED:
            self._stop(turn)
        elif step is Step.DROPPED:
            self._turn = None
            turn.forget_words()

    def _begin(self) -> None:
        lead = list(self._lead)
        self._lead.clear()
        lead_s = len(lead) * FRAME_S
        start_s, began_s = self._now_s - lead_s, self._now_s - FRAME_S
        self._turn = HeardTurn(round(start_s, 3), began_s, lead, partial_at_s=lead_s)

    def _tell_start(self, turn: HeardTurn, *, short: bool = False) -> None:
        """Tell once that somebody speaks; of a `short` turn when it is over."""
        if not turn.is_told and (short or self._pauses.is_sure):
            turn.is_told = True
            self._events.put_nowait(SpeechStarted(round(turn.began_s, 3)))

    def _pause(self, turn: HeardTurn) -> None:
        turn.segments.append(SpeechSegment(turn.spoken_from_s, turn.seconds))
        if not self._pauses.is_speech:
            return
        if turn.partial is not None:
            turn.partial.cancel()
        turn.read_frames = len(turn.frames)
        turn.words = self._begin_task(self._written_at_pause(turn, turn.sound))

    def _resume(self, turn: HeardTurn) -> None:
        turn.spoken_from_s = turn.seconds - FRAME_S
        if turn.words is not None:
            self._events.put_nowait(SpeechResumed(round(self._now_s - FRAME_S, 3)))
        turn.forget_words()

    def _stop(self, turn: HeardTurn) -> None:
        self._turn = None
        self._tell_start(turn, short=True)
        now_s = round(self._now_s, 3)
        self._events.put_nowait(SpeechStopped(now_s, turn.completeness))
        if turn.words is not None and turn.misses_sound(is_over=True):
            turn.take_back()
        words, turn.words = turn.words, None
        turn.forget_words()
        if words is None:
            turn.segments.append(SpeechSegment(turn.spoken_from_s, turn.seconds))
            sound = turn.sound
            words = self._begin_task(self._written(sound, tuple(turn.segments)))
        self._finals = self._begin_task(
            self._say_final(words, turn, now_s, after=self._finals)
        )

    async def _say_final(
        self,
        words: asyncio.Task[Transcript],
        turn: HeardTurn,
        end_s: float,
        *,
        after: asyncio.Task[None] | None,
    ) -> None:
        if after is not None:
            await after
        try:
            transcript = await words
        except ServiceError as error:
            self._events.put_nowait(ListeningFailed(error.error_code))
            return
        final = FinalText(transcript, turn.start_s, end_s, turn.sound)
        self._events.put_nowait(final)

    async def _written_at_pause(self, turn: HeardTurn, sound: Samples) -> Transcript:
        transcript = await self._written(sound, tuple(turn.segments))
        if self._turn is turn:
            self._events.put_nowait(WordsAtPause(transcript))
            if self._ending is not None:
                turn.ending = await self._ending(transcript)
        return transcript

    async def _written(
        self, sound: Samples, segments: tuple[SpeechSegment, ...]
    ) -> Transcript:
        pieces = sound_pieces(Utterance(sound), segments)
        return await written_in_pieces(pieces, self._recognizer, self._language)

    def _write_partial(self, turn: HeardTurn) -> None:
        busy = turn.partial is not None and not turn.partial.done()
        every_s = max(PARTIAL_EVERY_S, PARTIAL_REST * turn.partial_took_s)
        if busy or turn.seconds - turn.partial_at_s < every_s:
            return
        if self._pauses.is_speech:
            turn.partial_at_s = turn.seconds
            turn.partial = self._begin_task(self._say_partial(turn))

    async def _say_partial(self, turn: HeardTurn) -> None:
        try:
            heard = await self._recognizer.recognize(
                Utterance(turn.sound), language=self._language, draft=True
            )
        except ServiceError as error:
            # Nothing is lost: the words come at the end of the turn.
            _log.info("partial_failed", reason=type(error).__name__)
            return
        turn.partial_took_s = turn.seconds - turn.partial_at_s
        if self._turn is turn:
            self._events.put_nowait(PartialText(*turn.stable.update(heard.text)))

    def _begin_task(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._settled)
        return task

    def _settled(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # Whoever waits for it gets it as well; nobody may be waiting any more.
            task.exception()
