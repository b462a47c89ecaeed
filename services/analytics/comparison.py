"""Figures of a range with those of the range before it beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from services.analytics.overview import (
    MOST_ASKED,
    counted,
    engines,
    fallbacks,
    latencies,
    overview,
    totals,
)
from services.analytics.table import Span
from services.analytics.wanted import Range

Row = Mapping[str, Any]


def beside(now: Span, within: Range, before: Span) -> dict[str, Any]:
    """As `overview`; each row that counts something has what it counted `before`."""
    found = overview(now, within.since, within.until)
    earlier = {
        "intents": counted(before, "intent"),
        "channels": counted(before, "channel"),
        "languages": counted(before, "language"),
        "models": counted(before, "model"),
        "engines": engines(before),
        "fallbacks": fallbacks(before),
        "most_asked": asked_before(now, before),
    }
    for name, rows in earlier.items():
        found[name] = matched(found[name], rows)
    return found | {
        "before": {
            "since": within.before.since.isoformat(),
            "until": within.before.until.isoformat(),
            "totals": totals(before.rows),
            "latency_ms": latencies(before.rows),
        }
    }


def asked_before(now: Span, before: Span) -> list[dict[str, Any]]:
    """How often what is most asked now was asked before."""
    texts, rows = now.values["question"], before.rows["question"]
    counts = np.bincount(rows, minlength=len(texts))
    most = now.numbered("question", MOST_ASKED + 1)
    return [{"question": texts[n], "count": int(counts[n])} for n, _ in most]


def matched(rows: Sequence[Row], earlier: Sequence[Row]) -> list[dict[str, Any]]:
    """Each row with the count that the row of its name had before, which may be 0."""
    known = {name_of(row): row["count"] for row in earlier}
    return [{**row, "before": known.get(name_of(row), 0)} for row in rows]


def name_of(row: Row) -> tuple[Any, ...]:
    return tuple(value for key, value in row.items() if key != "count")
