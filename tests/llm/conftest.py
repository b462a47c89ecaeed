"""Logs are looked at here, so no other test's set-up may silence them."""

from __future__ import annotations

import pytest
import structlog


@pytest.fixture(autouse=True)
def _default_logging() -> None:
    structlog.reset_defaults()
