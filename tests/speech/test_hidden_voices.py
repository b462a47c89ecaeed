"""A voice that is in the recording is found, whatever lies over it."""

from __future__ import annotations

import io
import wave
from collections.abc import AsyncIterator

import numpy as np
import pytest

from services.models.audio import SAMPLE_RATE_HZ
from services.speech.decoder import PyAVDecoder
from services.speech.mixing import mixed
from services.speech.silero_onnx import SileroOnnx
from services.speech.speech_frames import SegmentRules
from services.work_queue import WorkQueue
from tests.sounds import Sound
from tests.spoken import spoken

VOICE = spoken("which projects use python", "en-us+f2", 160)
MOST_LOST_S = 0.4


def hum(hz: float, level: float) -> Sound:
    t = np.arange(len(VOICE)) / SAMPLE_RATE_HZ
    mains = np.sin(2 * np.pi * hz * t) + np.sin(4 * np.pi * hz * t) / 4
    return (level * mains).astype(np.float32)


def stereo(left: Sound, right: Sound) -> Sound:
    return np.stack([left, right])


HIDDEN: dict[str, Sound] = {
    "opposite phase": stereo(VOICE, -VOICE),
    "opposite phase, one fainter": stereo(VOICE, -0.6 * VOICE),
    "one silent channel": stereo(0 * VOICE, VOICE),
    "constant offset": 0.1 * VOICE + 0.6,
    "hum of 50 Hz": 0.1 * VOICE + hum(50, 0.6),
    "very quiet": VOICE * 10 ** (-58 / 20),
}


def wav(sound: Sound) -> bytes:
    channels = np.atleast_2d(sound)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        whole = np.clip(channels, -1, 1) * 32767
        file.writeframes(whole.round().astype("<i2").T.tobytes())
    return buffer.getvalue()


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield queue
    queue.close()


async def speech_s(queue: WorkQueue, sound: Sound) -> float:
    decoder = PyAVDecoder(queue, max_bytes=2_000_000, max_seconds=10)
    utterance = await decoder.decode(wav(sound))
    found = await SileroOnnx(queue, SegmentRules()).detect(utterance)
    return found.speech_s


@pytest.mark.parametrize("hidden", HIDDEN)
async def test_a_hidden_voice_is_found(queue: WorkQueue, hidden: str) -> None:
    plain_s = await speech_s(queue, VOICE)
    assert await speech_s(queue, HIDDEN[hidden]) > plain_s - MOST_LOST_S


async def test_hum_alone_is_no_voice(queue: WorkQueue) -> None:
    assert await speech_s(queue, hum(50, 0.3)) == 0


def test_channels_that_agree_are_added() -> None:
    one = np.ones((1, 4), np.float32)
    assert (mixed([np.repeat(one, 2, axis=0)]) == 1).all()
    assert (mixed([one, np.repeat(one, 2, axis=0)]) == 1).all()
    assert len(mixed([])) == 0


def test_two_different_voices_are_both_kept() -> None:
    random = np.random.default_rng(1)
    voices = random.standard_normal((2, 1000)).astype(np.float32)
    assert np.allclose(mixed([voices]), voices.mean(axis=0))
