"""What a browser does to a microphone, by the words that Whisper hears behind it."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from playwright.async_api import Browser

from api_server import create_app
from bench.bench_recognition_whisper import Whisper, with_whisper
from bench.figure import Figure
from bench.heard_words import edits, spelled
from bench.recordings import Recording, english
from services.models.audio import SAMPLE_RATE_HZ, Samples
from tests.app import settings_for
from tests.e2e.visitor import chromium, visiting
from tests.server import serving
from tests.sounds import encode

RECORDINGS = 16
LONGEST_S = 8.0
LEAD_S, GAP_S, MARGIN_S = 1.5, 1.5, 0.6
NOISE_DB = -18.0
"""Of a room, below the speech in it."""
TREATMENTS = {
    "as_it_is": (False, False),
    "echo_cancelled": (True, False),
    "noise_suppressed": (True, True),
}
"""Echo cancellation and noise suppression; gain control is always on."""
RECORD = """async ([echoCancellation, noiseSuppression, seconds]) => {
  const from = (name) => new URL(`web/js/talk/${name}`, location.href);
  const { Capture } = await import(from("capture.js"));
  const context = new AudioContext();
  await context.resume();
  await context.audioWorklet.addModule(from("sound-worklet.js"));
  const audio = { echoCancellation, noiseSuppression, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const frames = [];
  const capture = new Capture(context, stream, (frame) => frames.push(frame));
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  capture.stop();
  return frames;
}"""


def figures(data: Path | None) -> Iterable[Figure]:
    if shutil.which("chromium") is None:
        return []
    return with_whisper(data, _measured)


async def _measured(whisper: Whisper, data: Path) -> list[Figure]:
    clips: list[tuple[Recording, Samples]] = []
    for clip in sorted(english(data / "audio"), key=lambda c: -len(c.text)):
        sound = (await whisper.decoder.decode(clip.path.read_bytes())).samples
        if len(sound) <= LONGEST_S * SAMPLE_RATE_HZ and len(clips) < RECORDINGS:
            clips.append((clip, sound))
    found = []
    with TemporaryDirectory() as folder:
        microphone = Path(folder) / "room.wav"
        whole, places = _room([sound for _, sound in clips])
        microphone.write_bytes(encode(whole, "wav"))
        references = [spelled(clip.text) for clip, _ in clips]
        with serving(create_app(settings_for(Path(folder)))) as served:
            for name, treatment in TREATMENTS.items():
                async with chromium(microphone) as browser:
                    seconds = len(whole) / SAMPLE_RATE_HZ
                    heard = await _heard(browser, served.url, treatment, seconds)
                wrong = 0
                for (start, end), words in zip(places, references, strict=True):
                    wrong += edits(words, await _words(whisper, heard[start:end]))
                share = 100 * wrong / sum(map(len, references))
                note = f"{wrong} of {sum(map(len, references))} words"
                found.append(Figure(f"microphone.wrong.{name}", share, "%", note=note))
    return found


def _room(sounds: list[Samples]) -> tuple[Samples, list[tuple[int, int]]]:
    """All of them in one room, and where each is, with a margin."""
    gap, margin = (int(s * SAMPLE_RATE_HZ) for s in (GAP_S, MARGIN_S))
    pieces, places = [np.zeros(int(LEAD_S * SAMPLE_RATE_HZ), np.float32)], []
    at = len(pieces[0])
    for sound in sounds:
        loud = 0.1 * sound / max(1e-6, float(np.sqrt(np.mean(np.square(sound)))))
        places.append((at - margin, at + len(sound) + margin))
        pieces += [loud.astype(np.float32), np.zeros(gap, np.float32)]
        at += len(sound) + gap
    whole = np.concatenate(pieces)
    noise = np.random.default_rng(1).standard_normal(len(whole) + 64)
    hum = np.convolve(noise, np.ones(65) / 65**0.5, "valid")
    whole += (0.1 * 10 ** (NOISE_DB / 20) * hum).astype(np.float32)
    return np.clip(whole, -1, 1).astype(np.float32), places


async def _heard(
    browser: Browser, url: str, treatment: tuple[bool, bool], seconds: float
) -> Samples:
    """The room's sound as it comes out of the page's own worklet."""
    async with visiting(browser) as visitor:
        await visitor.page.goto(f"{url}/app")
        given: list[Any] = [*treatment, seconds]
        frames = await visitor.page.evaluate(RECORD, given)
    pcm = b"".join(map(base64.b64decode, frames))
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)


async def _words(whisper: Whisper, sound: Samples) -> list[str]:
    async with asyncio.timeout(120):
        return spelled(" ".join(await whisper.ears.words(encode(sound, "wav"))))
