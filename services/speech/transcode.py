"""Turn an engine's sound into the container that was asked for; all of it blocks."""

from __future__ import annotations

import io
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from services.errors import SpeechTooLong, SynthesisFailed
from services.models.speech import LONGEST_SPOKEN_S, AudioFormat
from services.work_queue import WorkQueue

T = TypeVar("T")
Stopped = Callable[[], bool]
"""Whether nobody waits for the work any more."""

_ENCODERS = {"mp3": ("mp3", "libmp3lame"), "opus": ("ogg", "libopus")}
_OPUS_RATE_HZ = 24_000
_BIT_RATE = {"mp3": 48_000, "opus": 32_000}
"""Plenty for one voice at 24 kHz; edge-tts itself sends 48 kbit/s."""
_EFFORT = {"mp3": "7", "opus": "5"}
"""The encoders' compression_level: half and a third of the time of their defaults."""
_BYTES_PER_SAMPLE = 2
_WAV_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound, 16-bit little-endian."""

    data: bytes
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return len(self.data) / _BYTES_PER_SAMPLE / self.rate_hz


def joined(sounds: Sequence[Pcm], pause_s: float) -> Pcm:
    """All of it as one sound, with a pause between each two."""
    rate_hz = sounds[0].rate_hz
    pause = bytes(round(pause_s * rate_hz) * _BYTES_PER_SAMPLE)
    return Pcm(pause.join(pcm.data for pcm in sounds), rate_hz)


class Abandoned(Exception):
    """Nobody waits for this sound any more."""


async def run_stoppable(queue: WorkQueue, work: Callable[[Stopped], T]) -> T:
    """Run `work` in the queue; once its caller has left, what it is given is true."""
    left = threading.Event()
    try:
        return await queue.run(lambda: work(left.is_set))
    finally:
        left.set()


async def encoded(queue: WorkQueue, pcm: Pcm, format: AudioFormat) -> bytes:
    """The sound in its container; WAV is a copy, which waits for nobody."""
    if format == "wav":
        return _wav(pcm)
    return await run_stoppable(
        queue, lambda is_over: encode(pcm, format, is_over=is_over)
    )


def encode(pcm: Pcm, format: AudioFormat, *, is_over: Stopped = lambda: False) -> bytes:
    return _wav(pcm) if format == "wav" else _compressed(pcm, format, is_over)


def decode_mp3(data: bytes, *, is_over: Stopped = lambda: False) -> Pcm:
    """Raise SynthesisFailed when it is no MP3 or holds no sound, or SpeechTooLong."""
    import av

    sound = bytearray()
    try:
        with av.open(io.BytesIO(data), mode="r", format="mp3") as container:
            stream = container.streams.audio[0]
            resampler = av.AudioResampler("s16", "mono", stream.rate)
            rate_hz = stream.rate
            longest_bytes = LONGEST_SPOKEN_S * rate_hz * _BYTES_PER_SAMPLE
            for frame in container.decode(stream):
                for piece in resampler.resample(frame):
                    sound += _bytes_of(piece)
                if len(sound) > longest_bytes:
                    raise SpeechTooLong
                if is_over():
                    raise Abandoned
            for piece in resampler.resample(None):
                sound += _bytes_of(piece)
    # PyAV raises these, and errors that derive from them, for damaged input.
    except (OSError, ValueError, IndexError, EOFError, MemoryError) as error:
        raise SynthesisFailed("The speech engine sent no sound.") from error
    if not sound:
        raise SynthesisFailed("The speech engine sent no sound.")
    return Pcm(bytes(sound), rate_hz)


def _wav(pcm: Pcm) -> bytes:
    """By hand: the library's writer would hold a long sound in memory twice more."""
    size, rate_hz = len(pcm.data), pcm.rate_hz
    form = (16, 1, 1, rate_hz, rate_hz * _BYTES_PER_SAMPLE, _BYTES_PER_SAMPLE, 16)
    header = _WAV_HEADER.pack(
        b"RIFF", 36 + size, b"WAVE", b"fmt ", *form, b"data", size
    )
    return b"".join((header, pcm.data))


def _compressed(pcm: Pcm, format: AudioFormat, is_over: Stopped) -> bytes:
    """A second of sound at a time, so that it can be stopped."""
    import av
    import numpy as np

    container_name, codec = _ENCODERS[format]
    rate_hz = _OPUS_RATE_HZ if format == "opus" else pcm.rate_hz
    samples = np.frombuffer(pcm.data, dtype="<i2").reshape(1, -1)
    out = io.BytesIO()
    with av.open(out, mode="w", format=container_name) as container:
        stream: Any = container.add_stream(
            codec,
            rate=rate_hz,
            layout="mono",
            options={"compression_level": _EFFORT[format]},
        )
        stream.bit_rate = _BIT_RATE[format]
        for start in range(0, samples.shape[1], pcm.rate_hz):
            if is_over():
                raise Abandoned
            piece = np.ascontiguousarray(samples[:, start : start + pcm.rate_hz])
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
            frame.rate, frame.pts = pcm.rate_hz, start
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode(None):
            container.mux(packet)
    return out.getvalue()


def _bytes_of(frame: Any) -> bytes:
    data: bytes = frame.to_ndarray().tobytes()
    return data
