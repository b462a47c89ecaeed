"""What meaning costs: a question, the vectors of a résumé, memory, the event loop."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.answer_cases import read_own
from bench.figure import Figure
from services.allocator import keep_steady
from services.meaning.text_vectors import TextVectors
from services.meaning_service import MODEL, MeaningService
from services.model_files.finding import model_files
from services.models.model_file import ModelProblem

QUESTIONS = Path(__file__).parent / "questions.jsonl"
TEXTS = 5000
FEW = 600
"""About the facts of a résumé of 300 entries."""
VISITORS = 20
WAIT_S = 300.0
PING_S = 0.002
WORDS = (
    "led built designed ran taught wrote measured a the of for with team clinic "
    "school factory museum sensor website course patients students budget report "
    "in Leeds Oslo Porto 2019 2021 12 40 per cent weekly night shifts software"
).split()


def figures(data: Path | None) -> Iterator[Figure]:
    """Nothing here needs the data folder, but everything needs the model."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if isinstance(model_files(MODEL, folder), ModelProblem):
            return
        yield from _measured(folder)


def _measured(folder: Path) -> Iterator[Figure]:
    keep_steady()
    texts = _texts(TEXTS)
    before = _memory_mb()
    service, vectors, few_s = _filled(folder, texts[:FEW])
    yield Figure("meaning_memory", _memory_mb() - before, "MB", "<= 180")
    yield Figure(f"meaning_{FEW}_made", few_s, "s", "<= 20")
    times = sorted(_times_ms(vectors))
    yield Figure("meaning_question_p50", times[len(times) // 2], "ms")
    yield Figure("meaning_question_p95", times[int(0.95 * len(times))], "ms", "<= 25")
    asyncio.run(service.close())
    service, vectors, all_s = _filled(folder, texts)
    yield Figure(f"meaning_{TEXTS}_made", all_s, "s")
    asyncio.run(service.close())
    service, vectors, kept_s = _filled(folder, texts)
    yield Figure(f"meaning_{TEXTS}_kept", kept_s, "s", "<= 0.3", "the model is open")
    lags = asyncio.run(_lags_ms(service, vectors))
    yield Figure("meaning_loop_lag_p99", lags[int(0.99 * len(lags))], "ms", "<= 20")


def _texts(count: int) -> tuple[str, ...]:
    chosen = random.Random(1)
    return tuple(
        " ".join(chosen.choices(WORDS, k=chosen.randint(5, 25))) + f" {number}."
        for number in range(count)
    )


def _filled(
    folder: Path, texts: tuple[str, ...]
) -> tuple[MeaningService, TextVectors, float]:
    """A service whose vectors are complete, and the seconds that took."""
    service = MeaningService(
        lambda: model_files(MODEL, folder / "models"), folder=folder / "vectors"
    )
    service.start()
    service.vectors_of(texts[:1]).wait(WAIT_S)
    began = time.perf_counter()
    vectors = service.vectors_of(texts)
    if not vectors.wait(WAIT_S):
        raise TimeoutError(f"{len(texts)} vectors took longer than {WAIT_S} s")
    return service, vectors, time.perf_counter() - began


def _times_ms(vectors: TextVectors) -> Iterator[float]:
    """CPU time: the model runs in the thread that asks."""
    for case in read_own(QUESTIONS):
        began = time.thread_time()
        vectors.scores(f"{case.query} ")
        yield (time.thread_time() - began) * 1e3


async def _lags_ms(service: MeaningService, vectors: TextVectors) -> list[float]:
    """How late the loop wakes while visitors ask and more vectors are made."""
    service.vectors_of(_texts(TEXTS * 2)[TEXTS:])
    lags: list[float] = []
    asking = asyncio.gather(*(_visitor(vectors, n) for n in range(VISITORS)))
    while not asking.done():
        began = time.perf_counter()
        await asyncio.sleep(PING_S)
        lags.append((time.perf_counter() - began - PING_S) * 1e3)
    await asking
    await service.close()
    return sorted(lags)


async def _visitor(vectors: TextVectors, number: int) -> None:
    for asked in range(10):
        question = f"What did she do in week {asked} of job {number}?"
        await asyncio.to_thread(vectors.scores, question)


def _memory_mb() -> float:
    return float(psutil.Process().memory_full_info().pss) / 1e6
