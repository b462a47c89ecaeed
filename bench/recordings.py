"""Recordings of people from a data folder, and questions that voices say."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import av
import numpy as np

from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.model_file import FoundModel
from tests.spoken import spoken

MAX_SECONDS = 30.0
SEVERAL_SPEAKERS = ("dialogue", "overlap")
ESPEAK_VOICE = "en-us+f2"

Say = Callable[[str], Samples]


@dataclass(frozen=True, slots=True)
class Recording:
    """Of one person; `text` is what is said, empty where nobody wrote it down."""

    path: Path
    kind: str
    language: str
    text: str


def recordings(audio: Path) -> list[Recording]:
    lines = (audio / "manifest.jsonl").read_text("utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [
        Recording(
            audio / row["file"], row["kind"], row["lang"], row["transcript"] or ""
        )
        for row in rows
        if row["file"].startswith("speech/")
        and row["lang"]
        and row["kind"] not in SEVERAL_SPEAKERS
        and row["duration"] <= MAX_SECONDS
    ]


def english(audio: Path) -> list[Recording]:
    """Those in English of which it is known what is said in them."""
    return [r for r in recordings(audio) if r.language == "en" and r.text]


def by_espeak(text: str) -> Samples:
    return spoken(text, ESPEAK_VOICE, 160)


def voices() -> dict[str, Say]:
    """The voices on this machine that can say English, by name."""
    return {"espeak": by_espeak, **({"piper": by_piper} if piper() else {})}


@cache
def piper() -> Any:
    """Piper's voice, None where it is not installed."""
    if find_spec("piper") is None:
        return None
    from piper import PiperVoice

    found = model_files("piper-joe", Path(tempfile.gettempdir()) / "bench-models")
    if not isinstance(found, FoundModel):
        return None
    (file,) = (path for path in found.paths.values() if path.suffix == ".onnx")
    return PiperVoice.load(str(file))


def by_piper(text: str) -> Samples:
    voice = piper()
    parts = [chunk.audio_int16_array for chunk in voice.synthesize(written(text))]
    return at_our_rate(np.concatenate(parts), voice.config.sample_rate)


def written(text: str) -> str:
    """As a sentence: a voice's melody follows the punctuation."""
    ends = "" if text[-1] in ".?!" else "?"
    return text[0].upper() + text[1:] + ends


def at_our_rate(sound: Any, rate_hz: int) -> Samples:
    resampler = av.AudioResampler("flt", "mono", SAMPLE_RATE_HZ)
    frame = av.AudioFrame.from_ndarray(sound[None, :], format="s16", layout="mono")
    frame.sample_rate = rate_hz
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([piece.to_ndarray()[0] for piece in pieces])
