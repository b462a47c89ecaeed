from __future__ import annotations

import numpy as np
import psutil
import pytest

from services.errors import InvalidAudio, SynthesisFailed
from services.models.audio import SAMPLE_RATE_HZ
from services.realtime.sound_formats import (
    FORMATS,
    SoundFormat,
    SoundIn,
    encoded,
    format_named,
    pcm_of,
)
from tests.sounds import encode, tone


@pytest.mark.parametrize(
    "kind", FORMATS, ids=lambda kind: f"{kind.codec}{kind.rate_hz}"
)
def test_a_tone_goes_out_and_comes_in_as_it_was(kind: SoundFormat) -> None:
    """In pieces of 20 ms, as it comes over a socket."""
    rate_hz = 22_050
    sent = encoded(
        (tone(440, 1.0, rate_hz=rate_hz) * 32767).astype("<i2"), rate_hz, kind
    )
    assert kind.seconds(sent) == pytest.approx(1.0, abs=0.01)
    step = kind.rate_hz // 50 * kind.bytes_per_sample
    ear = SoundIn(kind)
    pieces = [ear.samples(sent[n : n + step]) for n in range(0, len(sent), step)]
    heard = np.concatenate(pieces)
    assert len(heard) / SAMPLE_RATE_HZ == pytest.approx(1.0, abs=0.02)
    spectrum = np.abs(np.fft.rfft(heard))
    found_hz = np.argmax(spectrum) * SAMPLE_RATE_HZ / len(heard)
    assert found_hz == pytest.approx(440, abs=3)
    assert np.abs(heard[2000:-2000]).max() == pytest.approx(0.5, abs=0.05)


def test_sound_is_converted_without_threads() -> None:
    """A service has many talks, and a thread each would stay for a while."""
    me = psutil.Process()
    before = me.num_threads()
    streams = [SoundIn(kind) for kind in FORMATS for _ in range(5)]
    assert all(len(stream.samples(bytes(9600))) for stream in streams)
    assert me.num_threads() == before


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(InvalidAudio):
        SoundIn(FORMATS[0]).samples(b"abc")
    assert len(SoundIn(FORMATS[2]).samples(b"abc")) <= 6


def test_a_format_is_known_by_name_and_rate() -> None:
    assert format_named("audio/pcm", None) is FORMATS[0]
    assert format_named("audio/pcm", 16_000) is FORMATS[1]
    assert format_named("audio/pcm", 44_100) is None
    assert format_named("audio/opus", None) is None
    assert format_named(["audio/pcm"], {}) is None


def test_the_sound_of_a_voice_is_read() -> None:
    pcm, rate_hz = pcm_of(encode(tone(440, 0.5), "wav"))
    assert (len(pcm), rate_hz) == (8000, 16_000)
    for other in (b"", b"RIFF", encode(tone(440, 0.1), "mp3")):
        with pytest.raises(SynthesisFailed):
            pcm_of(other)
