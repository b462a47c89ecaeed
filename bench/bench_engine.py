"""How fast the answering engine is, and what its index costs."""

from __future__ import annotations

import gc
import json
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.answer_cases import read_own
from bench.figure import Figure
from bench.generated_resume import generated
from services.models.answer import Query
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor

QUESTIONS = Path(__file__).parent / "questions.jsonl"
EVAL = "eval/dev.jsonl"
ROUNDS = 5


def figures(data: Path | None) -> Iterator[Figure]:
    questions = _questions(data)
    _processor(10)  # word files are read once a process
    for items, p99_aim in ((300, "<= 1"), (5000, "")):
        gc.collect()
        began = time.perf_counter()
        processor = _processor(items)
        built_ms = (time.perf_counter() - began) * 1e3
        yield Figure(f"engine_{items}_build", built_ms, "ms")
        times = sorted(_times_ms(processor, questions))
        yield Figure(f"engine_{items}_p50", _at(times, 0.5), "ms")
        yield Figure(f"engine_{items}_p99", _at(times, 0.99), "ms", p99_aim)
        yield Figure(f"engine_{items}_memory", _memory_mb(items), "MB")


def _questions(data: Path | None) -> list[str]:
    asked = [case.query for case in read_own(QUESTIONS)]
    if data is not None and (data / EVAL).is_file():
        lines = (data / EVAL).read_text(encoding="utf-8").splitlines()
        asked += [json.loads(line)["query"] for line in lines]
    return asked


def _processor(items: int) -> ResumeQueryProcessor:
    return ResumeQueryProcessor(read_resume(generated(items)))


def _times_ms(processor: ResumeQueryProcessor, asked: Sequence[str]) -> Iterator[float]:
    """CPU time, the fastest of some rounds for each question."""
    for text in asked:
        best = float("inf")
        for _ in range(ROUNDS):
            began = time.thread_time()
            processor.answer(Query(text))
            best = min(best, time.thread_time() - began)
        yield best * 1e3


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _memory_mb(items: int) -> float:
    resume = read_resume(generated(items))
    gc.collect()
    tracemalloc.start()
    processor = ResumeQueryProcessor(resume)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del processor
    return used / 1e6
