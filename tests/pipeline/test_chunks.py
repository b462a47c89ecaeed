"""Chunks of a recording, put together."""

from __future__ import annotations

import pytest

from services.errors import InvalidAudio
from services.pipeline.chunks import is_wav, parts_of, put_together
from tests.sounds import encode, tone

WHOLE = encode(tone(440, 1.0), "wav")


def test_pieces_of_one_file_are_that_file() -> None:
    pieces = [WHOLE[start : start + 7000] for start in range(0, len(WHOLE), 7000)]
    assert put_together(pieces) == WHOLE
    assert put_together([]) == b""


def test_wav_files_are_one_of_all_their_samples() -> None:
    sound = tone(440, 1.0)
    parts = [
        encode(sound[start : start + 4000], "wav") for start in range(0, 16_000, 4000)
    ]
    joined = put_together(parts)
    assert is_wav(joined)
    assert parts_of(joined) == parts_of(WHOLE)


def test_a_length_that_is_not_true_counts_as_far_as_it_is() -> None:
    form, sound = parts_of(WHOLE)
    assert parts_of(WHOLE[:-100]) == (form, sound[:-100])
    assert parts_of(b"RIFF\xff\xff\xff\xffWAVE") == (b"", b"")


def test_wav_files_of_different_rates_are_refused() -> None:
    other = encode(tone(440, 0.5, rate_hz=8000), "wav", rate_hz=8000)
    with pytest.raises(InvalidAudio, match="different"):
        put_together([WHOLE, other])
