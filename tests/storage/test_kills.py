"""The short form of `make prove ONLY=storage`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bench.prove_storage import damaged_files, full_at, kills


@pytest.mark.timeout(120)
def test_no_acknowledged_row_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    failed = [f.line() for f in kills(tmp_path, count=2) if f.verdict == "fail"]
    assert not failed


def test_every_damaged_copy_starts_and_is_kept(tmp_path: Path) -> None:
    found = list(damaged_files(tmp_path / "damaged"))
    assert not [f.line() for f in found if f.verdict == "fail"]


@pytest.mark.parametrize("number", [1, 2, 25])
def test_a_real_full_disk_is_said_and_got_over(tmp_path: Path, number: int) -> None:
    try:
        clear, lost, recovery_s = full_at(tmp_path / "disk", number)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"needs to mount a small disk: {error}")
    assert clear
    assert lost == 0
    assert recovery_s < 5
