"""What is measured: one Stopwatch a request, one registry an app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

STAGES = ("decode", "vad", "transcribe", "answer", "llm", "tts")


class Stopwatch:
    """Milliseconds per stage of one request; stages do not overlap."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if name not in STAGES:
            raise ValueError(f"unknown stage {name!r}")
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - start) * 1000
            self._stages[name] = self._stages.get(name, 0.0) + spent

    def timing(self) -> dict[str, float]:
        """`<stage>_ms` for every stage, 0 where it did not run, and `total_ms`."""
        figures = {f"{name}_ms": self._stages.get(name, 0.0) for name in STAGES}
        figures["total_ms"] = (time.perf_counter() - self._started) * 1000
        return {name: round(value, 3) for name, value in figures.items()}
