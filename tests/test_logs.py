"""Log lines stay whole beside others that are written to the same stream."""

from __future__ import annotations

import sys

import pytest
import structlog

from services.logs import configure_logging


class Writes:
    """A stream that keeps each write apart."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def write(self, text: str) -> int:
        self.kept.append(text)
        return len(text)

    def flush(self) -> None: ...


@pytest.mark.parametrize("json", [True, False])
def test_a_line_is_one_write(monkeypatch: pytest.MonkeyPatch, json: bool) -> None:
    """Another thread's line cannot come between a line and its end."""
    before = structlog.get_config()
    written = Writes()
    monkeypatch.setattr(sys, "stderr", written)
    try:
        configure_logging(level="INFO", json=json)
        structlog.get_logger().info("started", port=1)
    finally:
        structlog.configure(**before)
    (line,) = written.kept
    assert line.endswith("\n")
    assert "started" in line
