from __future__ import annotations

import pytest

from services.errors import AudioFormatUnsupported
from services.speech.container_format import container_format
from tests.sounds import encode, tone

DEMUXERS = {
    "wav": "wav",
    "wav_f32": "wav",
    "mp3": "mp3",
    "ogg": "ogg",
    "webm": "matroska",
    "mp4": "mov",
    "aac": "aac",
    "flac": "flac",
    "aiff": "aiff",
}


@pytest.mark.parametrize(("kind", "name"), DEMUXERS.items())
def test_a_container_is_told_by_its_bytes(kind: str, name: str) -> None:
    assert container_format(encode(tone(440, 0.3), kind)) == name


def test_a_tag_before_the_sound_is_looked_past() -> None:
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x05hello"
    assert container_format(tag + b"fLaC") == "flac"
    assert container_format(tag + b"\0\0\0" + b"\xff\xf1\x50") == "aac"


@pytest.mark.parametrize(
    "data",
    [
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1",
        b"#EXTM3U\n",
        b"ffconcat version 1.0\n",
        b"<!doctype html>",
        b'{"a": 1}',
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00",
        b"RIFF\x00\x00\x00\x00AVI ",
        b"\xff\xff\xff\xff",
        b"\x00" * 64,
        b"x",
    ],
)
def test_what_is_no_audio_is_refused(data: bytes) -> None:
    with pytest.raises(AudioFormatUnsupported):
        container_format(data)
