"""Sound as it travels over the socket, to and from what the service works with."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
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


class SoundIn:
    """One stream of sound of a client's, as mono float32 at 16 kHz."""

    def __init__(self, format: SoundFormat) -> None:
        import av

        self.format = format
        decoder: Any = av.CodecContext.create(format.codec, "r")
        decoder.sample_rate, decoder.layout = format.rate_hz, "mono"
        self._decoder = decoder
        self._resampler = av.AudioResampler("flt", "mono", SAMPLE_RATE_HZ)

    def samples(self, data: bytes) -> Samples:
        """Return the next sound; raise InvalidAudio for half a sample."""
        import av

        if len(data) % self.format.bytes_per_sample:
            raise InvalidAudio("A sample of 16 bits takes two bytes.")
        pieces = [
            resampled.to_ndarray()[0]
            for frame in self._decoder.decode(av.Packet(data))
            for resampled in self._resampler.resample(frame)
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
    resampler = av.AudioResampler("s16", "mono", format.rate_hz)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    if format.codec == "pcm_s16le":
        return b"".join(piece.to_ndarray().tobytes() for piece in frames)
    encoder: Any = av.CodecContext.create(format.codec, "w")
    encoder.sample_rate, encoder.layout = format.rate_hz, "mono"
    encoder.format = "s16"
    return b"".join(bytes(p) for piece in frames for p in encoder.encode(piece))
