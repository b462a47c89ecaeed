"""Parts that answer, fail, or say nothing when they are asked how they are."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from services import health
from services.health import HealthCheck
from services.models.health import PartHealth
from tests.fakes import FakePart


class Silent(FakePart):
    async def health(self) -> PartHealth:
        await asyncio.Event().wait()
        raise AssertionError


class Broken(FakePart):
    async def health(self) -> PartHealth:
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("part", "reason"),
    [(Silent("x"), "no answer in time"), (Broken("x"), "failed")],
)
async def test_one_part_never_takes_the_report_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: FakePart, reason: str
) -> None:
    monkeypatch.setattr(health, "LIMIT_S", 0.02)
    report = await HealthCheck({"bad": part, "good": FakePart()}, tmp_path).report()
    assert report.status == "degraded"
    assert report.parts["bad"].status == "unhealthy"
    assert report.parts["bad"].detail == {"reason": reason}
    assert report.parts["good"].status == "healthy"


async def test_a_disk_is_measured_before_its_folder_is_there(tmp_path: Path) -> None:
    report = await HealthCheck({}, tmp_path / "not-yet").report()
    assert (report.status, report.disk_mb > 0) == ("healthy", True)
