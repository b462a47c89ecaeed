"""How well the embedded recogniser hears, and what it does to the event loop."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bench.figure import Figure
from bench.heard_words import edits, plain
from services.errors import ServiceError
from services.metrics import Stopwatch
from services.models.audio import Samples, Utterance
from services.pipeline.hearing import Hearing
from services.protocols import SpeechRecognizer
from services.resume.loading import load_resume
from services.resume.vocabulary import names
from services.settings import Settings
from services.speech.decoder import PyAVDecoder
from services.speech.pocketsphinx_recognizer import PocketsphinxRecognizer
from services.vad_service import build_detector
from services.work_queue import WorkQueue
from tests.sounds import encode
from tests.spoken import spoken

MAX_SECONDS = 30.0
TICK_S = 0.001
SEVERAL_SPEAKERS = ("dialogue", "overlap")


RESUME = Path(__file__).parent.parent / "resume_data.json"
ASKED = (
    "which projects use python",
    "tell me about the river watch project",
    "what programming languages does she know",
    "what are her skills",
    "where does she work",
    "what is her email address",
    "has she won any awards",
    "what languages does she speak",
    "what papers has she published",
    "what is the newest project",
    # Not among the patterns that the recogniser expects:
    "is she good at machine learning",
    "any experience with databases",
    "which of her jobs was the longest",
)
VOICE = "en-us+f2"
"""Of the embedded voices the one that the embedded recogniser hears best."""


@dataclass
class Ears:
    """What an upload goes through until it is words; a refusal is no words."""

    decoder: PyAVDecoder
    hearing: Hearing

    async def words(self, data: bytes) -> list[str]:
        try:
            utterance = await self.decoder.decode(data)
            heard = await self.hearing.hear(utterance, Stopwatch())
        except ServiceError:
            return []
        return plain(heard.transcript.text)


async def questions(ears: Ears) -> Figure:
    """Questions over the sample résumé, said by the embedded voice, through WebM."""
    wrong = words = 0
    for question in ASKED:
        sound = encode(spoken(question, VOICE, 160), "webm", live=True)
        wrong += edits(plain(question), await ears.words(sound))
        words += len(plain(question))
    note = f"{len(ASKED)} questions, {words} words"
    return Figure("recognition_wer_questions", wrong / words, "", "", note)


def scored(row: dict[str, Any]) -> bool:
    return bool(
        row["file"].startswith("speech/")
        and row["lang"] == "en"
        and row["transcript"]
        and row["kind"] not in SEVERAL_SPEAKERS
        and row["duration"] <= MAX_SECONDS
    )


async def word_errors(ears: Ears, audio: Path) -> list[Figure]:
    wrong: dict[str, int] = defaultdict(int)
    words: dict[str, int] = defaultdict(int)
    clips: dict[str, int] = defaultdict(int)
    lines = (audio / "manifest.jsonl").read_text("utf-8").splitlines()
    for row in filter(scored, map(json.loads, lines)):
        reference = plain(row["transcript"])
        heard = await ears.words((audio / row["file"]).read_bytes())
        for kind in (row["kind"], "pooled"):
            wrong[kind] += edits(reference, heard)
            words[kind] += len(reference)
            clips[kind] += 1
    return [
        Figure(
            f"recognition_wer_{kind}",
            wrong[kind] / words[kind],
            "",
            "<= 0.39" if kind == "pooled" else "",
            f"{clips[kind]} clips, {words[kind]} words",
        )
        for kind in sorted(words)
    ]


async def invented(ears: Ears, audio: Path) -> Figure:
    clips = sorted((audio / "neg").iterdir())
    words = [len(await ears.words(clip.read_bytes())) for clip in clips]
    note = f"{len(clips)} clips"
    return Figure("recognition_invented_words", sum(words), "words", "<= 0", note)


async def loop_lag(
    recognizer: SpeechRecognizer, samples: Samples, engine: str = "recognition"
) -> Figure:
    """How late a 1 ms timer fires while four transcriptions run."""
    four = asyncio.gather(*(recognizer.recognize(Utterance(samples)) for _ in range(4)))
    late_ms: list[float] = []
    while not four.done():
        before = perf_counter()
        await asyncio.sleep(TICK_S)
        late_ms.append(1000 * (perf_counter() - before - TICK_S))
    await four
    p99 = float(np.percentile(late_ms, 99))
    return Figure(f"{engine}_loop_lag_p99", p99, "ms", "<= 20", f"n={len(late_ms)}")


async def measured(audio: Path) -> list[Figure]:
    queue = WorkQueue(workers=2, capacity=8, per_visitor=8)
    detector = build_detector(Settings(), queue)
    resume = load_resume(RESUME)
    recognizer = PocketsphinxRecognizer(
        queue,
        workers=2,
        deadline_s=60,
        vocabulary=lambda: names(resume),
        pronouns=lambda: resume.profile.pronouns,
    )
    decoder = PyAVDecoder(queue, max_bytes=25_000_000, max_seconds=MAX_SECONDS)
    try:
        await recognizer.start()
        ears = Ears(decoder, Hearing(detector, recognizer))
        figures = [*await word_errors(ears, audio), await invented(ears, audio)]
        figures.append(await questions(ears))
        clip = await decoder.decode((audio / "speech" / "fw_jfk.flac").read_bytes())
        return [*figures, await loop_lag(recognizer, clip.samples)]
    finally:
        await recognizer.close()
        await detector.close()
        queue.close()


def figures(data: Path | None) -> Iterable[Figure]:
    if data is None:
        return
    yield from _sorted(asyncio.run(measured(data / "audio")))


def _sorted(found: list[Figure]) -> Iterator[Figure]:
    yield from sorted(found, key=lambda figure: figure.id)
