"""Piper's voice, for real: in a worker that may die without harm."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from services.errors import Declined
from services.models.speech import Rate, SpeechRequest
from services.speech.piper import PiperSynthesizer
from services.speech.piper_voices import FoundVoices, PiperVoice
from services.work_queue import WorkQueue
from tests.speech.piper_voice import NAME, found_voice, installed_voice
from tests.waiting import until

RATE_HZ, FRAME, LOUD = 22_050, 1024, 300
SENTENCE = "She has been leading the search team for three years."
TWO = f"{SENTENCE} She likes it."


@pytest.fixture(scope="module")
def queue() -> WorkQueue:
    return WorkQueue(workers=2, capacity=8, per_visitor=8)


@asynccontextmanager
async def piper(
    queue: WorkQueue, found: FoundVoices, deadline_s: float = 30
) -> AsyncIterator[PiperSynthesizer]:
    engine = PiperSynthesizer(queue, lambda: found, deadline_s=deadline_s)
    try:
        await engine.start()
        yield engine
    finally:
        await engine.close()


def samples(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)


def pitch_hz(data: bytes) -> float:
    """The median pitch of the loud stretches, from their autocorrelation."""
    lowest, highest = RATE_HZ // 60, RATE_HZ // 400
    found: list[float] = []
    sound = samples(data).astype(np.float64)
    for frame in np.split(sound, range(FRAME, len(sound), FRAME)):
        if len(frame) < FRAME or np.sqrt(np.mean(frame**2)) < LOUD:
            continue
        alike = np.correlate(frame, frame, "full")[FRAME - 1 :]
        period = highest + int(np.argmax(alike[highest:lowest]))
        if alike[period] > alike[0] / 3:
            found.append(RATE_HZ / period)
    return float(np.median(found))


async def test_sentences_are_spoken_at_a_good_level_and_pace(
    queue: WorkQueue, tmp_path: Path
) -> None:
    async with piper(queue, found_voice(tmp_path)) as engine:
        speech = await engine.synthesize(SpeechRequest(TWO))
        sound = samples(speech.data) / 32768
        assert (speech.engine, speech.voice) == ("piper", NAME)
        assert 3 < speech.duration_s < 8
        assert -27 < 20 * np.log10(np.sqrt(np.mean(sound**2))) < -16
        assert np.mean(np.abs(sound) > 0.999) < 0.001
        rates: tuple[Rate, ...] = ("x-slow", "medium", "x-fast")
        paced = [
            await engine.synthesize(SpeechRequest(SENTENCE, rate=r)) for r in rates
        ]
        seconds = [each.duration_s for each in paced]
        assert seconds[0] > 1.3 * seconds[1] > 1.3 * seconds[2]
        high = await engine.synthesize(SpeechRequest(SENTENCE, pitch="x-high"))
        assert high.duration_s == pytest.approx(seconds[1], rel=0.2)
        assert pitch_hz(high.data) > 1.12 * pitch_hz(paced[1].data)
    assert "piper" not in sys.modules, "the library is under the GPL"


async def test_phoneme_codes_are_read_as_text(queue: WorkQueue, tmp_path: Path) -> None:
    async with piper(queue, found_voice(tmp_path)) as engine:
        codes = await engine.synthesize(SpeechRequest("[[ h ]]"))
        assert codes.duration_s > 0.1


async def test_a_worker_that_dies_is_replaced_and_warm_again(
    queue: WorkQueue, tmp_path: Path
) -> None:
    async with piper(queue, found_voice(tmp_path)) as engine:
        first = engine.pid
        assert first is not None
        speaking = asyncio.create_task(engine.synthesize(SpeechRequest(TWO)))
        await asyncio.sleep(0)
        os.kill(first, signal.SIGKILL)
        with pytest.raises(Exception, match="spoken"):
            await speaking
        assert not engine.available
        await until(lambda: engine.available)
        assert engine.pid not in (None, first)
        assert (await engine.synthesize(SpeechRequest("Yes."))).duration_s > 0.2


async def test_who_leaves_does_not_end_the_worker(
    queue: WorkQueue, tmp_path: Path
) -> None:
    async with piper(queue, found_voice(tmp_path)) as engine:
        before = engine.pid
        leaving = asyncio.create_task(engine.synthesize(SpeechRequest(TWO)))
        await until(lambda: queue.at_work > 0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        assert (await engine.synthesize(SpeechRequest("Yes."))).duration_s > 0.2
        assert engine.pid == before
        assert queue.at_work == 0


async def test_a_text_that_takes_too_long_is_declined_at_once(
    queue: WorkQueue, tmp_path: Path
) -> None:
    async with piper(queue, found_voice(tmp_path), deadline_s=5) as engine:
        with pytest.raises(Declined):
            await engine.synthesize(SpeechRequest(f"{SENTENCE} " * 40))
        engine._pace.character_s = 0.1
        for _ in range(20):
            with suppress(Declined):
                await engine.synthesize(SpeechRequest(TWO))
                break
        else:
            pytest.fail("one bad moment must not silence it for good")
        assert (await engine.synthesize(SpeechRequest(SENTENCE))).engine == "piper"


async def test_a_text_that_would_wait_too_long_is_declined_at_once(
    queue: WorkQueue, tmp_path: Path
) -> None:
    async with piper(queue, found_voice(tmp_path), deadline_s=2) as engine:
        engine._pace.character_s = 0.02
        first = asyncio.create_task(engine.synthesize(SpeechRequest(TWO)))
        await until(lambda: queue.at_work > 0)
        with pytest.raises(Declined):
            await engine.synthesize(SpeechRequest(SENTENCE))
        assert (await first).engine == "piper"


async def test_a_model_that_cannot_be_loaded_is_named_and_left_out(
    queue: WorkQueue, tmp_path: Path
) -> None:
    joe = installed_voice(tmp_path)
    broken = tmp_path / joe.model.name
    broken.write_bytes(joe.model.read_bytes()[:100_000])
    found = FoundVoices((PiperVoice(joe.voice, broken, joe.description), joe))
    async with piper(queue, found) as engine:
        assert engine.available
        assert (await engine.synthesize(SpeechRequest("Yes."))).engine == "piper"
        health = await engine.health()
        assert health.status == "degraded"
        assert health.detail["reasons"][0].startswith(
            "en_US-joe-medium.onnx cannot be used"
        )


async def test_after_a_start_the_same_words_sound_the_same(
    queue: WorkQueue, tmp_path: Path
) -> None:
    sounds = []
    for _ in range(2):
        async with piper(queue, found_voice(tmp_path)) as engine:
            sounds.append((await engine.synthesize(SpeechRequest("Yes."))).data)
    assert sounds[0] == sounds[1]
