"""How well Whisper hears, what its short window costs and saves, what it invents."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bench.bench_recognition import MAX_SECONDS, RESUME, Ears, loop_lag
from bench.figure import Figure
from bench.heard_words import edits, spelled
from bench.recordings import Recording, english, voices
from services.model_files.finding import model_files
from services.models.audio import Samples, Utterance
from services.models.model_file import FoundModel
from services.pipeline.hearing import Hearing
from services.pipeline.sound_pieces import sound_pieces
from services.resume.loading import load_resume
from services.resume.vocabulary import names
from services.settings import Settings
from services.speech.decoder import PyAVDecoder
from services.speech.expected_words import ExpectedWords
from services.speech.whisper_files import WhisperFiles
from services.speech.whisper_model import WhisperModel
from services.speech.whisper_recognizer import WhisperRecognizer, read_guarded
from services.speech.whisper_window import FULL_S, SHORT_UP_TO_S
from services.vad_service import VadService, build_detector
from services.work_queue import WorkQueue
from tests.sounds import encode

QUESTIONS = Path(__file__).parent / "data" / "spoken_questions.txt"
NOISES = 160
MOST_WRONG_QUESTION_WORDS = "<= 2"
AIMS = {"pooled": "<= 0.15", "piper": "<= 0.05", "espeak": "<= 0.15"}
MODELS = Path(tempfile.gettempdir()) / "bench-models"


class Whisper:
    """The parts of hearing with Whisper, as the service puts them together."""

    def __init__(self, expected: ExpectedWords) -> None:
        self.expected = expected
        self.queue = WorkQueue(workers=2, capacity=8, per_visitor=8)
        self.detector: VadService = build_detector(Settings(), self.queue)
        files = WhisperFiles(
            size="base",
            folder=MODELS,
            installed=partial(model_files, "whisper-base", MODELS),
        )
        self.recognizer = WhisperRecognizer(
            self.queue, files, may_fetch=False, expected=lambda: self.expected
        )
        self.decoder = PyAVDecoder(
            self.queue, max_bytes=25_000_000, max_seconds=MAX_SECONDS
        )
        self.ears = Ears(self.decoder, Hearing(self.detector, self.recognizer))

    async def start(self) -> None:
        await self.recognizer.start()
        await self.recognizer.prepared()

    @property
    def model(self) -> WhisperModel:
        model = self.recognizer._model
        assert model is not None
        return model

    async def close(self) -> None:
        await self.recognizer.close()
        await self.detector.close()
        self.queue.close()


async def word_errors(ears: Ears, clips: list[Recording]) -> Iterator[Figure]:
    wrong: dict[str, int] = defaultdict(int)
    words: dict[str, int] = defaultdict(int)
    for clip in clips:
        heard = spelled(" ".join(await ears.words(clip.path.read_bytes())))
        reference = spelled(clip.text)
        for kind in (clip.kind, "pooled"):
            wrong[kind] += edits(reference, heard)
            words[kind] += len(reference)
    figures = [
        Figure(
            f"recognition_whisper_wer_{kind}",
            wrong[kind] / words[kind],
            "",
            AIMS.get(kind, ""),
            f"{words[kind]} words",
        )
        for kind in sorted(words)
    ]
    figures.append(
        Figure(
            "recognition_whisper_questions_wrong",
            wrong["question"],
            "words",
            MOST_WRONG_QUESTION_WORDS,
        )
    )
    return iter(figures)


async def asked(ears: Ears) -> Iterator[Figure]:
    """The same questions in each voice, through WebM as a browser sends it."""
    questions = QUESTIONS.read_text("utf-8").splitlines()
    figures = []
    for name, say in voices().items():
        wrong = words = 0
        for question in questions:
            sound = encode(say(question), "webm", live=True)
            heard = spelled(" ".join(await ears.words(sound)))
            wrong += edits(spelled(question), heard)
            words += len(spelled(question))
        id_ = f"recognition_whisper_wer_asked_by_{name}"
        note = f"{len(questions)} questions, {words} words"
        figures.append(Figure(id_, wrong / words, "", AIMS[name], note))
    return iter(figures)


async def cut_against_full(whisper: Whisper, clips: list[Recording]) -> list[Figure]:
    """One run: the same utterances in the window that fits, and in the full one."""
    spent = {"cut": 0.0, "full": 0.0}
    wrong = {"cut": 0, "full": 0}
    words = count = 0
    for clip in clips:
        sound = await speech_of(whisper, clip.path.read_bytes())
        if sound is None or sound.duration_s > SHORT_UP_TO_S:
            continue
        reference = spelled(clip.text)
        words += len(reference)
        count += 1
        for name, text in both_ways(
            whisper.model, sound.samples, whisper.expected, spent
        ):
            wrong[name] += edits(reference, spelled(text))
    note = f"{count} recordings, {words} words"
    cut, full = wrong["cut"] / words, wrong["full"] / words
    times = spent["full"] / spent["cut"]
    mean_ms = 1000 * spent["cut"] / count
    return [
        Figure("recognition_window_times_faster", times, "x", ">= 3", note),
        Figure("recognition_window_mean", mean_ms, "ms", "", note),
        Figure("recognition_window_wer_added", cut - full, "", "<= 0.02", note),
    ]


def both_ways(
    model: WhisperModel,
    samples: Samples,
    expected: ExpectedWords,
    spent: dict[str, float],
) -> Iterator[tuple[str, str]]:
    started = perf_counter()
    yield "cut", read_guarded(model, samples, "en", expected).whole.text
    spent["cut"] += perf_counter() - started
    started = perf_counter()
    full = model.read(samples, FULL_S, language="en", hints=expected)
    yield "full", full.whole.text
    spent["full"] += perf_counter() - started


async def speech_of(whisper: Whisper, data: bytes) -> Utterance | None:
    utterance = await whisper.decoder.decode(data)
    found = await whisper.detector.detect(utterance)
    pieces = sound_pieces(utterance, found.segments)
    return pieces[0].utterance if len(pieces) == 1 else None


async def invented(ears: Ears, audio: Path) -> Iterator[Figure]:
    clips = sorted((audio / "neg").iterdir())
    words = [len(await ears.words(clip.read_bytes())) for clip in clips]
    made = [len(await ears.words(encode(n, "wav_f32"))) for n in noises()]
    return iter(
        [
            Figure("recognition_whisper_invented_recorded", sum(words), "", "<= 0"),
            Figure(
                "recognition_whisper_invented_noises",
                sum(made),
                "words",
                "<= 0",
                f"{len(made)} noises",
            ),
        ]
    )


def noises() -> Iterator[Samples]:
    """White, brown, hummed, pulsing and clicking noise of all levels and lengths."""
    random = np.random.default_rng(11)
    for n in range(NOISES):
        length = int(16_000 * random.uniform(0.5, 6))
        white = random.standard_normal(length)
        t = np.arange(length) / 16_000
        shape = (
            white,
            np.cumsum(white) / 60,
            np.sin(2 * np.pi * random.uniform(60, 900) * t) + white / 20,
            white * (np.sin(2 * np.pi * random.uniform(1, 8) * t) > 0),
            white * (random.random(length) > 0.999) * 8,
        )[n % 5]
        level = 10 ** random.uniform(-3, -0.5)
        yield (level * shape / (np.abs(shape).max() + 1e-9)).astype(np.float32)


async def refused(ears: Ears, clips: list[Recording]) -> Figure:
    silent = [c for c in clips if not await ears.words(c.path.read_bytes())]
    note = f"{len(clips)} recordings with speech: " + " ".join(
        clip.path.name for clip in silent
    )
    return Figure(
        "recognition_whisper_speech_refused", len(silent) / len(clips), "", "", note
    )


async def lag(whisper: Whisper, audio: Path) -> list[Figure]:
    clip = await whisper.decoder.decode((audio / "speech" / "fw_jfk.flac").read_bytes())
    return [await loop_lag(whisper.recognizer, clip.samples, "recognition_whisper")]


Measure = Callable[[Whisper, Path], Coroutine[Any, Any, list[Figure]]]


def with_whisper(data: Path | None, measure: Measure) -> list[Figure]:
    """What is measured with a Whisper that is loaded; nothing without data or model."""
    here = isinstance(model_files("whisper-base", MODELS), FoundModel)
    if data is None or not here:
        return []
    resume = load_resume(RESUME)
    with asyncio.Runner() as runner:
        runner.get_loop()
        whisper = Whisper(ExpectedWords(names(resume), resume.profile.pronouns))
        runner.run(whisper.start())
        try:
            return runner.run(measure(whisper, data))
        finally:
            runner.run(whisper.close())


async def measured(whisper: Whisper, data: Path) -> list[Figure]:
    audio = data / "audio"
    clips = english(audio)
    return [
        *await word_errors(whisper.ears, clips),
        *await cut_against_full(whisper, clips),
        *await asked(whisper.ears),
        *await invented(whisper.ears, audio),
        await refused(whisper.ears, clips),
        *await lag(whisper, audio),
    ]


def figures(data: Path | None) -> Iterable[Figure]:
    return with_whisper(data, measured)
