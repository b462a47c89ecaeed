"""Piper: a neural voice without a network, in a worker process that is kept warm."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import structlog

from services.errors import Declined, ServiceError, SpeechTooLong, SynthesisFailed
from services.language.pieces import breaths
from services.models.health import PartHealth
from services.models.model_file import ModelProblem
from services.models.speech import (
    LONGEST_SPOKEN_S,
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.speech.fair_turns import FairTurns, Waiting
from services.speech.piper_voices import FoundVoices, PiperVoice
from services.speech.pitching import pitched, shift
from services.speech.prosody import SEMITONES, pace
from services.speech.transcode import Pcm, encoded, joined
from services.speech.voices import find_voice
from services.speech.worker_process import WorkerProcess
from services.work_queue import WorkQueue, visitor

WORKER = "services.speech.piper_worker"
START_DEADLINE_S = 60.0
"""To load a voice, which takes two seconds of a core, beside everything else."""
HANGS_S = 30.0
"""A worker that takes this long for a sentence is ended: it will not come back."""
PAUSE_S = 0.12
"""Between sentences, beside the silence that each of them ends with."""
FIRST_GUESS_S = 0.015
"""Seconds that a character takes to say: a fifth of the time that it sounds."""
IN_TIME = 0.9
"""The part of the deadline after which a text is given up, as one that came too late:
that is no fault of the engine."""
MEMORY = 0.8
"""Weight of the past in the moving average of that time."""

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Pace:
    """How long speaking takes now, by which a text is known to come too late."""

    character_s: float = FIRST_GUESS_S
    waiting: Waiting = field(default_factory=Waiting)
    """Characters of all that is being spoken, or waits for its turn."""

    def wait_s(self, text: str) -> float:
        """Seconds until a visitor's text is spoken; others have equal turns."""
        return self.waiting.until_done(visitor.get(), len(text)) * self.character_s

    def learn(self, characters: int, spent_s: float) -> None:
        self._take(spent_s / max(1, characters))

    def forgive(self) -> None:
        """Come back to the first guess: a text that is declined teaches nothing."""
        self._take(FIRST_GUESS_S)

    def _take(self, character_s: float) -> None:
        self.character_s = MEMORY * self.character_s + (1 - MEMORY) * character_s


