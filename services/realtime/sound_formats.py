"""Sound as it travels over the socket, to and from what the service works with."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.errors import InvalidAudio, SynthesisFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples

Pcm = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """`name` is the media type that clients write, `codec` FFmpeg's word for it."""

    name: str
    rate_hz: int
    codec: str
    bytes_per_sample: int

    def wire(self) -> dict[str, Any]:
        if self.codec == "pcm_s16le":
            return {"type": self.name, "rate": self.rate_hz}
        return {"type": self.name}

    def seconds(self, data: bytes) -> float:
        return len(data) / self.bytes_per_sample / self.rate_hz


PCM_24 = SoundFormat("audio/pcm", 24_000, "pcm_s16le", 2)
PCM_16 = SoundFormat("audio/pcm", 16_000, "pcm_s16le", 2)
PCMU = SoundFormat("audio/pcmu", 8_000, "pcm_mulaw", 1)
PCMA = SoundFormat("audio/pcma", 8_000, "pcm_alaw", 1)
FORMATS = (PCM_24, PCM_16, PCMU, PCMA)


def format_named(name: object, rate_hz: object) -> SoundFormat | None:
    """The format of a media type; without a rate, the first that has the name."""
    for known in FORMATS:
        if known.name == name and rate_hz in (None, known.rate_hz):
            return known
    return None


class OtherRate:
    """Mono s16 at one rate to another rate and format, in the caller's thread.

    FFmpeg would begin threads for each stream, which stay until it is collected.
    """

    def __init__(self, from_hz: int, to_hz: int, kind: str) -> None:
        import av.filter

        self._graph = graph = av.filter.Graph()
        graph.threads = 1
        base = Fraction(1, from_hz)
        chain: list[Any] = [
            graph.add_abuffer(
                sample_rate=from_hz, format="s16", layout="mono", time_base=base
            ),
            graph.add("aresample", str(to_hz)),
            graph.add("aformat", f"sample_fmts={kind}:channel_layouts=mono"),
            graph.add("abuffersink"),
        ]
        for one, following in pairwise(chain):
            one.link_to(following)
        graph.configure()

    def push(self, frame: Any) -> Iterator[Any]:
        """Yield what is ready of the sound so far; all of it at None."""
        import av

        if frame is not None:
            frame.pts = None
        self._graph.push(frame)
        while True:
            try:
                piece: Any = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            yield piece.to_ndarray()[0]


class SoundIn:
    """One stream of sound of a client's, as mono float32 at 16 kHz."""

    def __init__(self, format: SoundFormat) -> None:
        import av

        self.format = format
        decoder: Any = av.CodecContext.create(format.codec, "r")
        decoder.sample_rate, decoder.layout = format.rate_hz, "mono"
        self._decoder = decoder
        self._resampler = OtherRate(format.rate_hz, SAMPLE_RATE_HZ, "flt")

    def samples(self, data: bytes) -> Samples:
        """Return the next sound; raise InvalidAudio for half a sample."""
        import av

        if len(data) % self.format.bytes_per_sample:
            raise InvalidAudio("A sample of 16 bits takes two bytes.")
        pieces = [
            piece
            for frame in self._decoder.decode(av.Packet(data))
            for piece in self._resampler.push(frame)
        ]
        return np.concatenate(pieces) if pieces else np.empty(0, np.float32)


def pcm_of(wav: bytes) -> tuple[Pcm, int]:
    """Return the samples of a mono WAV and their rate; raise SynthesisFailed."""
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            if (sound.getnchannels(), sound.getsampwidth()) != (1, 2):
                raise SynthesisFailed
            data = sound.readframes(sound.getnframes())
            return np.frombuffer(data, "<i2"), sound.getframerate()
    except (wave.Error, EOFError) as error:
        raise SynthesisFailed from error


def encoded(pcm: Pcm, rate_hz: int, format: SoundFormat) -> bytes:
    """Return the sound as a client wants it."""
    import av

    frame = av.AudioFrame.from_ndarray(pcm[None, :], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    resampler = OtherRate(rate_hz, format.rate_hz, "s16")
    pieces = [*resampler.push(frame), *resampler.push(None)]
    told = np.concatenate(pieces) if pieces else np.empty(0, "<i2")
    if format.codec == "pcm_s16le":
        return told.tobytes()
    whole = av.AudioFrame.from_ndarray(told[None, :], format="s16", layout="mono")
    whole.sample_rate = format.rate_hz
    encoder: Any = av.CodecContext.create(format.codec, "w")
    encoder.sample_rate, encoder.layout = format.rate_hz, "mono"
    encoder.format = "s16"
    return b"".join(bytes(packet) for packet in encoder.encode(whole))
