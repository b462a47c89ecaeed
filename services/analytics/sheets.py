"""Figures and questions as rows of a sheet: CSV that no program takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.models.records import Interaction

FORMULA = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""What a cell begins with that a spreadsheet would work out instead of showing it."""
FIGURE_COLUMNS = ("part", "name", "figure", "value", "before")
QUESTION_COLUMNS = (
    *("id", "session_id", "created_at", "channel", "language", "question", "answer"),
    *("intent", "unanswered", "cards", "engines", "degraded", "confidence", "model"),
    *("tokens", "cost_usd", "cached", "total_ms"),
)
Cells = Sequence[Any]


def harmless(value: Any) -> Any:
    """A cell that shows its text, whatever that begins with; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    begins = value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)
    return f"'{value}" if begins else value


def sheet(rows: Iterable[Cells]) -> str:
    """Rows as CSV (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def question_cells(turn: Interaction) -> Cells:
    return (
        turn.id,
        turn.session_id,
        turn.created_at.isoformat(),
        turn.came_by,
        turn.language,
        turn.user_input,
        turn.response,
        turn.intent,
        turn.unanswered,
        " ".join(turn.shown),
        " ".join(f"{part}:{name}" for part, name in turn.engines.items()),
        " ".join(turn.degraded),
        turn.confidence,
        turn.model,
        turn.prompt_tokens + turn.completion_tokens,
        turn.cost_usd,
        turn.cached,
        turn.timing_ms.get("total_ms"),
    )


def figure_cells(overview: Mapping[str, Any]) -> Iterator[Cells]:
    """Every figure of an overview in a row of its own, with the one before it."""
    before = overview["before"] or {"totals": {}, "latency_ms": []}
    for name, value in overview["totals"].items():
        yield "totals", "", name, value, before["totals"].get(name)
    for bucket in overview["series"]:
        for name in ("questions", "unanswered", "cost_usd"):
            yield f"by {overview['bucket']}", bucket["at"], name, bucket[name], None
    for part in ("intents", "channels", "languages", "models", "fallbacks"):
        for row in overview[part]:
            yield part, row["name"], "turns", row["count"], row.get("before")
    for row in overview["engines"]:
        name = f"{row['part']}:{row['engine']}"
        yield "engines", name, "turns", row["count"], row.get("before")
    earlier = {row["stage"]: row for row in before["latency_ms"]}
    for row in overview["latency_ms"]:
        for name in ("turns", "p50", "p95", "p99"):
            then = earlier.get(row["stage"], {}).get(name)
            yield "latency_ms", row["stage"], name, row[name], then
    for row in overview["most_asked"]:
        yield "most_asked", row["question"], "times", row["count"], row.get("before")


def gap_cells(gaps: Mapping[str, Any]) -> Iterator[Cells]:
    for theme in gaps["themes"]:
        yield "gaps", theme["title"], "times", theme["count"], None
