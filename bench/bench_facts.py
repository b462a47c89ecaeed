"""How long it takes to list a résumé's facts, and to search them by words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.figure import Figure
from bench.generated_resume import generated
from services.resume.facts.extraction import facts_of
from services.resume.facts.lexical import Lexical
from services.resume.loading import read_resume

TODAY = date(2026, 11, 20)
ROUNDS = 5
SMALL, LARGE = 300, 460
"""Entries; so many of the generated ones have 5,000 facts."""
QUESTION = (
    "who has led a forecast for many people with kafka at harbor robotics".split()
)


def figures(data: Path | None) -> Iterator[Figure]:
    small, large = read_resume(generated(SMALL)), read_resume(generated(LARGE))
    facts_of(small, TODAY)  # word files are read once a process
    yield Figure(
        "facts_300_ms", _fastest(lambda: facts_of(small, TODAY)), "ms", "<= 300"
    )
    facts = facts_of(large, TODAY).all
    yield Figure("facts_large_count", len(facts), "facts")
    taken = _fastest(lambda: facts_of(large, TODAY))
    yield Figure("facts_large_ms", taken, "ms", "<= 2000")
    yield Figure("facts_lexical_build", _fastest(lambda: Lexical(facts)), "ms")
    lexical = Lexical(facts)
    asked = _fastest(lambda: lexical.scores(QUESTION))
    yield Figure("facts_lexical_question", asked, "ms", "<= 3")


def _fastest(work: Callable[[], object]) -> float:
    """Milliseconds of CPU of the fastest of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.thread_time()
        work()
        best = min(best, time.thread_time() - began)
    return best * 1e3
