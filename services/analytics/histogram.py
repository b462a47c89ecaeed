"""Latencies kept as counts in fixed buckets, so that any number of turns is cheap."""

from __future__ import annotations

import math
from bisect import bisect_left

GROWTH = 1.15
"""Each bucket is 15 % wider than the last, so a percentile is within 7.5 %."""

SMALLEST_MS = 0.05
LARGEST_MS = 120_000.0


def _edges() -> tuple[float, ...]:
    edges = [SMALLEST_MS]
    while edges[-1] < LARGEST_MS:
        edges.append(edges[-1] * GROWTH)
    return tuple(edges)


EDGES_MS = _edges()


class LatencyHistogram:
    def __init__(self) -> None:
        self._counts = [0] * (len(EDGES_MS) + 1)
        self.total = 0

    def add(self, value_ms: float) -> None:
        self._counts[bisect_left(EDGES_MS, value_ms)] += 1
        self.total += 1

    def merge(self, other: LatencyHistogram) -> None:
        self._counts = [a + b for a, b in zip(self._counts, other._counts, strict=True)]
        self.total += other.total

    def percentile(self, share: float) -> float | None:
        """Milliseconds that `share` (0 to 1) of the values do not exceed."""
        if not self.total:
            return None
        wanted, seen = share * self.total, 0
        for place, count in enumerate(self._counts):
            seen += count
            if count and seen >= wanted:
                upper = EDGES_MS[min(place, len(EDGES_MS) - 1)]
                return round(upper / math.sqrt(GROWTH), 3)
        return round(LARGEST_MS, 3)
