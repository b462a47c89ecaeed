"""How well advertisements are read and judged, against labels by others.

The data folder holds `*.jsonl`, one advertisement a line with its labels, and the
résumés that they name. Years are counted up to the day that the labels were made.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from bench.figure import Figure
from bench.fit_scoring import Tally, labelled, score
from services.fit.fitting import Fitting
from services.resume.loading import load

TODAY = date(2026, 11, 30)


def figures(data: Path | None) -> Iterator[Figure]:
    if data is None or not any(data.glob("*.jsonl")):
        return
    tallies: dict[str, Tally] = defaultdict(Tally)
    taken: list[float] = []
    fitting = cache(lambda name: Fitting(load(data / name).resume, TODAY))
    for each in labelled(data):
        prepared = fitting(each["resume"])
        began = time.thread_time()
        found = prepared.fit(each["text"])
        taken.append((time.thread_time() - began) * 1e3)
        score(found.judged, each["requirements"], tallies[each["author"]])
        score(found.judged, each["requirements"], tallies["all"])
    for name in sorted(tallies):
        yield from _of(name, tallies[name])
    taken.sort()
    p95 = taken[int(0.95 * (len(taken) - 1))]
    yield Figure("fit_p95_ms", p95, "ms", "<= 300", "of CPU")


def _of(name: str, tally: Tally) -> Iterator[Figure]:
    matched = max(1, tally.hits)
    yield Figure(f"fit_{name}_f1", tally.f1, "", ">= 0.85")
    yield Figure(f"fit_{name}_precision", tally.precision)
    yield Figure(f"fit_{name}_recall", tally.recall)
    yield Figure(f"fit_{name}_verdicts", tally.verdicts / matched, "", ">= 0.85")
    yield Figure(f"fit_{name}_kinds", tally.kinds / matched)
    yield Figure(f"fit_{name}_musts", tally.musts / matched)
    yield Figure(f"fit_{name}_met_without_fact", tally.met_without_fact, "", "== 0")
    yield Figure(f"fit_{name}_met_but_labelled_not_named", tally.met_unstated)
