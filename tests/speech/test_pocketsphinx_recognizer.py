from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from services.errors import Overloaded, TranscriptionFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.speech import pocketsphinx_recognizer
from services.speech.pocketsphinx_recognizer import PocketsphinxRecognizer, contrast_db
from services.work_queue import WorkQueue
from tests.sounds import noise, tone
from tests.spoken import spoken

QUESTION = "what programming languages do you know"
VOICE = "en-us+f2"


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=2, capacity=1, per_visitor=3)
    yield queue
    queue.close()


@pytest.fixture
async def recognizer(queue: WorkQueue) -> AsyncIterator[PocketsphinxRecognizer]:
    engine = PocketsphinxRecognizer(queue, workers=2, deadline_s=30)
    yield engine
    await engine.close()


def said(text: str) -> Samples:
    pause = np.zeros(4800, np.float32)
    return np.concatenate([pause, spoken(text, VOICE, 160), pause])


def bleating(seconds: float) -> Samples:
    """A voice that swells four times a second behind noise, and says no word."""
    t = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    pitch_hz = 120 + 20 * np.sin(2 * np.pi * 0.7 * t)
    buzz = 2 * (np.cumsum(pitch_hz) / SAMPLE_RATE_HZ % 1) - 1
    hz = np.fft.rfftfreq(len(t), 1 / SAMPLE_RATE_HZ)
    mouth = sum(1 / (1 + ((hz - peak_hz) / 90) ** 2) for peak_hz in (500, 1500, 2500))
    voice = np.fft.irfft(np.fft.rfft(buzz) * mouth, len(t))
    voice *= np.clip(np.sin(2 * np.pi * 4 * t), 0, 1)
    loud = (0.5 * voice / np.abs(voice).max()).astype(np.float32)
    sound: Samples = loud + noise(seconds, level=0.01)
    return sound


async def test_a_clear_question_is_written_down(
    recognizer: PocketsphinxRecognizer,
) -> None:
    heard = await recognizer.recognize(Utterance(said(QUESTION)))
    assert heard.text == QUESTION
    assert (heard.language, heard.engine, heard.degraded) == ("en", "pocketsphinx", ())
    assert heard.confidence > 0.5
    ends = [segment.end_s for segment in heard.segments]
    assert ends == sorted(ends)


async def test_a_clip_reads_the_same_after_others(
    recognizer: PocketsphinxRecognizer,
) -> None:
    fresh = await recognizer.recognize(Utterance(said(QUESTION)))
    for loud in (0.1, 0.9, 0.5):
        for other in ("yes", "tell me more"):
            await recognizer.recognize(Utterance(loud * said(other)))
    assert await recognizer.recognize(Utterance(said(QUESTION))) == fresh


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(32000, np.float32),
        noise(2),
        tone(50, 2),
        tone(440, 2) + tone(660, 2),
        bleating(3),
    ],
    ids=["silence", "noise", "hum", "chord", "bleating"],
)
async def test_what_is_no_speech_becomes_no_words(
    recognizer: PocketsphinxRecognizer, sound: Samples
) -> None:
    heard = await recognizer.recognize(Utterance(sound))
    assert (heard.text, heard.confidence) == ("", 0.0)


async def test_speech_in_noise_is_trusted_less(
    recognizer: PocketsphinxRecognizer,
) -> None:
    clean = said(QUESTION)
    noisy = clean + noise(len(clean) / 16_000, level=0.05)[: len(clean)]
    first = await recognizer.recognize(Utterance(clean))
    second = await recognizer.recognize(Utterance(noisy.astype(np.float32)))
    assert second.confidence < first.confidence / 2


async def test_another_language_is_said_to_be_beyond_it(
    recognizer: PocketsphinxRecognizer,
) -> None:
    english = await recognizer.recognize(Utterance(said(QUESTION)), language="en-GB")
    german = await recognizer.recognize(Utterance(said(QUESTION)), language="de")
    assert german.degraded == ("recognizer:pocketsphinx:english_only",)
    assert german.confidence < english.confidence


async def test_a_worker_that_is_killed_is_replaced(
    recognizer: PocketsphinxRecognizer,
) -> None:
    await recognizer.start()
    (worker,) = recognizer._pool.pids
    # Held still, it cannot answer before it is killed.
    os.kill(worker, signal.SIGSTOP)
    call = asyncio.create_task(recognizer.recognize(Utterance(said(QUESTION))))
    await asyncio.wait({call}, timeout=0.2)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(TranscriptionFailed):
        await call
    assert (await recognizer.recognize(Utterance(said(QUESTION)))).text == QUESTION


async def test_a_deadline_that_passes_is_a_failure(
    queue: WorkQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pocketsphinx_recognizer, "MORE_S", 0.0)
    engine = PocketsphinxRecognizer(queue, workers=1, deadline_s=0.01)
    with pytest.raises(TranscriptionFailed):
        await engine.recognize(Utterance(said(QUESTION)))
    await engine.close()


async def test_beyond_the_queue_the_caller_is_told_to_come_back(
    recognizer: PocketsphinxRecognizer,
) -> None:
    clip = Utterance(said(QUESTION))
    calls = [asyncio.create_task(recognizer.recognize(clip)) for _ in range(4)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [isinstance(r, Overloaded) for r in results] == [False, False, False, True]


def test_contrast_is_the_distance_of_loud_and_quiet() -> None:
    half = np.concatenate([tone(440, 1), 0.1 * tone(440, 1)]).astype(np.float32)
    assert contrast_db(half) == pytest.approx(20, abs=0.5)


async def test_the_time_limit_follows_the_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits_s: list[float] = []

    async def call(*_: Any, deadline_s: float) -> tuple[Any, bytes]:
        limits_s.append(deadline_s)
        return {"words": []}, b""

    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    recognizer = PocketsphinxRecognizer(queue, workers=1, deadline_s=30)
    monkeypatch.setattr(recognizer._pool, "call", call)
    for seconds in (1, 100):
        sound = Utterance(np.zeros(16_000 * seconds, np.float32))
        await recognizer.recognize(sound)
    await recognizer.close()
    queue.close()
    assert limits_s == [32, 230]
