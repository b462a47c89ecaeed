"""The embedded voice, for real."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import wave
from collections.abc import AsyncIterator

import numpy as np
import pytest

from services.errors import SpeechTooLong, SynthesisFailed
from services.models.speech import Pitch, Rate, SpeechRequest
from services.speech.espeak import EspeakSynthesizer
from services.speech.espeak_voices import ESPEAK_VOICES
from services.work_queue import WorkQueue, visitor

SENTENCE = "She has been leading the search team for three years."


@pytest.fixture(scope="module")
def queue() -> WorkQueue:
    return WorkQueue(workers=1, capacity=4, per_visitor=4)


@pytest.fixture
async def espeak(queue: WorkQueue) -> AsyncIterator[EspeakSynthesizer]:
    engine = EspeakSynthesizer(queue, deadline_s=20)
    yield engine
    await engine.close()


def samples(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)


async def test_a_sentence_is_heard_at_a_good_level(espeak: EspeakSynthesizer) -> None:
    speech = await espeak.synthesize(SpeechRequest(SENTENCE))
    sound = samples(speech.data) / 32768
    assert 2 < speech.duration_s < 6
    assert -26 < 20 * np.log10(np.sqrt(np.mean(sound**2))) < -16
    assert np.abs(sound).max() < 0.999
    assert (speech.engine, speech.voice) == ("espeak-ng", "en-us+f2")


@pytest.mark.parametrize(("format", "magic"), [("mp3", b"ID3"), ("opus", b"OggS")])
async def test_other_containers_are_made(
    espeak: EspeakSynthesizer, format: str, magic: bytes
) -> None:
    request = SpeechRequest(SENTENCE, format=format)  # type: ignore[arg-type]
    speech = await espeak.synthesize(request)
    assert speech.data.startswith(magic)
    assert speech.format == format


async def test_each_rate_is_quicker_than_the_one_before(
    espeak: EspeakSynthesizer,
) -> None:
    rates: tuple[Rate, ...] = ("x-slow", "slow", "medium", "fast", "x-fast")
    seconds = [
        (await espeak.synthesize(SpeechRequest(SENTENCE, rate=rate))).duration_s
        for rate in rates
    ]
    assert seconds == sorted(seconds, reverse=True)
    assert len(set(seconds)) == len(rates)


async def test_each_pitch_is_higher_than_the_one_before(
    espeak: EspeakSynthesizer,
) -> None:
    pitches: tuple[Pitch, ...] = ("x-low", "low", "medium", "high", "x-high")
    hertz = [
        _pitch_hz(
            samples(
                (await espeak.synthesize(SpeechRequest(SENTENCE, pitch=pitch))).data
            )
        )
        for pitch in pitches
    ]
    assert hertz == sorted(hertz)
    assert hertz[-1] > 1.3 * hertz[0]


async def test_a_language_is_spoken_by_its_own_voice(
    espeak: EspeakSynthesizer,
) -> None:
    for language, voice in (("de", "de+f2"), ("es", "es+f2"), ("fr", "fr+f2")):
        speech = await espeak.synthesize(SpeechRequest("Hallo", language=language))
        assert speech.voice == voice


async def test_every_voice_that_is_offered_speaks(espeak: EspeakSynthesizer) -> None:
    for voice in ESPEAK_VOICES:
        speech = await espeak.synthesize(SpeechRequest("1 2 3", voice=voice.name))
        assert speech.voice == voice.name
        assert np.abs(samples(speech.data)).max() > 500, voice.name


async def test_the_same_words_take_the_same_time_after_others(
    espeak: EspeakSynthesizer,
) -> None:
    first = await espeak.synthesize(SpeechRequest(SENTENCE))
    await espeak.synthesize(SpeechRequest("Ja.", language="de", rate="x-fast"))
    again = await espeak.synthesize(SpeechRequest(SENTENCE))
    assert again.duration_s == pytest.approx(first.duration_s, abs=0.01)


async def test_phoneme_codes_are_read_as_text(espeak: EspeakSynthesizer) -> None:
    plain = await espeak.synthesize(SpeechRequest("hello"))
    codes = await espeak.synthesize(SpeechRequest("[[h@l'oU]]"))
    assert codes.data != plain.data


async def test_a_long_text_lets_others_have_their_turn(
    queue: WorkQueue, espeak: EspeakSynthesizer
) -> None:
    await espeak.start()
    told: list[str] = []

    async def say(name: str, text: str) -> float:
        visitor.set(name)
        speech = await espeak.synthesize(SpeechRequest(text))
        told.append(name)
        return speech.duration_s

    long, short = " ".join([SENTENCE] * 60), SENTENCE
    spoken_s, sentence_s = await asyncio.gather(say("a", long), say("b", short))
    assert told == ["b", "a"]
    assert 50 * sentence_s < spoken_s < 75 * sentence_s


async def test_a_long_text_that_takes_too_long_is_refused(
    espeak: EspeakSynthesizer,
) -> None:
    with pytest.raises(SpeechTooLong):
        await espeak.synthesize(SpeechRequest(f"{SENTENCE} " * 110))


async def test_a_process_that_dies_is_replaced(espeak: EspeakSynthesizer) -> None:
    await espeak.synthesize(SpeechRequest("one"))
    assert espeak.pid is not None
    os.kill(espeak.pid, signal.SIGKILL)
    async with asyncio.timeout(5):
        while espeak.pid is not None:  # noqa: ASYNC110 - the system ends it
            await asyncio.sleep(0.005)
    assert (await espeak.synthesize(SpeechRequest("two"))).duration_s > 0.1


async def test_a_voice_that_fails_is_a_failure_of_the_engine(
    queue: WorkQueue,
) -> None:
    engine = EspeakSynthesizer(queue, deadline_s=0.0)
    with pytest.raises(SynthesisFailed):
        await engine.synthesize(SpeechRequest(SENTENCE))
    await engine.close()


def _pitch_hz(sound: np.ndarray[tuple[int], np.dtype[np.int16]]) -> float:
    """The median, over loud frames, of the autocorrelation's peak at 60-400 Hz."""
    rate_hz, size = 22_050, 2_048
    found = []
    for start in range(0, len(sound) - size, size // 2):
        frame = sound[start : start + size] * np.hanning(size)
        power = np.fft.irfft(np.abs(np.fft.rfft(frame, 4 * size)) ** 2)
        low, high = rate_hz // 400, rate_hz // 60
        lag = low + int(power[low:high].argmax())
        if power[0] > 1e9 and power[lag] > 0.5 * power[0]:
            found.append(rate_hz / lag)
    return float(np.median(found))