class PiperSynthesizer:
    """Speaks sentence by sentence, so that visitors who speak at once take turns.

    `find` looks for the voices and may take its time; until one is loaded nothing is
    spoken. A worker that died is started again at once, behind the visitors' backs.
    """

    name = "piper"

    def __init__(
        self, queue: WorkQueue, find: Callable[[], FoundVoices], *, deadline_s: float
    ) -> None:
        self._queue = queue
        self._find = find
        self._deadline_s = deadline_s
        self._worker = WorkerProcess(WORKER, error=SynthesisFailed)
        self._voices: tuple[PiperVoice, ...] = ()
        self._problems: tuple[ModelProblem, ...] = ()
        self._warm = False
        self._pace = _Pace()
        self._turns = FairTurns()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def available(self) -> bool:
        return self._warm

    @property
    def pid(self) -> int | None:
        """The worker's process id while it is alive."""
        return self._worker.pid

    async def start(self) -> None:
        found = await asyncio.to_thread(self._find)
        self._voices, self._problems = found.voices, found.problems
        await self._warm_up()
        for problem in self._problems:
            if problem.kind != "missing":
                _log.warning("voice_refused", voice=problem.model, why=problem.reason)
        _log.info("piper_ready", voices=[voice.voice.name for voice in self._voices])

    async def voices(self) -> tuple[Voice, ...]:
        return tuple(voice.voice for voice in self._voices)

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        """Raise Declined for a text that cannot be spoken within the deadline."""
        if not self._voices:
            raise SynthesisFailed("Piper has no voice.")
        parts = breaths(request.text)
        if self._comes_too_late(parts, request.text):
            self._pace.forgive()
            raise Declined
        voice = self._chosen(request)
        try:
            async with asyncio.timeout(IN_TIME * self._deadline_s):
                with self._pace.waiting.held(visitor.get(), len(request.text)):
                    spoken = [p async for p in self._spoken(parts, voice, request)]
                    pcm = joined(spoken, PAUSE_S)
        except TimeoutError:
            raise Declined from None
        if semitones := SEMITONES[request.pitch]:
            pcm = await self._queue.run(lambda: pitched(pcm, semitones))
        data = await encoded(self._queue, pcm, request.format)
        return SynthesizedSpeech(
            data, request.format, pcm.duration_s, voice.voice.name, self.name
        )

    async def health(self) -> PartHealth:
        """Degraded when a voice that is there cannot be used."""
        faults = [p.reason for p in self._problems if p.kind != "missing"]
        state = "ready" if self._warm else "not ready"
        detail = {"state": state, "reasons": [p.reason for p in self._problems]}
        return PartHealth("degraded" if faults else "healthy", self.name, detail)

    async def close(self) -> None:
        self._warm = False
        await self._worker.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _chosen(self, request: SpeechRequest) -> PiperVoice:
        name = find_voice(request, [voice.voice for voice in self._voices]).name
        return next(voice for voice in self._voices if voice.voice.name == name)

    def _comes_too_late(self, parts: list[str], text: str) -> bool:
        """Whether it comes too late; one sentence is tried if nobody else speaks."""
        late = self._pace.wait_s(text) > self._deadline_s
        return late and (len(parts) > 1 or self._pace.waiting.total > 0)

    async def _spoken(
        self, parts: list[str], voice: PiperVoice, request: SpeechRequest
    ) -> AsyncIterator[Pcm]:
        """Say part after part. Who leaves ends none: that would end the worker, too."""
        slowness = shift(SEMITONES[request.pitch]) / pace(request)
        sound_s = 0.0
        for part in parts:
            task = asyncio.create_task(self._in_turn(part, voice, slowness))
            self._keep(task)
            pcm = await asyncio.shield(task)
            sound_s += pcm.duration_s
            if sound_s > LONGEST_SPOKEN_S:
                raise SpeechTooLong
            yield pcm

    async def _in_turn(self, text: str, voice: PiperVoice, slowness: float) -> Pcm:
        clock = asyncio.get_running_loop().time
        async with self._turns.turn(visitor.get()):
            began = clock()
            async with self._queue.slot():
                try:
                    pcm = await self._call(text, voice, slowness, HANGS_S)
                except SynthesisFailed:
                    self._replace_worker()
                    raise
            self._pace.learn(len(text), clock() - began)
        return pcm

    async def _call(
        self, text: str, voice: PiperVoice, slowness: float, deadline_s: float
    ) -> Pcm:
        header = {
            "model": str(voice.model),
            "description": str(voice.description),
            "slowness": slowness,
        }
        reply, sound = await self._worker.call(
            header, text.encode(), deadline_s=deadline_s
        )
        if not sound:
            raise SynthesisFailed("Piper said nothing.")
        return Pcm(sound, reply["rate_hz"])

    def _replace_worker(self) -> None:
        if self._warm:
            self._warm = False
            self._keep(asyncio.create_task(self._warm_up()))

    async def _warm_up(self) -> None:
        """Load each voice and let it speak; those that cannot are left out."""
        usable = []
        for voice in self._voices:
            try:
                await self._call("Hello.", voice, 1.0, START_DEADLINE_S)
            except SynthesisFailed as error:
                name = voice.voice.name
                reason = f"{voice.model.name} cannot be used: {error.message}"
                problem = ModelProblem(name, "unusable", reason)
                self._problems = (*self._problems, problem)
            else:
                usable.append(voice)
        self._voices = tuple(usable)
        self._warm = bool(usable)

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        # Whoever asked has been told; one who left wants to know nothing.
        if error is not None and not isinstance(error, ServiceError):
            _log.error("piper_failed", exc_info=error)
