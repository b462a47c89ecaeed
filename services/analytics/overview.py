"""What a span of time was like: counts, latencies, cost, and how they went over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from services.analytics.table import COLUMNS, Rows, Span

SHARES = {"p50": 50, "p95": 95, "p99": 99}
HOURLY_UP_TO = timedelta(days=3)
MOST_ASKED = 20
DAY_S = 86_400
CAME_BACK_S = 3_600
"""A pause within a session after which its visitor has come back."""


def overview(span: Span, since: datetime, until: datetime) -> dict[str, Any]:
    """Milliseconds and dollars; moments are UTC."""
    rows = span.rows
    step_s = 3_600 if until - since <= HOURLY_UP_TO else DAY_S
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "totals": totals(rows),
        "bucket": "hour" if step_s == 3_600 else "day",
        "series": list(series(rows, since, until, step_s)),
        "cost_by_day": [
            {"at": bucket["at"], "cost_usd": bucket["cost_usd"]}
            for bucket in series(rows, since, until, DAY_S)
        ],
        "intents": counted(span, "intent"),
        "channels": counted(span, "channel"),
        "languages": counted(span, "language"),
        "models": [row for row in counted(span, "model") if row["name"]],
        "engines": engines(span),
        "fallbacks": fallbacks(span),
        "latency_ms": latencies(rows),
        "most_asked": most_asked(span),
    }


def totals(rows: Rows) -> dict[str, Any]:
    return {
        "questions": len(rows),
        "spoken": int(rows["voice"].sum()),
        "unanswered": int(rows["unanswered"].sum()),
        "cached": int(rows["cached"].sum()),
        "sessions": int(np.count_nonzero(np.bincount(rows["session"]))),
        "returning": returning(rows),
        "tokens": int(rows["tokens"].sum()),
        "cost_usd": round(float(rows["cost_usd"].sum()), 6),
    }


def returning(rows: Rows) -> int:
    """How many sessions were taken up again after a pause; nobody is followed."""
    rows = rows[["session", "at_s"]][np.lexsort((rows["at_s"], rows["session"]))]
    same = rows["session"][1:] == rows["session"][:-1]
    paused = np.diff(rows["at_s"]) > CAME_BACK_S
    return len(np.unique(rows["session"][1:][same & paused]))


def series(
    rows: Rows, since: datetime, until: datetime, step_s: int
) -> Iterator[dict[str, Any]]:
    """Buckets from first to last, empty ones included."""
    first = int(since.timestamp()) // step_s
    last = int(until.timestamp()) // step_s
    size = last - first + 1
    places = rows["at_s"].astype("i8") // step_s - first
    asked = np.bincount(places, minlength=size)
    missed = np.bincount(places, weights=rows["unanswered"], minlength=size)
    cost = np.bincount(places, weights=rows["cost_usd"], minlength=size)
    for place in range(size):
        at = datetime.fromtimestamp((first + place) * step_s, UTC)
        yield {
            "at": at.isoformat(),
            "questions": int(asked[place]),
            "unanswered": int(missed[place]),
            "cost_usd": round(float(cost[place]), 6),
        }


def today(span: Span, now: datetime) -> float:
    """Dollars since midnight (UTC), the day that a budget counts."""
    midnight_s = now.timestamp() // DAY_S * DAY_S
    rows = span.rows
    return round(float(rows["cost_usd"][rows["at_s"] >= midnight_s].sum()), 6)


def latencies(rows: Rows) -> list[dict[str, Any]]:
    """Percentiles of each stage over the turns in which it ran."""
    found = []
    for column, name in enumerate(COLUMNS):
        spent = rows["ms"][:, column]
        spent = spent[spent > 0]
        if len(spent):
            values = np.percentile(spent, list(SHARES.values()))
            shares = {
                share: round(float(value), 3)
                for share, value in zip(SHARES, values, strict=True)
            }
            stage = name.removesuffix("_ms")
            found.append({"stage": stage, "turns": len(spent), **shares})
    return found


def counted(span: Span, column: str) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in span.named(column)]


def engines(span: Span) -> list[dict[str, Any]]:
    """How many turns each engine served, by part."""
    served: Counter[tuple[str, str]] = Counter()
    for pairs, count in span.named("engines"):
        for pair in pairs:
            served[pair] += count
    return [
        {"part": part, "engine": engine, "count": count}
        for (part, engine), count in sorted(
            served.items(), key=lambda item: (item[0][0], -item[1])
        )
    ]


def fallbacks(span: Span) -> list[dict[str, Any]]:
    """What failed and was made up for, as `part:engine:reason`."""
    failed: Counter[str] = Counter()
    for reasons, count in span.named("degraded"):
        for reason in reasons:
            failed[reason] += count
    return [{"name": name, "count": count} for name, count in failed.most_common()]


def most_asked(span: Span) -> list[dict[str, Any]]:
    """Questions however they were capitalised; nothing where words are not kept."""
    asked = span.named("question", MOST_ASKED + 1)
    return [{"question": text, "count": count} for text, count in asked if text][
        :MOST_ASKED
    ]
