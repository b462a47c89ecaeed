"""Recordings on their way in chunks, and what is heard in them so far."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from services.errors import (
    InvalidAudio,
    InvalidInput,
    Overloaded,
    RateLimitExceeded,
    ServiceError,
)
from services.pipeline.chunks import put_together
from services.pipeline.hearing import Hearing
from services.pipeline.stable_text import StableText
from services.protocols import AudioDecoder

PER_VISITOR = 4
MOST = 32
IDLE_S = 30.0
"""A recording that nothing is added to for so long is given up."""
SHARES = 4
"""Recordings of the largest size that may be held at once, of all visitors."""
NOT_YOURS = "Another client sends a recording in this session."
NO_BEGINNING = "There is no recording to go on with: send chunk 0 first."
TELLING_BYTES = 16
"""What a first chunk has to hold for its kind to be told by it."""
TOO_MANY = f"{PER_VISITOR} recordings are on their way already: end one of them first."
EMPTY = "The chunk is empty."
OUT_OF_ORDER = "This is chunk {given}; chunk {expected} is the next one."

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`number` counts from 0, where the client counts; `began_s` is the request's."""

    data: bytes
    session_id: str
    visitor: str
    number: int | None = None
    final: bool = False
    language: str | None = None
    began_s: float = field(default_factory=time.perf_counter)


@dataclass(slots=True)
class Recording:
    """One recording on its way."""

    session_id: str
    visitor: str
    language: str | None
    began_s: float
    touched_s: float
    chunks: list[bytes] = field(default_factory=list)
    size: int = 0
    partial: str = ""
    stable: StableText = field(default_factory=StableText)
    listening: asyncio.Task[None] | None = None

    def stop(self) -> None:
        if self.listening is not None:
            self.listening.cancel()


class Recordings:
    """One of each session at most; all of it in memory, and bounded.

    `look` raises AudioFormatUnsupported for what no recording begins with.
    """

    def __init__(
        self,
        decoder: AudioDecoder,
        hearing: Callable[[], Hearing],
        *,
        most_bytes: int,
        look: Callable[[bytes], object] = lambda data: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._decoder = decoder
        self._hearing = hearing
        self._look = look
        self._most_bytes = most_bytes
        self._clock = clock
        self._open: dict[str, Recording] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begins(self, session_id: str) -> bool:
        """Whether a chunk of this session would be the first of a recording."""
        self.expire()
        return session_id not in self._open

    def add(self, chunk: Chunk) -> Recording:
        """The recording with one more chunk; after the final one it is given away.

        Raise InvalidInput for a chunk that is not the next one, which leaves the
        recording as it is, InvalidAudio or AudioFormatUnsupported, RateLimitExceeded
        where the visitor has others on their way, or Overloaded where there is no room.
        """
        recording = self._open.get(chunk.session_id)
        if recording is None:
            recording = self._begun(chunk)
        self._check(chunk, recording)
        self._open[chunk.session_id] = recording
        recording.chunks.append(chunk.data)
        recording.size += len(chunk.data)
        recording.touched_s = self._clock()
        if chunk.final:
            self.drop(chunk.session_id)
        elif recording.listening is None:
            self._listen(recording)
        return recording

    def drop(self, session_id: str) -> None:
        """Forget what has come in a session, as if nothing had."""
        recording = self._open.pop(session_id, None)
        if recording is not None:
            recording.stop()

    def expire(self) -> None:
        """Give up the recordings that nobody goes on with."""
        late_s = self._clock() - IDLE_S
        for recording in [*self._open.values()]:
            if recording.touched_s < late_s:
                self.drop(recording.session_id)

    async def close(self) -> None:
        for session_id in [*self._open]:
            self.drop(session_id)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begun(self, chunk: Chunk) -> Recording:
        if chunk.number:
            raise InvalidInput(NO_BEGINNING)
        held = Counter(recording.visitor for recording in self._open.values())
        if held[chunk.visitor] >= PER_VISITOR:
            raise RateLimitExceeded(TOO_MANY, retry_after_s=IDLE_S)
        if len(self._open) >= MOST:
            raise Overloaded
        if len(chunk.data) >= TELLING_BYTES:
            self._look(chunk.data)
        return Recording(
            chunk.session_id,
            chunk.visitor,
            chunk.language,
            chunk.began_s,
            self._clock(),
        )

    def _check(self, chunk: Chunk, recording: Recording) -> None:
        if recording.visitor != chunk.visitor:
            raise InvalidInput(NOT_YOURS)
        expected = len(recording.chunks)
        if chunk.number is not None and chunk.number != expected:
            told = OUT_OF_ORDER.format(given=chunk.number, expected=expected)
            raise InvalidInput(told)
        if not chunk.data and not (chunk.final and recording.chunks):
            raise InvalidAudio(EMPTY)
        held = sum(one.size for one in self._open.values()) + len(chunk.data)
        if held > SHARES * self._most_bytes:
            raise Overloaded

    def _listen(self, recording: Recording) -> None:
        """Begin to write down what there is; of one recording one at a time."""
        task = asyncio.create_task(self._write_down(recording))
        recording.listening = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write_down(self, recording: Recording) -> None:
        try:
            recording.partial = await self._heard(recording)
        except ServiceError as error:
            # Nothing is lost: the whole is heard at the end, and says what is wrong.
            _log.info("partial_failed", reason=type(error).__name__)
        finally:
            recording.listening = None

    async def _heard(self, recording: Recording) -> str:
        hearing = self._hearing()
        utterance = await self._decoder.decode(put_together(recording.chunks))
        if not (await hearing.detector.detect(utterance)).segments:
            return recording.partial
        heard = await hearing.recognizer.recognize(
            utterance, language=recording.language, draft=True
        )
        return " ".join(filter(None, recording.stable.update(heard.text)))
