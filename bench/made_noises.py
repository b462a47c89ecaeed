"""Coughs, clicks and thumps that are made, and recordings of other noises."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.recordings import at_our_rate
from services.models.audio import SAMPLE_RATE_HZ, Samples

RECORDED_S = 1.0


def made_noises(count: int) -> list[Samples]:
    """The same in every run: half of them coughs, the others clicks and thumps."""
    random = np.random.default_rng(15)
    kinds = (cough, click, cough, thump)
    return [kinds[number % len(kinds)](random) for number in range(count)]


def cough(random: np.random.Generator) -> Samples:
    """A burst of breath, a voiced end, and mostly a second one."""
    bursts = []
    for _ in range(random.integers(1, 3)):
        seconds = random.uniform(0.12, 0.3)
        t = moments(seconds)
        breath = shaped(random.standard_normal(len(t)), int(random.integers(4, 12)))
        pitch = random.uniform(150, 300)
        voice = np.sign(np.sin(2 * np.pi * pitch * t)) * (t > 0.6 * seconds)
        loud = np.minimum(t / 0.01, 1) * np.exp(-t / (0.4 * seconds))
        bursts += [loud * (breath + 0.3 * voice), np.zeros(SAMPLE_RATE_HZ // 12)]
    return levelled(np.concatenate(bursts), random.uniform(0.2, 0.7))


def click(random: np.random.Generator) -> Samples:
    """A key, a mouse, a pen: some milliseconds that ring."""
    t = moments(0.06)
    ringing = np.sin(2 * np.pi * random.uniform(800, 4000) * t)
    ringing = ringing * np.exp(-t / random.uniform(0.001, 0.01))
    return levelled(ringing, random.uniform(0.2, 0.9))


def thump(random: np.random.Generator) -> Samples:
    """A door, a cup on the table."""
    t = moments(0.35)
    low = np.sin(2 * np.pi * random.uniform(50, 140) * t) * np.exp(-t / 0.08)
    knock = random.standard_normal(len(t)) * np.exp(-t / 0.01)
    return levelled(low + 0.3 * knock, random.uniform(0.3, 0.8))


def recorded_noises(folder: Path) -> list[Samples]:
    """The first second of each recording of a folder."""
    return [first_second(path) for path in sorted(folder.glob("*.wav"))]


def first_second(path: Path) -> Samples:
    import av

    with av.open(str(path)) as container:
        resampler = av.AudioResampler("s16", "mono", SAMPLE_RATE_HZ)
        frames = [
            f for raw in container.decode(audio=0) for f in resampler.resample(raw)
        ]
    if not frames:
        return np.zeros(SAMPLE_RATE_HZ // 10, np.float32)
    whole = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    return at_our_rate(whole[: round(RECORDED_S * SAMPLE_RATE_HZ)], SAMPLE_RATE_HZ)


def moments(seconds: float) -> np.ndarray:
    return np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ


def shaped(noise: np.ndarray, width: int) -> np.ndarray:
    """Without what is above the sounds of a mouth."""
    return np.convolve(noise, np.ones(width) / np.sqrt(width), "same")


def levelled(sound: np.ndarray, peak: float) -> Samples:
    level: Samples = (peak * sound / np.abs(sound).max()).astype(np.float32)
    return level
