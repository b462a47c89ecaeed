"""Sessions that the owner has logged out of, remembered until they would be over."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

FILE_NAME = "owner-log-outs.json"

_log = structlog.get_logger(__name__)


class LogOuts:
    """In memory, and in a file where one is given: a copied cookie outlives a restart.

    What cannot be read ends every session that was opened before: better a log-in too
    many than a session that was ended.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock
        self._ended, readable = _read(path)
        self.since_s = 0.0 if readable else clock()
        """Sessions opened earlier are over."""

    def __contains__(self, session_id: str) -> bool:
        return session_id in self._ended

    def __len__(self) -> int:
        return len(self._ended)

    def add(self, session_id: str, expires_s: int) -> None:
        """Waits for the disk; one that takes nothing is told of in the log."""
        now_s = self._clock()
        kept = {i: at for i, at in self._ended.items() if at > now_s}
        self._ended = {**kept, session_id: expires_s}
        if self._path is None:
            return
        try:
            _write(self._path, self._ended)
        except OSError as error:
            _log.error("log_out_not_kept", reason=error.strerror)


def _read(path: Path | None) -> tuple[dict[str, int], bool]:
    if path is None or not path.exists():
        return {}, True
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(name): int(at) for name, at in found.items()}, True
    except (OSError, ValueError, AttributeError, TypeError):
        _log.warning("log_outs_unreadable", file=path.name)
        return {}, False


def _write(path: Path, times: Mapping[str, int]) -> None:
    """Whole or not at all, and for nobody else to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(dict(times), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
