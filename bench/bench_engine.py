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
from services.guard import off_topic
from services.models.answer import Query
from services.resume.engine import Engine
from services.resume.loading import read_resume

QUESTIONS = Path(__file__).parent / "questions.jsonl"
EVAL = "eval/dev.jsonl"
ROUNDS = 5


def figures(data: Path | None) -> Iterator[Figure]:
    questions = _questions(data)
    _engine(10)  # word files are read once a process
    for items, p99_aim in ((300, "<= 1"), (5000, "")):
        gc.collect()
        began = time.perf_counter()
        engine = _engine(items)
        built_ms = (time.perf_counter() - began) * 1e3
        yield Figure(f"engine_{items}_build", built_ms, "ms")
        times = sorted(_times_ms(engine, questions))
        yield Figure(f"engine_{items}_p50", _at(times, 0.5), "ms")
        yield Figure(f"engine_{items}_p99", _at(times, 0.99), "ms", p99_aim)
        yield Figure(f"engine_{items}_memory", _memory_mb(items), "MB")


def _questions(data: Path | None) -> list[str]:
    asked = [case.query for case in read_own(QUESTIONS)]
    if data is not None and (data / EVAL).is_file():
        lines = (data / EVAL).read_text(encoding="utf-8").splitlines()
        asked += [json.loads(line)["query"] for line in lines]
    return asked


def _engine(items: int) -> Engine:
    """The engine by itself: the front door remembers what it has answered."""
    return Engine(read_resume(generated(items)), off_topic)


def _times_ms(engine: Engine, asked: Sequence[str]) -> Iterator[float]:
    """CPU time, the fastest of some rounds for each question."""
    for text in asked:
        best = float("inf")
        for _ in range(ROUNDS):
            began = time.thread_time()
            engine.answer(Query(text))
            best = min(best, time.thread_time() - began)
        yield best * 1e3


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _memory_mb(items: int) -> float:
    resume = read_resume(generated(items))
    gc.collect()
    tracemalloc.start()
    engine = Engine(resume, off_topic)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del engine
    return used / 1e6
