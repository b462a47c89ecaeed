"""Sounds for tests: made, mixed, and encoded as browsers and phones do."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from services.models.audio import SAMPLE_RATE_HZ

Sound = NDArray[np.float32]

CODECS = {
    "wav": ("wav", "pcm_s16le"),
    "wav_f32": ("wav", "pcm_f32le"),
    "wav_mulaw": ("wav", "pcm_mulaw"),
    "mp3": ("mp3", "libmp3lame"),
    "ogg": ("ogg", "libopus"),
    "webm": ("webm", "libopus"),
    "mp4": ("mp4", "aac"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
    "aiff": ("aiff", "pcm_s16be"),
}
LIVE = {"webm": {"live": "1"}, "mp4": {"movflags": "frag_keyframe+empty_moov"}}


def tone(hz: float, seconds: float, *, rate_hz: int = SAMPLE_RATE_HZ) -> Sound:
    t = np.arange(int(seconds * rate_hz)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def noise(seconds: float, *, level: float = 0.1, seed: int = 7) -> Sound:
    random = np.random.default_rng(seed)
    return (level * random.standard_normal(int(seconds * SAMPLE_RATE_HZ))).astype(
        np.float32
    )


def sweep(seconds: float, *, rate_hz: int = SAMPLE_RATE_HZ) -> Sound:
    """200 Hz to 3 kHz: what every codec of the list keeps."""
    t = np.arange(int(seconds * rate_hz)) / rate_hz
    phase = 2 * np.pi * (200 * t + (3000 - 200) / (2 * seconds) * t**2)
    return (0.5 * np.sin(phase)).astype(np.float32)


def encode(
    sound: Sound,
    kind: str,
    *,
    rate_hz: int = SAMPLE_RATE_HZ,
    to_rate_hz: int | None = None,
    stereo: bool = False,
    live: bool = False,
) -> bytes:
    """`sound` in one of CODECS; `live` writes as a recorder that cannot seek does."""
    container, codec = CODECS[kind]
    target_hz = to_rate_hz or (48_000 if codec == "libopus" else rate_hz)
    layout = "stereo" if stereo else "mono"
    buffer = BytesIO()
    options = LIVE.get(container, {}) if live else {}
    with av.open(buffer, "w", format=container, options=options) as file:
        stream: Any = file.add_stream(codec, rate=target_hz)
        stream.layout = layout
        resampler = av.AudioResampler(stream.format, layout, target_hz)
        frame = av.AudioFrame.from_ndarray(sound[None, :], format="flt", layout="mono")
        frame.sample_rate = rate_hz
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return buffer.getvalue()
