"""What operations read: every series that a dashboard or an alert names exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api_server import create_app
from tests.app import settings_for

OPS = Path(__file__).parent.parent / "ops"
RUNBOOK = OPS.parent / "docs" / "operations.md"
SERIES = re.compile(r"\bviva_voce_\w+")
SUFFIX = re.compile(r"_(?:total|bucket|sum|count|created)$")


@pytest.fixture
async def exposed(tmp_path: Path) -> set[str]:
    app = create_app(settings_for(tmp_path))
    async with app.router.lifespan_context(app):
        text = app.state.services.metrics.text().decode()
    named = re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)
    return {SUFFIX.sub("", name) for name in named}


@pytest.mark.parametrize("name", ["alerts.yml", "grafana-dashboard.json"])
async def test_every_series_that_is_named_is_exposed(
    name: str, exposed: set[str]
) -> None:
    named = SERIES.findall((OPS / name).read_text(encoding="utf-8"))
    assert named
    assert {SUFFIX.sub("", series) for series in named} <= exposed


def test_every_alert_has_its_runbook() -> None:
    alerts = re.findall(r"alert: (\w+)", (OPS / "alerts.yml").read_text("utf-8"))
    headings = re.findall(r"^### (\w+)$", RUNBOOK.read_text("utf-8"), re.MULTILINE)
    assert alerts == headings


def test_the_dashboard_is_readable_json() -> None:
    board = json.loads((OPS / "grafana-dashboard.json").read_text("utf-8"))
    assert all(panel["targets"] for panel in board["panels"])
