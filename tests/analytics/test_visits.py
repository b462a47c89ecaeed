"""Sums of days, and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from services.analytics.visits import KEPT, MOST_A_DAY, Visits
from tests.analytics.turns import NOON

TODAY = NOON.date()
NONE = {"opened": 0, "link": 0, "signed": 0}


async def test_sums_outlive_the_process_and_add_up_over_two(tmp_path: Path) -> None:
    path = tmp_path / "visits.json"
    one, two = (Visits(path, clock=lambda: NOON) for _ in range(2))
    for visits in (one, two):
        visits.count("opened")
        visits.count("link")
        await visits.save()
    found = Visits(path).between(TODAY, TODAY)
    assert found == {"opened": 2, "link": 2, "signed": 0}
    assert json.loads(path.read_text()) == {str(TODAY): found}
    one.count("opened")
    assert one.between(TODAY, TODAY)["opened"] == 2
    assert one.between(TODAY - timedelta(days=9), TODAY - timedelta(days=1)) == NONE


async def test_old_days_go_and_no_sum_grows_without_end(tmp_path: Path) -> None:
    path = tmp_path / "visits.json"
    old = str(TODAY - KEPT - timedelta(days=1))
    path.write_text(
        json.dumps({old: {"opened": 3}, str(TODAY): {"opened": MOST_A_DAY}})
    )
    visits = Visits(path, clock=lambda: NOON)
    visits.count("opened")
    await visits.save()
    assert json.loads(path.read_text()) == {
        str(TODAY): {"opened": MOST_A_DAY, "link": 0, "signed": 0}
    }


async def test_a_damaged_file_counts_as_none_and_a_full_disk_loses_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "visits.json"
    for damaged in ("[1]", "{", '{"x": {}}', '{"2026-01-01": 3}'):
        path.write_text(damaged)
        assert Visits(path).between(TODAY, TODAY) == NONE
    (tmp_path / "file").touch()
    visits = Visits(tmp_path / "file" / "visits.json", clock=lambda: NOON)
    visits.count("signed")
    await visits.save()
    assert visits.between(TODAY, TODAY)["signed"] == 1
