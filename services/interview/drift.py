"""Whether answers drift: each week against a baseline, by population stability.

The index sums (share now - share then) ln(share now / share then) over bins. Between
two samples of one population it is about (1/n + 1/m) times a chi-square with bins - 1
degrees of freedom, so that small weeks are not taken for shifted ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from services.interview.analytics import week_of
from services.models.interview import Interview

BINS = 5
SHIFTED = 0.25
"""The usual bound of a population that has shifted."""
BY_CHANCE = 30.0
"""Chi-square with 4 degrees that five in a million unshifted weeks exceed."""
FEWEST = 30
"""Answers that a week needs to be judged, and a baseline three times."""
SERIES = ("scores", "confidence", "difficulty")


@dataclass(frozen=True, slots=True)
class Judged:
    """What one week showed of one series."""

    index: float
    alarm: bool


def judge(then: Sequence[float], now: Sequence[float]) -> Judged | None:
    """Return how far `now` is from `then`; None where too few tell."""
    if len(now) < FEWEST or len(then) < 3 * FEWEST:
        return None
    edges = _edges(then)
    before, after = _shares(then, edges), _shares(now, edges)
    pairs = zip(before, after, strict=True)
    index = sum((b - a) * math.log(b / a) for a, b in pairs)
    by_chance = BY_CHANCE * (1 / len(then) + 1 / len(now))
    return Judged(round(index, 4), index > max(SHIFTED, by_chance))


def _edges(values: Sequence[float]) -> list[float]:
    """Return the inner edges of bins that hold alike many of the baseline."""
    ordered = sorted(values)
    cuts = [ordered[len(ordered) * n // BINS] for n in range(1, BINS)]
    return sorted(set(cuts))


def _shares(values: Sequence[float], edges: Sequence[float]) -> list[float]:
    """Return each bin's share; half an answer more in each keeps logarithms finite."""
    counts = [0.5] * (len(edges) + 1)
    for value in values:
        counts[sum(value >= edge for edge in edges)] += 1
    total = sum(counts)
    return [count / total for count in counts]


def drift_of(
    interviews: Sequence[Interview], baseline_weeks: int = 4
) -> dict[str, Any]:
    """Return each week after the baseline with its indices, and whether any alarms."""
    weeks = _weeks(interviews)
    first, later = weeks[:baseline_weeks], weeks[baseline_weeks:]
    baseline = _joined(series for _, series in first)
    rows = [
        {"week": week, "answers": len(series["scores"]), **_judged(baseline, series)}
        for week, series in later
    ]
    alarm = any(row["alarm"] for row in rows)
    return {
        "baseline_answers": len(baseline["scores"]),
        "weeks": rows,
        "alarm": alarm,
        "advice": _advice(rows) if alarm else "",
    }


def _advice(rows: Iterable[Mapping[str, Any]]) -> str:
    shifted = dict.fromkeys(name for row in rows for name in row["shifted"])
    return (
        f"{', '.join(shifted)} shifted: look at the questions, mark wrong scores, and "
        "run python -m services.interview refit."
    )


def _judged(
    baseline: Mapping[str, Sequence[float]], series: Mapping[str, Sequence[float]]
) -> dict[str, Any]:
    found = {name: judge(baseline[name], series[name]) for name in SERIES}
    shifted = [n for n, judged in found.items() if judged is not None and judged.alarm]
    indices = {
        n: None if judged is None else judged.index for n, judged in found.items()
    }
    return {"indices": indices, "shifted": shifted, "alarm": bool(shifted)}


def _weeks(
    interviews: Sequence[Interview],
) -> list[tuple[str, dict[str, list[float]]]]:
    """Return the series of each week, oldest first."""
    means = _question_means(interviews)
    weeks: defaultdict[str, dict[str, list[float]]] = defaultdict(_no_series)
    for one in interviews:
        week = weeks[week_of(one)]
        for turn in one.answered:
            score = turn.score.score if turn.score is not None else 0.0
            week["scores"].append(score)
            # How a question went against what it is used to.
            week["difficulty"].append(score - means[one.bank, turn.question_id])
            if turn.confidence is not None:
                week["confidence"].append(turn.confidence)
    return sorted(weeks.items())


def _question_means(
    interviews: Iterable[Interview],
) -> Mapping[tuple[str, str], float]:
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for one in interviews:
        for turn in one.answered:
            if turn.score is not None:
                found[one.bank, turn.question_id].append(turn.score.score)
    return {key: fmean(scores) for key, scores in found.items()}


def _joined(parts: Iterable[Mapping[str, Sequence[float]]]) -> dict[str, list[float]]:
    whole = _no_series()
    for part in parts:
        for name in SERIES:
            whole[name].extend(part[name])
    return whole


def _no_series() -> dict[str, list[float]]:
    return {name: [] for name in SERIES}
