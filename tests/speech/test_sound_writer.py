"""One file of many pieces, in each format."""

from __future__ import annotations

import io
import itertools
import wave

import av
import numpy as np
import pytest

from services.errors import SynthesisFailed
from services.models.speech import SoundFormat
from services.speech.sound_writer import CODECS, RATE_HZ, SoundWriter
from tests.sounds import encode, tone

SECONDS = 0.6


def written(format: SoundFormat) -> list[bytes]:
    """Three pieces of a tone; the middle one is of another engine's rate."""
    writer = SoundWriter(format)
    pieces = [
        writer.add(encode(tone(440, SECONDS, rate_hz=rate), "wav", rate_hz=rate))
        for rate in (22_050, 24_000, 22_050)
    ]
    return [*pieces, writer.end()]


def heard(data: bytes, format: SoundFormat) -> np.ndarray:
    if format == "pcm":
        return np.frombuffer(data, "<i2") / 32_768
    with av.open(io.BytesIO(data), "r") as file:
        rates = av.AudioResampler("flt", "mono", RATE_HZ)
        frames = [rates.resample(frame) for frame in file.decode(audio=0)]
        every = itertools.chain(*frames, rates.resample(None))
        return np.concatenate([frame.to_ndarray()[0] for frame in every])


@pytest.mark.parametrize("format", CODECS)
def test_pieces_of_any_rate_are_one_sound(format: SoundFormat) -> None:
    sound = heard(b"".join(written(format)), format)
    assert len(sound) / RATE_HZ == pytest.approx(3 * SECONDS, abs=0.1)
    middle = sound[len(sound) // 4 : 3 * len(sound) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * RATE_HZ / len(middle) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("format", CODECS)
def test_it_is_sent_while_it_is_made(format: SoundFormat) -> None:
    *pieces, _ = written(format)
    assert all(pieces)
    assert len(pieces[0]) > sum(map(len, pieces)) / 5


def test_a_wav_of_unknown_length_is_read_to_its_end() -> None:
    with wave.open(io.BytesIO(b"".join(written("wav")))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (
            RATE_HZ, 1, 2,
        )  # fmt: skip
        sound = file.readframes(file.getnframes())
    assert len(sound) / 2 / RATE_HZ == pytest.approx(3 * SECONDS, abs=0.01)


def test_a_piece_that_is_no_sound_is_a_failure_of_the_voice() -> None:
    with pytest.raises(SynthesisFailed):
        SoundWriter("mp3").add(b"no sound at all")
