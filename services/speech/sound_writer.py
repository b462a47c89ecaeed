"""One sound file that is written while its pieces are still being made."""

from __future__ import annotations

import io
from typing import Any

import av

from services.errors import SynthesisFailed
from services.models.speech import SoundFormat

RATE_HZ = 24_000
"""What bare samples are expected at, and what every codec here takes."""
CODECS: dict[SoundFormat, tuple[str, str]] = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "libmp3lame"),
    "opus": ("ogg", "libopus"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
    "pcm": ("s16le", "pcm_s16le"),
}
BIT_RATE: dict[SoundFormat, int] = {"mp3": 48_000, "opus": 32_000, "aac": 64_000}
"""Plenty for one voice."""
OPTIONS: dict[SoundFormat, dict[str, str]] = {"opus": {"page_duration": "200000"}}
"""In microseconds: else a page of Ogg is a second of sound."""


class _Sink:
    """What is written and not yet taken. It cannot be sought in, as a stream cannot."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class SoundWriter:
    """Takes pieces of sound, each a WAV of any rate; gives the file as it grows.

    All of it blocks. A WAV says that its length is not known.
    """

    def __init__(self, format: SoundFormat) -> None:
        container, codec = CODECS[format]
        self._sink = _Sink()
        options = {"fflags": "+flush_packets", **OPTIONS.get(format, {})}
        file: Any = av.open(self._sink, "w", format=container, options=options)
        self._file = file
        stream: Any = file.add_stream(codec, rate=RATE_HZ, layout="mono")
        if format in BIT_RATE:
            stream.bit_rate = BIT_RATE[format]
        self._stream = stream
        self._samples = 0

    def add(self, wav: bytes) -> bytes:
        """The bytes that follow from one more piece; raise SynthesisFailed."""
        resampler = av.AudioResampler(self._stream.format, "mono", RATE_HZ)
        try:
            with av.open(io.BytesIO(wav), "r", format="wav") as piece:
                for frame in piece.decode(audio=0):
                    self._write(resampler.resample(frame))
                self._write(resampler.resample(None))
        # PyAV raises these, and errors that derive from them, for damaged input.
        except (OSError, ValueError, IndexError) as error:
            raise SynthesisFailed("The speech engine sent no sound.") from error
        return self._sink.take()

    def end(self) -> bytes:
        """The last bytes."""
        self._file.mux(self._stream.encode(None))
        self._file.close()
        return self._sink.take()

    def _write(self, frames: list[av.AudioFrame]) -> None:
        for frame in frames:
            frame.pts = self._samples
            self._samples += frame.samples
            self._file.mux(self._stream.encode(frame))
