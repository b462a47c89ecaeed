"""Containers: what goes in comes out, and what is no sound is said so."""

from __future__ import annotations

import io

import av
import pytest

from services.errors import SynthesisFailed
from services.models.speech import AudioFormat
from services.speech.transcode import Pcm, decode_mp3, encode
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
