"""Keep generated audio within its age, its size and the disk's free space."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import structlog

from services.audio_files import AudioFiles, sizes_of
from services.models.health import PartHealth

EMERGENCY_FREE_BYTES = 200_000_000
"""With less than this free on the disk, audio makes room."""
_UNFINISHED_AGE_S = 60.0
_log = structlog.get_logger(__name__)


class DiskUsage(Protocol):
    @property
    def free(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Cleanup:
    """What one clean-up removed, by its reason, and what it left."""

    removed: Mapping[str, int]
    files_left: int
    bytes_left: int


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    size_bytes: int
    written_at: float


class AudioCleanup:
    name = "audio_cleanup"

    def __init__(
        self,
        files: AudioFiles,
        *,
        interval_s: float,
        max_total_bytes: int,
        emergency_free_bytes: int = EMERGENCY_FREE_BYTES,
        disk_usage: Callable[[Path], DiskUsage] = shutil.disk_usage,
    ) -> None:
        self._files = files
        self._interval_s = interval_s
        self._max_total_bytes = max_total_bytes
        self._emergency_free_bytes = emergency_free_bytes
        self._disk_usage = disk_usage
        self._task: asyncio.Task[None] | None = None
        self._last: Cleanup | None = None
        self._last_at: datetime | None = None
        self._failed = False

    async def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._keep_clean(), name=self.name)

    async def close(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None

    @property
    def is_running(self) -> bool:
        return self._task is not None and not self._task.done()

    async def health(self) -> PartHealth:
        running = self.is_running
        last = self._last or Cleanup({}, 0, 0)
        return PartHealth(
            "degraded" if self._failed or not running else "healthy",
            self.name,
            {
                "running": running,
                "last_run": self._last_at.isoformat() if self._last_at else None,
                "files": last.files_left,
                "bytes": last.bytes_left,
            },
        )

    async def run_once(self) -> Cleanup:
        done = await asyncio.to_thread(self._clean)
        self._last = done
        self._last_at = datetime.fromtimestamp(self._files.clock(), UTC)
        return done

    async def _keep_clean(self) -> None:
        while True:
            self._files.ran_full.clear()
            try:
                done = await self.run_once()
                self._failed = False
                if any(done.removed.values()):
                    _log.info("audio_cleanup", **done.removed)
            except OSError:
                # A disk that is away for a moment must not end the clean-up for good.
                self._failed = True
                _log.exception("audio_cleanup_failed")
            await self._next_turn()

    async def _next_turn(self) -> None:
        """Wait the interval out, less when a file could not be written for space."""
        try:
            async with asyncio.timeout(self._interval_s):
                await self._files.ran_full.wait()
        except TimeoutError:
            return

    def _clean(self) -> Cleanup:
        """Go from the oldest file on until none of the three reasons holds."""
        removed = Counter(
            unfinished=self._files.remove_unfinished(older_than_s=_UNFINISHED_AGE_S)
        )
        files = self._oldest_first()
        left, bytes_left = len(files), sum(file.size_bytes for file in files)
        for file in files:
            reason = self._reason_to_remove(file, bytes_left)
            if reason is None:
                break
            if self._files.remove([file.name]):
                removed[reason] += 1
                left -= 1
                bytes_left -= file.size_bytes
        self._files.recount(sizes_of(self._files.listing()))
        return Cleanup(dict(removed), left, bytes_left)

    def _reason_to_remove(self, file: _File, bytes_left: int) -> str | None:
        if file.written_at <= self._files.clock() - self._files.max_age_s:
            return "too_old"
        if bytes_left > self._max_total_bytes:
            return "too_much"
        free = self._disk_usage(self._files.directory).free
        return "emergency" if free < self._emergency_free_bytes else None

    def _oldest_first(self) -> list[_File]:
        found = []
        for entry in self._files.listing():
            with suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                found.append(_File(entry.name, status.st_size, status.st_mtime))
        return sorted(found, key=lambda file: file.written_at)
