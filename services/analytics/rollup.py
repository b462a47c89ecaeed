"""Figures per hour, added up as turns come in: a view over any time is quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.analytics.histogram import LatencyHistogram
from services.models.records import Interaction

SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


class Figures:
    """What happened in one span of time; spans can be merged."""

    def __init__(self) -> None:
        self.questions = 0
        self.spoken = 0
        self.unanswered = 0
        self.cached = 0
        self.model_calls = 0
        self.tokens = 0
        self.cost_usd = 0.0
        self.sessions: set[str] = set()
        self.intents: Counter[str] = Counter()
        self.engines: Counter[str] = Counter()
        self.degraded: Counter[str] = Counter()
        self.stages: dict[str, LatencyHistogram] = {}

    def add(self, turn: Interaction) -> None:
        self.questions += 1
        self.spoken += turn.channel == "voice"
        self.unanswered += turn.unanswered
        self.cached += turn.cached
        self.model_calls += turn.model is not None and not turn.cached
        self.tokens += turn.prompt_tokens + turn.completion_tokens
        self.cost_usd += turn.cost_usd
        self.sessions.add(turn.session_id)
        self.intents[turn.intent] += 1
        self.degraded.update(turn.degraded)
        self.engines.update(f"{part}:{name}" for part, name in turn.engines.items())
        for stage, value_ms in turn.timing_ms.items():
            if value_ms > 0:
                self.stages.setdefault(stage, LatencyHistogram()).add(value_ms)

    def merge(self, other: Figures) -> None:
        self.questions += other.questions
        self.spoken += other.spoken
        self.unanswered += other.unanswered
        self.cached += other.cached
        self.model_calls += other.model_calls
        self.tokens += other.tokens
        self.cost_usd += other.cost_usd
        self.sessions |= other.sessions
        self.intents += other.intents
        self.engines += other.engines
        self.degraded += other.degraded
        for stage, histogram in other.stages.items():
            self.stages.setdefault(stage, LatencyHistogram()).merge(histogram)

    def to_dict(self) -> dict[str, Any]:
        return {
            "questions": self.questions,
            "spoken": self.spoken,
            "unanswered": self.unanswered,
            "sessions": len(self.sessions),
            "model_calls": self.model_calls,
            "cache_hits": self.cached,
            "tokens": self.tokens,
            "cost_usd": round(self.cost_usd, 6),
            "intents": dict(self.intents.most_common()),
            "engines": dict(self.engines.most_common()),
            "degraded": dict(self.degraded.most_common()),
            "latency_ms": {
                stage: {
                    name: histogram.percentile(share) for name, share in SHARES.items()
                }
                for stage, histogram in sorted(self.stages.items())
            },
        }


class Rollup:
    """Turns counted by the hour they came in."""

    def __init__(self) -> None:
        self._hours: dict[datetime, Figures] = {}

    def add(self, turn: Interaction) -> None:
        hour = turn.created_at.replace(minute=0, second=0, microsecond=0)
        self._hours.setdefault(hour, Figures()).add(turn)

    def _between(
        self, since: datetime, until: datetime
    ) -> Iterator[tuple[datetime, Figures]]:
        for hour, figures in sorted(self._hours.items()):
            if since <= hour < until:
                yield hour, figures

    def total(self, since: datetime, until: datetime) -> Figures:
        whole = Figures()
        for _, figures in self._between(since, until):
            whole.merge(figures)
        return whole

    def series(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        """Questions per hour, for a chart; empty hours are left out."""
        return [
            {
                "hour": hour.isoformat(),
                "questions": figures.questions,
                "unanswered": figures.unanswered,
                "cost_usd": round(figures.cost_usd, 6),
            }
            for hour, figures in self._between(since, until)
        ]
