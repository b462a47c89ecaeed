"""Speech for tests: English as eSpeak NG says it, at the service's sample rate."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from io import BytesIO
from typing import Any

import av
import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.speech.worker_loop import DEADLINE_KEY, LENGTHS, pack
from services.speech.worker_process import ROOT

WORKER = "services.speech.espeak_worker"
DEADLINE_S = 20.0


@lru_cache(maxsize=256)
def spoken(text: str, voice: str = "en-us", rate: int = 150) -> Samples:
    """`text` said by `voice` at `rate` words a minute; mono float32 at 16 kHz."""
    header = {"voice": voice, "words_per_minute": rate, "pitch": 50, "longest_s": 60}
    done = subprocess.run(
        [sys.executable, "-m", WORKER],
        input=pack({**header, DEADLINE_KEY: DEADLINE_S}, text.encode()),
        stdout=subprocess.PIPE,
        timeout=DEADLINE_S,
        cwd=ROOT,
        check=True,
    )
    _ready, (reply, sound) = _frames(done.stdout)
    samples = _resampled(np.frombuffer(sound, np.int16), reply["rate_hz"])
    samples.flags.writeable = False
    return samples


def _frames(data: bytes) -> list[tuple[dict[str, Any], bytes]]:
    stream, frames = BytesIO(data), []
    while lengths := stream.read(LENGTHS.size):
        header_bytes, payload_bytes = LENGTHS.unpack(lengths)
        header = json.loads(stream.read(header_bytes))
        frames.append((header, stream.read(payload_bytes)))
    return frames


def _resampled(sound: np.ndarray[Any, np.dtype[np.int16]], rate_hz: int) -> Samples:
    resampler = av.AudioResampler("flt", "mono", SAMPLE_RATE_HZ)
    frame = av.AudioFrame.from_ndarray(sound[None, :], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([piece.to_ndarray()[0] for piece in pieces])
