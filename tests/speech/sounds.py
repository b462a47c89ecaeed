"""Small sounds for tests."""

from __future__ import annotations

import io
from typing import Any

import av
import numpy as np

from services.speech.transcode import Pcm


def tone(seconds: float = 1.0, *, rate_hz: int = 24_000, hz: float = 440.0) -> Pcm:
    time_s = np.arange(int(seconds * rate_hz)) / rate_hz
    samples = (8_000 * np.sin(2 * np.pi * hz * time_s)).astype("<i2")
    return Pcm(samples.tobytes(), rate_hz)


def bare_mp3(pcm: Pcm) -> bytes:
    """Frames without any header, as edge-tts sends them, so that they can be joined."""
    samples = np.frombuffer(pcm.data, dtype="<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
    frame.rate = pcm.rate_hz
    out = io.BytesIO()
    options = {"id3v2_version": "0", "write_xing": "0"}
    with av.open(out, mode="w", format="mp3", options=options) as container:
        stream: Any = container.add_stream(
            "libmp3lame", rate=pcm.rate_hz, layout="mono"
        )
        stream.bit_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return out.getvalue()
