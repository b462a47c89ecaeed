"""What is measured: one Stopwatch a request, one registry an app."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.models.records import Interaction

STAGES = ("decode", "vad", "transcribe", "answer", "llm", "tts")


class Stopwatch:
    """Milliseconds per stage of one request; stages do not overlap."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if name not in STAGES:
            raise ValueError(f"unknown stage {name!r}")
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - start) * 1000
            self._stages[name] = self._stages.get(name, 0.0) + spent

    def spent(self) -> dict[str, float]:
        """The times of the stages that ran, as `timing` names them."""
        return {f"{name}_ms": round(ms, 3) for name, ms in self._stages.items()}

    def timing(self) -> dict[str, float]:
        """The times as `<stage>_ms`, 0 for a stage that did not run, and `total_ms`."""
        figures = {f"{name}_ms": self._stages.get(name, 0.0) for name in STAGES}
        figures["total_ms"] = (time.perf_counter() - self._started) * 1000
        return {name: round(value, 3) for name, value in figures.items()}

    def server_timing(self) -> str:
        """The stages that ran, as a Server-Timing header (W3C) names them."""
        spent = {name: self._stages[name] for name in STAGES if name in self._stages}
        spent["total"] = (time.perf_counter() - self._started) * 1000
        return ", ".join(f"{name};dur={round(ms, 3)}" for name, ms in spent.items())


REQUEST_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
STAGE_BUCKETS_S = (0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LAG_BUCKETS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a gauge, read when somebody asks."""

    name: str
    says: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


class Gauges(Collector):
    """Reads the service's own state at each scrape, so that nothing drifts."""

    def __init__(self, read: Callable[[], Iterable[Reading]]) -> None:
        self._read = read

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for reading in self._read():
            names = [name for name, _ in reading.labels]
            family = families.setdefault(
                reading.name,
                GaugeMetricFamily(reading.name, reading.says, labels=names),
            )
            family.add_metric([value for _, value in reading.labels], reading.value)
        return families.values()


class Metrics:
    """Every series there is, on a registry of the app's own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "viva_voce_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self._request_seconds = Histogram(
            "viva_voce_request_duration_seconds",
            "Time from first byte in to last byte out.",
            ["route"],
            buckets=REQUEST_BUCKETS_S,
            registry=self.registry,
        )
        self._turns = Counter(
            "viva_voce_turns",
            "Questions answered.",
            ["channel", "intent"],
            registry=self.registry,
        )
        self._stage_seconds = Histogram(
            "viva_voce_stage_duration_seconds",
            "Time in one stage of a turn.",
            ["stage"],
            buckets=STAGE_BUCKETS_S,
            registry=self.registry,
        )
        self._engines = Counter(
            "viva_voce_engine_uses",
            "Turns that an engine served.",
            ["part", "engine"],
            registry=self.registry,
        )
        self._fallbacks = Counter(
            "viva_voce_fallbacks",
            "Engines that failed a turn, by reason.",
            ["part", "engine", "reason"],
            registry=self.registry,
        )
        self.loop_lag = Histogram(
            "viva_voce_event_loop_lag_seconds",
            "How late the event loop was.",
            buckets=LAG_BUCKETS_S,
            registry=self.registry,
        )

    def gauges(self, read: Callable[[], Iterable[Reading]]) -> None:
        self.registry.register(Gauges(read))

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def turn(self, turn: Interaction) -> None:
        self._turns.labels(turn.channel, turn.intent).inc()
        for part, engine in turn.engines.items():
            self._engines.labels(part, engine).inc()
        for failed in turn.degraded:
            part, engine, reason = (*failed.split(":", 2), "", "")[:3]
            self._fallbacks.labels(part, engine, reason).inc()
        for stage in STAGES:
            spent_ms = turn.timing_ms.get(f"{stage}_ms", 0.0)
            if spent_ms > 0:
                self._stage_seconds.labels(stage).observe(spent_ms / 1000)

    def text(self) -> bytes:
        """Prometheus exposition format, version 0.0.4."""
        return generate_latest(self.registry)
