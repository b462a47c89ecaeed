"""The latest alerts, kept over restarts in a small file of the data folder."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import structlog

from services.models.alert import Alert, Fate
from services.whole_file import write_whole

FILE_NAME = "alerts.json"
MOST_ALERTS = 50
_log = structlog.get_logger(__name__)


class AlertBook:
    """Written whole each time: there are a few alerts a day."""

    def __init__(self, path: Path | None = None) -> None:
        """Without a path nothing outlives the process."""
        self._path = path
        self._alerts: deque[Alert] = deque(self._load(), MOST_ALERTS)

    def add(self, alert: Alert) -> bool:
        """Whether it was kept on the disk, too."""
        self._alerts.append(alert)
        return self._save()

    def settle(self, alert_id: str, fate: Fate) -> None:
        """Note what became of an alert."""
        for place, alert in enumerate(self._alerts):
            if alert.id == alert_id:
                self._alerts[place] = replace(alert, fate=fate)
                self._save()

    def latest(self) -> Sequence[Alert]:
        """The latest first."""
        return tuple(reversed(self._alerts))

    def _save(self) -> bool:
        if self._path is None:
            return True
        written = json.dumps([asdict(alert) for alert in self._alerts]).encode()
        try:
            write_whole(self._path, written, synced=False)
        except OSError as error:
            _log.warning("alerts_not_saved", error=type(error).__name__)
            return False
        return True

    def _load(self) -> list[Alert]:
        """What was kept; a missing or damaged file counts as none."""
        if self._path is None or not self._path.exists():
            return []
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return [_alert(row) for row in kept[-MOST_ALERTS:]]
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("alerts_unreadable", error=type(error).__name__)
            return []


def _alert(row: dict[str, Any]) -> Alert:
    """What still waited when the process ended was not delivered."""
    fate: Fate = "lost" if row["fate"] == "waiting" else row["fate"]
    if fate not in ("delivered", "lost", "not_sent"):
        raise ValueError("fate")
    body = {str(name): value for name, value in row["body"].items()}
    return Alert(str(row["id"]), str(row["event"]), str(row["at"]), body, fate)
