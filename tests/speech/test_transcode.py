"""Containers: what goes in comes out, and what is no sound is said so."""

from __future__ import annotations

import asyncio
import io
import threading
import wave

import av
import pytest

from services.errors import SpeechTooLong, SynthesisFailed
from services.models.speech import LONGEST_SPOKEN_S, AudioFormat
from services.speech.transcode import (
    Abandoned,
    Pcm,
    Stopped,
    decode_mp3,
    encode,
    run_stoppable,
)
from services.work_queue import WorkQueue
from tests.speech.sounds import bare_mp3, tone


@pytest.mark.parametrize(
    ("format", "container", "codec"),
    [
        ("wav", "wav", "pcm_s16le"),
        ("mp3", "mp3", "mp3float"),
        ("opus", "ogg", "opus"),
    ],
)
@pytest.mark.parametrize("rate_hz", [22_050, 24_000])
def test_a_sound_is_as_long_in_every_container(
    format: AudioFormat, container: str, codec: str, rate_hz: int
) -> None:
    data = encode(tone(1.5, rate_hz=rate_hz), format)
    with av.open(io.BytesIO(data), mode="r") as file:
        stream = file.streams.audio[0]
        length = sum(frame.samples for frame in file.decode(stream))
        assert file.format.name == container
        assert stream.codec_context.name == codec
        assert stream.codec_context.channels == 1
        assert length / stream.rate == pytest.approx(1.5, abs=0.06)


def test_compression_is_worth_it() -> None:
    sound = tone(5.0)
    wav = len(encode(sound, "wav"))
    assert len(encode(sound, "mp3")) < wav / 5
    assert len(encode(sound, "opus")) < wav / 5


def test_mp3_is_decoded() -> None:
    pcm = decode_mp3(bare_mp3(tone(1.0)))
    assert pcm.rate_hz == 24_000
    assert pcm.duration_s == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"hello" * 100, b"\xff" * 5_000, encode(tone(0.1), "wav")],
    ids=["empty", "byte", "text", "sync", "wav"],
)
def test_what_is_no_mp3_is_a_failure(data: bytes) -> None:
    with pytest.raises(SynthesisFailed):
        decode_mp3(data)


def test_a_length_is_seconds() -> None:
    assert Pcm(b"\0" * 48_000, 24_000).duration_s == 1.0


@pytest.mark.parametrize("format", ["mp3", "opus"])
def test_an_encoding_stops_within_a_second_of_sound(format: AudioFormat) -> None:
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(Abandoned):
        encode(tone(60), format, is_over=stopped)
    assert len(asked) == 3


async def test_work_is_told_that_its_caller_has_left() -> None:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    begun, told = threading.Event(), threading.Event()

    def work(stopped: Stopped) -> None:
        begun.set()
        while not stopped():
            pass
        told.set()

    caller = asyncio.create_task(run_stoppable(queue, work))
    assert await asyncio.to_thread(begun.wait, 10)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await asyncio.to_thread(told.wait, 10)
    queue.close()


def test_a_sound_that_unpacks_too_long_is_refused() -> None:
    long = encode(Pcm(bytes(2 * 8_000 * (LONGEST_SPOKEN_S + 2)), 8_000), "mp3")
    with pytest.raises(SpeechTooLong):
        decode_mp3(long)


def test_a_wav_is_as_the_library_reads_it() -> None:
    with wave.open(io.BytesIO(encode(Pcm(b"\1\2" * 100, 22_050), "wav"))) as file:
        assert file.getparams()[:4] == (1, 2, 22_050, 100)
        assert file.readframes(100) == b"\1\2" * 100
