"""The cache of spoken answers, and one synthesis for all who ask at once."""

from __future__ import annotations

import asyncio

import pytest

from services.models.speech import SpeechRequest, SynthesizedSpeech
from services.speech.spoken_cache import SingleFlight, SpokenCache


def speech(size: int, engine: str = "espeak-ng") -> SynthesizedSpeech:
    return SynthesizedSpeech(b"x" * size, "wav", 1.0, "v", engine)


def test_the_same_request_is_found_again() -> None:
    cache = SpokenCache(max_bytes=1000)
    cache.put(SpeechRequest("hi"), speech(100))
    assert cache.get("espeak-ng", SpeechRequest("hi")) == speech(100)


@pytest.mark.parametrize(
    "other",
    [
        SpeechRequest("ho"),
        SpeechRequest("hi", voice="v"),
        SpeechRequest("hi", rate="fast"),
        SpeechRequest("hi", pitch="high"),
        SpeechRequest("hi", format="mp3"),
        SpeechRequest("hi", language="de"),
    ],
)
def test_another_request_is_not(other: SpeechRequest) -> None:
    cache = SpokenCache(max_bytes=1000)
    cache.put(SpeechRequest("hi"), speech(100))
    assert cache.get("espeak-ng", other) is None


def test_another_engine_is_not() -> None:
    cache = SpokenCache(max_bytes=1000)
    cache.put(SpeechRequest("hi"), speech(100))
    assert cache.get("edge-tts", SpeechRequest("hi")) is None


def test_it_stays_within_its_room_and_keeps_what_was_used_last() -> None:
    cache = SpokenCache(max_bytes=1000)
    for number in range(10):
        cache.put(SpeechRequest(str(number)), speech(100))
    cache.get("espeak-ng", SpeechRequest("0"))
    cache.put(SpeechRequest("new"), speech(100))
    assert cache.size_bytes == 1000
    assert cache.get("espeak-ng", SpeechRequest("0")) is not None
    assert cache.get("espeak-ng", SpeechRequest("1")) is None


def test_one_long_answer_does_not_clear_it() -> None:
    cache = SpokenCache(max_bytes=1000)
    cache.put(SpeechRequest("short"), speech(100))
    cache.put(SpeechRequest("long"), speech(900))
    assert cache.get("espeak-ng", SpeechRequest("short")) is not None
    assert cache.get("espeak-ng", SpeechRequest("long")) is None


def test_saying_it_again_does_not_count_twice() -> None:
    cache = SpokenCache(max_bytes=1000)
    for _ in range(3):
        cache.put(SpeechRequest("hi"), speech(100))
    assert cache.size_bytes == 100


def test_no_room_keeps_nothing() -> None:
    cache = SpokenCache(max_bytes=0)
    cache.put(SpeechRequest("hi"), speech(1))
    assert cache.size_bytes == 0


class Work:
    """Work that counts its runs and ends when it is let go."""

    def __init__(self, error: Exception | None = None) -> None:
        self.runs = 0
        self.cancelled = False
        self.go = asyncio.Event()
        self.begun = asyncio.Event()
        self._error = error

    async def __call__(self) -> int:
        self.runs += 1
        self.begun.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        if self._error:
            raise self._error
        return self.runs


async def start(
    flights: SingleFlight[int], work: Work, count: int
) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(flights.run("key", work)) for _ in range(count)]
    await work.begun.wait()
    return tasks


async def test_all_who_ask_at_once_share_one_run() -> None:
    flights, work = SingleFlight[int](), Work()
    tasks = await start(flights, work, 5)
    work.go.set()
    assert await asyncio.gather(*tasks) == [1] * 5


async def test_other_keys_run_beside_it() -> None:
    flights, work = SingleFlight[int](), Work()
    work.go.set()
    await asyncio.gather(flights.run("a", work), flights.run("b", work))
    assert work.runs == 2


async def test_the_first_one_leaving_takes_nothing_from_the_others() -> None:
    flights, work = SingleFlight[int](), Work()
    first, *others = await start(flights, work, 3)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    work.go.set()
    assert await asyncio.gather(*others) == [1, 1]


async def test_the_last_one_leaving_ends_the_work() -> None:
    flights, work = SingleFlight[int](), Work()
    tasks = await start(flights, work, 3)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)
    assert work.cancelled


async def test_who_asks_after_all_have_left_gets_a_fresh_run() -> None:
    flights, work = SingleFlight[int](), Work()
    (only,) = await start(flights, work, 1)
    only.cancel()
    await asyncio.gather(only, return_exceptions=True)
    work.go.set()
    assert await flights.run("key", work) == 2


async def test_an_error_reaches_all_and_is_not_kept() -> None:
    flights, failing = SingleFlight[int](), Work(ValueError("no"))
    tasks = await start(flights, failing, 2)
    failing.go.set()
    errors = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(error, ValueError) for error in errors)
    working = Work()
    working.go.set()
    assert await flights.run("key", working) == 1
