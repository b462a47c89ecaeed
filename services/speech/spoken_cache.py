"""Spoken answers kept in memory, and one synthesis for all who ask at once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.models.speech import SpeechRequest, SynthesizedSpeech

_LARGEST_SHARE = 8
"""One answer may take an eighth of the room: a long one must not clear the rest out."""

T = TypeVar("T")


class SpokenCache:
    """The most recently used answers of each engine, within `max_bytes` of audio."""

    def __init__(self, *, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._size_bytes = 0
        self._kept: OrderedDict[tuple[str, SpeechRequest], SynthesizedSpeech] = (
            OrderedDict()
        )

    @property
    def size_bytes(self) -> int:
        return self._size_bytes

    def get(self, engine: str, request: SpeechRequest) -> SynthesizedSpeech | None:
        speech = self._kept.get((engine, request))
        if speech is not None:
            self._kept.move_to_end((engine, request))
        return speech

    def put(self, request: SpeechRequest, speech: SynthesizedSpeech) -> None:
        if len(speech.data) > self._max_bytes // _LARGEST_SHARE:
            return
        key = (speech.engine, request)
        replaced = self._kept.pop(key, None)
        self._size_bytes += len(speech.data) - (len(replaced.data) if replaced else 0)
        self._kept[key] = speech
        while self._size_bytes > self._max_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._size_bytes -= len(oldest.data)


@dataclass(slots=True)
class _Flight(Generic[T]):
    task: asyncio.Task[T]
    waiting: int = 0


class SingleFlight(Generic[T]):
    """Runs a piece of work once for all who ask for its key while it is under way.

    The work belongs to none of them: who leaves does not take it from the others, and
    it is cancelled when the last one has left.
    """

    def __init__(self) -> None:
        self._flights: dict[Hashable, _Flight[T]] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.ensure_future(_start(work)))
            flight.task.add_done_callback(lambda _: self._land(key, flight))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._land(key, flight)
                flight.task.cancel()

    def _land(self, key: Hashable, flight: _Flight[T]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]


async def _start(work: Callable[[], Awaitable[T]]) -> T:
    return await work()
