"""The health of the whole service: every part is asked, the result briefly cached."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import structlog

from services.models.health import PartHealth, Status
from services.protocols import Part

LIMIT_S = 2.0
CACHE_S = 0.5
ESSENTIAL = ("resume",)
"""Parts without which no question is answered."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HealthReport:
    """`disk_mb` is what is in use on the disk that DATA_DIR is on."""

    status: Status
    parts: Mapping[str, PartHealth]
    memory_mb: float
    cpu_percent: float
    disk_mb: float


class HealthCheck:
    def __init__(self, parts: Mapping[str, Part], data_dir: Path) -> None:
        self._parts = parts
        self._data_dir = data_dir
        self._process = psutil.Process()
        self._asked: tuple[float, HealthReport] | None = None
        self._asking = asyncio.Lock()

    async def report(self) -> HealthReport:
        """Ask every part, at most every CACHE_S, for at most LIMIT_S."""
        async with self._asking:
            if self._asked is None or time.monotonic() - self._asked[0] > CACHE_S:
                report = await self._ask_all()
                self._asked = (time.monotonic(), report)
            return self._asked[1]

    async def _ask_all(self) -> HealthReport:
        answers = await asyncio.gather(*(self._ask(p) for p in self._parts.values()))
        parts = dict(zip(self._parts, answers, strict=True))
        return HealthReport(
            status=worst(parts),
            parts=parts,
            memory_mb=round(self._process.memory_info().rss / 1e6, 1),
            cpu_percent=self._process.cpu_percent(),
            disk_mb=round(self._disk_used_bytes() / 1e6, 1),
        )

    async def _ask(self, part: Part) -> PartHealth:
        try:
            return await asyncio.wait_for(part.health(), LIMIT_S)
        except TimeoutError:
            return PartHealth("unhealthy", part.name, {"reason": "no answer in time"})
        # A part that cannot even say how it is must not take the report down.
        except Exception:  # noqa: BLE001
            _log.exception("health_failed", part=part.name)
            return PartHealth("unhealthy", part.name, {"reason": "failed"})

    def _disk_used_bytes(self) -> int:
        folder = self._data_dir if self._data_dir.exists() else Path()
        return shutil.disk_usage(folder).used


def worst(parts: Mapping[str, PartHealth]) -> Status:
    """Unhealthy is who cannot answer a typed question; any other fault degrades."""
    if any(parts[name].status == "unhealthy" for name in ESSENTIAL if name in parts):
        return "unhealthy"
    if all(part.status == "healthy" for part in parts.values()):
        return "healthy"
    return "degraded"
