"""Interviews: agreement of scores with labels, and who is caught or accused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure
from bench.interview_answers import answers, encoder, scored
from services.interview.fitting import step, weighted_kappa
from services.interview.weights import load_weights
from services.meaning.words_only import WordsOnly
from services.protocols import SentenceEncoder

HONEST = ("good", "partial")


def figures(data: Path | None) -> Iterator[Figure]:
    """On the half of the labelled answers that nothing was fitted to."""
    if data is None or not answers(data, "held back"):
        return
    by = encoder()
    yield from measured(data, by, aims=True)
    if by.available:
        yield from measured(data, WordsOnly(), aims=False)


def measured(data: Path, by: SentenceEncoder, *, aims: bool) -> Iterator[Figure]:
    held = answers(data, "held back")
    began = time.perf_counter()
    found = list(scored(held, load_weights(), by))
    ms = 1000 * (time.perf_counter() - began) / len(found)
    kappa = weighted_kappa(
        [step(score.score) for _, score in found], [answer.label for answer, _ in found]
    )
    sham = [bool(score.flags) for answer, score in found if answer.kind == "stuffed"]
    honest = [bool(score.flags) for answer, score in found if answer.kind in HONEST]
    name, note = f"interview.{by.name}", f"{len(held)} answers held back"
    yield Figure(f"{name}.kappa", kappa, "", ">= 0.7" * aims, note)
    caught = sum(sham) / max(1, len(sham))
    yield Figure(f"{name}.caught", caught, "", ">= 0.9" * aims, f"of {len(sham)}")
    accused = sum(honest) / max(1, len(honest))
    yield Figure(f"{name}.accused", accused, "", "<= 0.05" * aims, f"of {len(honest)}")
    yield Figure(f"{name}.ms", ms, "ms", "", "an answer")
