"""A reply while it is made: what is answered, its words, and their sound."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

import structlog

from services.errors import InputError, Overloaded, ProviderError, ServiceError
from services.language.pieces import pieces
from services.metrics import Stopwatch
from services.models.language import Phrased
from services.models.speech import SpeechRequest, Transcript
from services.models.upstream import Tokens
from services.pipeline.answering import Found
from services.pipeline.reply import Asked, Reply, new_turn_id
from services.pipeline.streaming import StreamedTurns
from services.pipeline.turns import Turns
from services.realtime.bridging import Bridge
from services.realtime.playing import SpokenPiece
from services.realtime.sound_formats import SoundFormat, encoded, pcm_of
from services.realtime.upstream import Upstream

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Makers:
    """The parts that make replies."""

    turns: Turns
    streamed: StreamedTurns
    upstream: Upstream | None = None
    """Whoever speaks replies in our place; None where nobody does."""


class Making:
    """Made in tasks of its own; `pieces` can be followed from any of them on.

    Nothing is remembered or logged of it: it may be thrown away.
    """

    def __init__(
        self,
        makers: Makers,
        asked: Asked,
        *,
        sound: SoundFormat,
        transcript: Transcript | None = None,
        engines: Mapping[str, str] | None = None,
        after: Awaitable[None] | None = None,
        bridge: Bridge | None = None,
    ) -> None:
        self.asked = asked
        self.turn_id = new_turn_id()
        self.found: Found | None = None
        self.failed: ServiceError | None = None
        self.pieces: list[SpokenPiece] = []
        self.done = False
        self.bridge = bridge
        """Set where somebody else may speak the reply."""
        self._makers = makers
        self._sound = sound
        self._transcript = transcript
        self._engines = dict(engines or {})
        self._degraded = transcript.degraded if transcript else ()
        self._phrased: Phrased | None = None
        self._session_id = ""
        self._watch = Stopwatch()
        self._changed = asyncio.Event()
        self._sentences: asyncio.Queue[str | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._run(after))

    @property
    def seconds(self) -> float:
        """How long what is made so far is spoken."""
        return sum(piece.seconds for piece in self.pieces)

    @property
    def voiceless(self) -> bool:
        """Whether a voice failed, so that words are all there is."""
        return any(d.startswith("tts:none") for d in self._degraded)

    @property
    def sound_tokens(self) -> Tokens:
        """Those that somebody else took who spoke the reply, or tried to."""
        return self.bridge.bill.tokens if self.bridge is not None else Tokens()

    async def followed(self, start: int = 0) -> AsyncIterator[SpokenPiece]:
        """Every piece from the one numbered `start` on, each when it is made."""
        while True:
            while start < len(self.pieces):
                yield self.pieces[start]
                start += 1
            if self.done:
                return
            self._changed.clear()
            await self._changed.wait()

    def cancel(self) -> None:
        self._task.cancel()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])

    def reply(self, words: str | None = None) -> Reply | None:
        """The reply as it is kept, once it is known; `words` are all that was heard."""
        if self.found is None:
            return None
        asked, answer, phrased = self.asked, self.found.answer, self._phrased
        if self.bridge is not None:
            phrased = self.bridge.phrased(self.found, phrased)
        return Reply(
            session_id=self._session_id,
            question=asked.text,
            answer=answer,
            engines={**self._engines, "llm": phrased.engine if phrased else "none"},
            timing=self._watch.timing(),
            degraded=self._degraded + (phrased.degraded if phrased else ()),
            transcript=self._transcript,
            heard=self.found.heard,
            phrased=phrased,
            suggestions=answer.suggestions,
            query=self.found.query,
            heard_of_it=words,
            turn_id=self.turn_id,
        )

    async def _run(self, after: Awaitable[None] | None) -> None:
        words: asyncio.Task[None] | None = None
        try:
            if after is not None:
                await after
            await self._find()
            if not await self._bridged():
                words = asyncio.create_task(self._word())
                await self._speak()
                await words
        except ServiceError as error:
            self.failed = error
        # It runs beside the talk: a fault must reach whoever waits for the reply.
        except Exception:  # noqa: BLE001
            _log.exception("reply_failed")
            self.failed = ServiceError()
        finally:
            if words is not None:
                words.cancel()
                await asyncio.wait([words])
            self.done = True
            self._changed.set()

    async def _find(self) -> None:
        turns, asked = self._makers.turns, self.asked
        session = await turns.sessions.open(asked.session_id, began_s=asked.began_s)
        self._session_id = session.id
        with self._watch.stage("answer"):
            self.found = await turns.answering.find(asked, session, self._transcript)

    async def _bridged(self) -> bool:
        """Whether the reply was spoken elsewhere, and needs nothing of ours."""
        bridge, found = self.bridge, self.found
        if bridge is None or found is None:
            return False
        with self._watch.stage("llm"):
            async for piece in bridge.pieces(found, self.asked, self._sound):
                self._engines["tts"] = bridge.name
                self._put(piece)
        for failed in bridge.degraded:
            self._note(failed)
        return bridge.is_whole

    async def _word(self) -> None:
        if self.found is None:
            return
        if self.bridge is not None and self.bridge.in_haste:
            self._sentences.put_nowait(self.found.answer.text)
            self._sentences.put_nowait(None)
            return
        try:
            stream = self._makers.streamed.sentences(self.found, self.asked)
            async with aclosing(stream) as sentences:
                async for sentence in sentences:
                    if isinstance(sentence, Phrased):
                        self._phrased = sentence
                    else:
                        self._sentences.put_nowait(sentence)
        finally:
            self._sentences.put_nowait(None)

    async def _speak(self) -> None:
        while (sentence := await self._sentences.get()) is not None:
            for text in pieces(sentence) if self.asked.speak else (sentence,):
                await self._add(text)

    async def _add(self, text: str) -> None:
        spoken = SpokenPiece(text)
        audible = any(char.isalnum() for char in text)
        if self.asked.speak and audible and not self.voiceless:
            with self._watch.stage("tts"):
                spoken = await self._said(text)
        self._put(spoken)

    def _put(self, piece: SpokenPiece) -> None:
        self.pieces.append(piece)
        self._changed.set()

    async def _said(self, text: str) -> SpokenPiece:
        """A voice that fails leaves the words."""
        answer = self.found.answer if self.found else None
        request = SpeechRequest(
            text, language=answer.language if answer else None, payer="reply"
        )
        try:
            speech = await self._makers.turns.speaking.synthesizer.synthesize(request)
            sound = encoded(*pcm_of(speech.data), self._sound)
        except (ProviderError, Overloaded, InputError) as error:
            _log.warning("reply_unspoken", error_code=error.error_code)
            self._note(f"tts:none:{error.error_code.lower()}")
            return SpokenPiece(text)
        self._engines["tts"] = speech.engine
        for failed in speech.degraded:
            self._note(failed)
        return SpokenPiece(text, sound, self._sound.seconds(sound))

    def _note(self, part: str) -> None:
        if part not in self._degraded:
            self._degraded = (*self._degraded, part)
