"""Which weights serve: those that came along, or refitted ones of the data folder."""

from __future__ import annotations

from pathlib import Path

import structlog

from services.errors import ConfigurationError
from services.interview.weights import SHIPPED, Weights, load_weights

ACTIVE = "weights.json"
_log = structlog.get_logger(__name__)


class ActiveWeights:
    """Reads the file again when another one was put there, by a refit perhaps."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ACTIVE
        self._seen: tuple[int, int] | None = None
        self._weights = load_weights(SHIPPED)

    def __call__(self) -> Weights:
        found = self._stamp()
        if found != self._seen:
            self._seen = found
            self._weights = self._read()
        return self._weights

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _read(self) -> Weights:
        if self._seen is None:
            return load_weights(SHIPPED)
        try:
            return load_weights(self._path)
        except ConfigurationError:
            # A file that was spoilt must not stop anybody's interview.
            _log.warning("interview_weights_refused", name=self._path.name)
            return load_weights(SHIPPED)
