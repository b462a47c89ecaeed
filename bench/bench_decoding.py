"""Decoding: hostile files, one clip in many encodings, alias, memory; and speech found.

`data` holds audio/{bad,enc,browser,neg,speech} and attacks/audio.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.figure import Figure
from services.errors import AudioTooLong, InputError
from services.models.audio import Samples, Utterance
from services.speech.decoder import PyAVDecoder
from services.vad_service import build_detector
from services.work_queue import WorkQueue
from tests.app import GivenSettings
from tests.sounds import encode, tone

REFUSED_WITHIN_S, DECODED_WITHIN_S = 1.0, 5.0
HEADERLESS = ".pcm"
CLEAN = (
    "48k_stereo_f32.wav", "8k_mulaw.wav", "chrome.webm", "firefox.ogg", "flac",
    "ios.m4a", "live_nodur.webm", "mp3", "safari_frag.mp4", "with_video.webm",
)  # fmt: skip
TONE_RATE_HZ = 48_000
EDGE = 4_000
"""Samples left out at both ends of a tone, where the filter swings in."""
MAX_SHIFT = 2_000
KIB_PER_MIB = 1024

PROC = Path("/proc/self/status")
PEAK_OF_ONE_FILE = """
import asyncio, sys
from pathlib import Path
from bench.bench_decoding import answer, decoder, peak_kib
asyncio.run(answer(decoder(), Path(sys.argv[1])))
before = peak_kib()
asyncio.run(answer(decoder(), Path(sys.argv[2])))
print(peak_kib() - before)
"""


@dataclass(frozen=True)
class Answer:
    file: Path
    spent_s: float
    heard: Utterance | None
    error: Exception | None

    @property
    def refused(self) -> bool:
        return isinstance(self.error, InputError)


def decoder() -> PyAVDecoder:
    queue = WorkQueue(workers=1, capacity=8, per_visitor=8)
    return PyAVDecoder(queue, max_bytes=25_000_000, max_seconds=30)


async def answer(decoder: PyAVDecoder, file: Path) -> Answer:
    data = file.read_bytes()  # noqa: ASYNC240 - nothing else runs on this loop
    started = time.perf_counter()
    try:
        heard, error = await decoder.decode(data), None
    except Exception as raised:  # noqa: BLE001 - counted, and named in the figure
        heard, error = None, raised
    return Answer(file, time.perf_counter() - started, heard, error)


def names(answers: Iterable[Answer]) -> str:
    return " ".join(one.file.name for one in answers)


def hostile_figures(answers: list[Answer]) -> Iterator[Figure]:
    refused = [one for one in answers if one.refused]
    heard = [one for one in answers if one.heard]
    broken = [one for one in answers if one.error and not one.refused]
    slow = [one for one in refused if one.spent_s > REFUSED_WITHIN_S]
    slow += [one for one in heard if one.spent_s > DECODED_WITHIN_S]
    longest_ms = 1000 * max(one.spent_s for one in answers)
    yield Figure("hostile_files_refused", len(refused), note=f"of {len(answers)}")
    yield Figure("hostile_files_decoded", len(heard))
    yield Figure("hostile_files_failed", len(broken), "", "== 0", names(broken))
    yield Figure("hostile_files_slow", len(slow), "", "== 0", names(slow))
    yield Figure("hostile_file_longest", longest_ms, "ms")


def peak_kib() -> int:
    """Linux only; getrusage would tell the peak of the process that started this."""
    lines = PROC.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def memory_figures(answers: list[Answer], small: Path) -> Iterator[Figure]:
    """Each too long file in a process of its own, which a small one has warmed."""
    if not PROC.exists():
        return
    for one in answers:
        if not isinstance(one.error, AudioTooLong):
            continue
        done = subprocess.run(
            [sys.executable, "-c", PEAK_OF_ONE_FILE, str(small), str(one.file)],
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        grown_mib = int(done.stdout) / KIB_PER_MIB
        yield Figure(f"peak_growth_{one.file.name}", grown_mib, "MiB", "<= 64")


def likeness(one: Samples, other: Samples) -> float:
    """Highest normalised correlation over shifts, as codecs add delay."""
    size = 1 << (len(one) + len(other)).bit_length()
    product = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    across = np.fft.irfft(product, size)
    best = max(across[:MAX_SHIFT].max(), across[-MAX_SHIFT:].max())
    return float(best / (np.linalg.norm(one) * np.linalg.norm(other)))


def encoding_figures(folder: Path, answers: list[Answer]) -> Iterator[Figure]:
    lost = [one for one in answers if not one.heard]
    yield Figure("encodings_lost", len(lost), "", "== 0", names(lost))
    clean = {
        one.file.name: one.heard
        for one in answers
        if one.heard
        and one.file.parent == folder
        and one.file.name.split(".", 1)[-1] in CLEAN
    }
    for stem in sorted({name.split(".", 1)[0] for name in clean}):
        whole = clean[f"{stem}.flac"]
        same = [heard for name, heard in clean.items() if name.startswith(f"{stem}.")]
        off_ms = max(abs(h.duration_s - whole.duration_s) for h in same) * 1000
        least = min(likeness(h.samples, whole.samples) for h in same)
        note = f"n={len(same)}"
        yield Figure(f"encodings_{stem}_duration", off_ms, "ms", "<= 100", note)
        yield Figure(f"encodings_{stem}_likeness", least, "", ">= 0.95", note)


async def level_db(hz: float) -> float:
    """What is left of a tone at 48 kHz, against itself."""
    data = encode(tone(hz, 2.0, rate_hz=TONE_RATE_HZ), "wav_f32", rate_hz=TONE_RATE_HZ)
    heard = (await decoder().decode(data)).samples[EDGE:-EDGE]
    left = float(np.sqrt(np.mean(np.square(heard, dtype=np.float64))))
    return 20 * float(np.log10(left * np.sqrt(2) / 0.5 + 1e-12))


def with_words(audio: Path) -> set[str]:
    """Recordings of which it is written down what is said in them."""
    lines = (audio / "manifest.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        Path(row["file"]).name
        for row in rows
        if row["transcript"] and row["file"].startswith("speech/")
    }


async def speech_figures(audio: Path) -> list[Figure]:
    queue = WorkQueue(workers=1, capacity=8, per_visitor=8)
    # Recordings longer than a visitor's are judged as well.
    reader = PyAVDecoder(queue, max_bytes=25_000_000, max_seconds=300)
    detector = build_detector(GivenSettings(), queue)
    noise = [await answer(reader, file) for file in sorted((audio / "neg").iterdir())]
    talk = [await answer(reader, file) for file in sorted((audio / "speech").iterdir())]
    first = next(one.heard for one in talk if one.heard)
    await detector.detect(first)
    invented = [
        one
        for one in noise
        if one.heard and (await detector.detect(one.heard)).segments
    ]
    started = time.perf_counter()
    silent = [
        one
        for one in talk
        if one.heard and not (await detector.detect(one.heard)).segments
    ]
    spent_ms = 1000 * (time.perf_counter() - started)
    seconds = sum(one.heard.duration_s for one in talk if one.heard)
    queue.close()
    known = with_words(audio)
    missed = [one for one in silent if one.file.name in known]
    unknown = [one for one in silent if one.file.name not in known]
    return [
        Figure(
            "vad_noise_taken_for_speech", len(invented), "", "== 0", names(invented)
        ),
        Figure("vad_noise_files", len(noise)),
        Figure("vad_speech_missed", len(missed), "", "== 0", names(missed)),
        Figure("vad_speech_files", len(talk), note=f"{len(known)} with known words"),
        Figure("vad_silent_without_known_words", len(unknown), note=names(unknown)),
        Figure("vad_cost_per_second", spent_ms / seconds, "ms"),
    ]


async def answers_for(folders: Iterable[Path]) -> list[Answer]:
    one = decoder()
    files = [file for folder in folders for file in sorted(folder.iterdir())]
    return [await answer(one, f) for f in files if f.suffix != HEADERLESS]


def figures(data: Path | None) -> Iterable[Figure]:
    yield Figure("alias_10_khz", asyncio.run(level_db(10_000)), "dB", "<= -90")
    yield Figure("alias_9_khz", asyncio.run(level_db(9_000)), "dB", "<= -50")
    yield Figure("loss_3_khz", abs(asyncio.run(level_db(3_000))), "dB", "<= 0.2")
    if data is None:
        return
    audio = data / "audio"
    hostile = asyncio.run(answers_for([audio / "bad", data / "attacks" / "audio"]))
    yield from hostile_figures(hostile)
    whole = asyncio.run(answers_for([audio / "enc", audio / "browser"]))
    yield from memory_figures(hostile, whole[0].file)
    yield from encoding_figures(audio / "enc", whole)
    yield from asyncio.run(speech_figures(audio))
