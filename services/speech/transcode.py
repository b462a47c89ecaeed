"""Turn an engine's sound into the container that was asked for; all of it blocks."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from typing import Any

from services.errors import SynthesisFailed
from services.models.speech import AudioFormat

_ENCODERS = {"mp3": ("mp3", "libmp3lame"), "opus": ("ogg", "libopus")}
_OPUS_RATE_HZ = 24_000
_BIT_RATE = {"mp3": 48_000, "opus": 32_000}
"""Plenty for one voice at 24 kHz; edge-tts itself sends 48 kbit/s."""
_BYTES_PER_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound, 16-bit little-endian."""

    data: bytes
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return len(self.data) / _BYTES_PER_SAMPLE / self.rate_hz


def encode(pcm: Pcm, format: AudioFormat) -> bytes:
    return _wav(pcm) if format == "wav" else _compressed(pcm, format)


def decode_mp3(data: bytes) -> Pcm:
    """Raise SynthesisFailed when it is no MP3 or holds no sound."""
    import av

    sound = bytearray()
    try:
        with av.open(io.BytesIO(data), mode="r", format="mp3") as container:
            stream = container.streams.audio[0]
            resampler = av.AudioResampler("s16", "mono", stream.rate)
            for frame in container.decode(stream):
                for piece in resampler.resample(frame):
                    sound += _bytes_of(piece)
            for piece in resampler.resample(None):
                sound += _bytes_of(piece)
            rate_hz = stream.rate
    # PyAV raises these, and errors that derive from them, for damaged input.
    except (OSError, ValueError, IndexError, EOFError, MemoryError) as error:
        raise SynthesisFailed("The speech engine sent no sound.") from error
    if not sound:
        raise SynthesisFailed("The speech engine sent no sound.")
    return Pcm(bytes(sound), rate_hz)


def _wav(pcm: Pcm) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_BYTES_PER_SAMPLE)
        file.setframerate(pcm.rate_hz)
        file.writeframes(pcm.data)
    return out.getvalue()


def _compressed(pcm: Pcm, format: AudioFormat) -> bytes:
    import av
    import numpy as np

    container_name, codec = _ENCODERS[format]
    rate_hz = _OPUS_RATE_HZ if format == "opus" else pcm.rate_hz
    samples = np.frombuffer(pcm.data, dtype="<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
    frame.rate = pcm.rate_hz
    out = io.BytesIO()
    with av.open(out, mode="w", format=container_name) as container:
        stream: Any = container.add_stream(codec, rate=rate_hz, layout="mono")
        stream.bit_rate = _BIT_RATE[format]
        for packet in stream.encode(frame):
            container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return out.getvalue()


def _bytes_of(frame: Any) -> bytes:
    data: bytes = frame.to_ndarray().tobytes()
    return data
