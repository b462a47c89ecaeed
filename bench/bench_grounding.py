"""How many lies the check of cited facts stops, and how many truths it lets through."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.figure import Figure
from bench.grounding_cases import FOLDER, Judged, judged, replaced

LIES = ">= 0.97"
TRUTHS = ">= 0.92"


def figures(data: Path | None) -> Iterable[Figure]:
    start = time.perf_counter()
    cases = list(judged(data or FOLDER))
    spent_ms = (time.perf_counter() - start) * 1000 / max(len(cases), 1)
    for group in sorted({case.group for case in cases}):
        yield from _of(group, [case for case in cases if case.group == group])
    passed = list(replaced(data or FOLDER))
    if passed:
        share, note = sum(passed) / len(passed), f"n={len(passed)}"
        yield Figure("grounding_replaced_words_passed", share, "", "", note)
    if cases:
        yield Figure("grounding_per_sentence", spent_ms, "ms", "", "with its set-up")


def _of(group: str, cases: Sequence[Judged]) -> Iterable[Figure]:
    """What is stopped and kept in a group of résumés, in all and by kind."""
    lies = [case for case in cases if not case.truth]
    truths = [case for case in cases if case.truth]
    yield Figure(f"{group}_lies_stopped", _stopped(lies), "", LIES, f"n={len(lies)}")
    yield Figure(f"{group}_truths_kept", _kept(truths), "", TRUTHS, f"n={len(truths)}")
    overlap = sum(not case.overlaps for case in lies) / len(lies)
    yield Figure(f"{group}_lies_stopped_by_overlap", overlap, "", "", "words only")
    overlap = sum(case.overlaps for case in truths) / len(truths)
    yield Figure(f"{group}_truths_kept_by_overlap", overlap, "", "", "words only")
    for told, share, word in ((lies, _stopped, "lies"), (truths, _kept, "truths")):
        for kind in sorted({case.kind for case in told}):
            own = [case for case in told if case.kind == kind]
            yield Figure(f"{group}_{word}_{kind}", share(own), "", "", f"n={len(own)}")


def _stopped(lies: Sequence[Judged]) -> float:
    return sum(not case.passed for case in lies) / len(lies)


def _kept(truths: Sequence[Judged]) -> float:
    return sum(case.passed for case in truths) / len(truths)
