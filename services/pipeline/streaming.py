"""A turn told as it happens: cards at once, then sentences, each with its sound."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from itertools import count

from services.metrics import Stopwatch
from services.models.answer import Evidence
from services.models.language import Phrased
from services.pipeline.answering import Found
from services.pipeline.reply import Asked, Reply
from services.pipeline.speaking import Spoken
from services.pipeline.turns import Turns


@dataclass(frozen=True, slots=True)
class Phase:
    """What is being done now: `answer`, `phrase`, `speak`."""

    name: str


@dataclass(frozen=True, slots=True)
class Cards:
    reply: Reply


@dataclass(frozen=True, slots=True)
class Delta:
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """`sequence` counts from 0 in the order in which the sounds are to be played.

    A delta may have several: `delta` counts from 0 whose words are heard.
    """

    audio_file: str
    sequence: int
    delta: int


@dataclass(frozen=True, slots=True)
class Done:
    reply: Reply


Event = Phase | Cards | Delta | Proof | Sound | Done


@dataclass(slots=True)
class _Telling:
    """One streamed turn under way: what is to be told, and what is to be said."""

    events: asyncio.Queue[Event | None] = field(default_factory=asyncio.Queue)
    sentences: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    begun: bool = False
    engine: str | None = None
    degraded: tuple[str, ...] = ()
    sounds: int = 0
    phrased: Phrased | None = None

    def tell(self, sentence: str) -> None:
        self.events.put_nowait(Delta(f" {sentence}" if self.begun else sentence))
        self.begun = True
        self.sentences.put_nowait(sentence)

    def say(self, speech: Spoken, delta: int) -> None:
        self.engine = speech.engine or self.engine
        self.degraded += tuple(d for d in speech.degraded if d not in self.degraded)
        if speech.audio_file:
            self.events.put_nowait(Sound(speech.audio_file, self.sounds, delta))
            self.sounds += 1


class StreamedTurns:
    """`first_s` bounds the wait for a model's first sentence, `whole_s` all of them."""

    def __init__(self, turns: Turns, *, first_s: float, whole_s: float) -> None:
        self._turns = turns
        self._first_s = first_s
        self._whole_s = whole_s

    async def run(self, request: Asked, watch: Stopwatch) -> AsyncGenerator[Event]:
        """Closing the generator ends the model's call and the speaking."""
        yield Phase("answer")
        session = await self._turns.sessions.open(
            request.session_id, began_s=request.began_s
        )
        with watch.stage("answer"):
            found = await self._turns.answering.find(request, session)
        plain = Reply(
            session_id=session.id,
            question=request.text,
            answer=found.answer,
            engines={**found.engines, "llm": "none"},
            timing=watch.timing(),
            repeated=found.repeated,
            heard=found.heard,
            suggestions=found.answer.suggestions,
            query=found.query,
            speak=request.speak,
            sound=request.sound,
        )
        yield Cards(plain)
        yield Phase("phrase")
        telling = _Telling()
        work = [
            asyncio.create_task(self._phrase(plain, found, request, telling)),
            asyncio.create_task(self._speak(plain, telling)),
        ]
        try:
            while (event := await telling.events.get()) is not None:
                yield event
            await asyncio.gather(*work)
        finally:
            for task in work:
                task.cancel()
            # A visitor who leaves may cancel us again and again. Unlike gather, wait
            # passes nothing on, so the model's connection is closed in peace.
            await asyncio.wait(work)
        reply = _told(plain, telling, watch)
        yield Proof(reply.evidence)
        yield Done(await self._turns.finish(reply, request))

    async def _phrase(
        self, plain: Reply, finding: Found, request: Asked, telling: _Telling
    ) -> None:
        """Tell every sentence, and remember the turn once all are known."""
        try:
            async with aclosing(self.sentences(finding, request)) as sentences:
                async for sentence in sentences:
                    if isinstance(sentence, Phrased):
                        telling.phrased = sentence
                    else:
                        telling.tell(sentence)
            reply = replace(plain, phrased=telling.phrased)
            await self._turns.remember(reply, finding, request)
        finally:
            telling.sentences.put_nowait(None)

    async def sentences(
        self, finding: Found, request: Asked
    ) -> AsyncGenerator[str | Phrased]:
        """Yield a model's sentences, or the plain answer where there are none.

        How it was phrased comes after the model's, and before the plain answer.
        """
        phraser = self._turns.answering.phraser
        told = False
        if finding.heard is None:
            stream = phraser.stream(
                finding.query,
                finding.answer,
                visitor=request.visitor,
                deadline_s=self._whole_s,
            )
            async with aclosing(stream) as sentences:  # type: ignore[type-var]
                try:
                    async with asyncio.timeout(self._first_s) as patience:
                        async for sentence in sentences:
                            patience.reschedule(None)
                            yield sentence
                            if isinstance(sentence, Phrased):
                                break
                            told = True
                except TimeoutError:
                    yield _too_late(finding, phraser.name)
        if not told:
            yield finding.answer.text

    async def _speak(self, plain: Reply, telling: _Telling) -> None:
        numbers = count()
        try:
            while (sentence := await telling.sentences.get()) is not None:
                number = next(numbers)
                if not plain.speak:
                    continue
                said_so_far = self._turns.speaking.say_as_made(
                    sentence,
                    language=plain.answer.language,
                    session_id=plain.session_id,
                    sound=plain.sound,
                )
                async for said in said_so_far:
                    telling.say(said, number)
        finally:
            telling.events.put_nowait(None)


def _too_late(finding: Found, engine: str) -> Phrased:
    return Phrased(
        finding.answer.text,
        "timeout",
        evidence=finding.answer.evidence,
        degraded=(f"llm:{engine}:timeout",),
    )


def _told(plain: Reply, telling: _Telling, watch: Stopwatch) -> Reply:
    phrased = telling.phrased
    engines = {**plain.engines, "llm": phrased.engine if phrased else "none"}
    if telling.engine:
        engines["tts"] = telling.engine
    return replace(
        plain,
        engines=engines,
        timing=watch.timing(),
        phrased=phrased,
        degraded=(phrased.degraded if phrased else ()) + telling.degraded,
    )
