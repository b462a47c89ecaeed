"""What a newcomer reads while packages are installed."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.install_packages import Progress, megabytes

ROOT = Path(__file__).parent.parent
LINES = (
    "Collecting torch==2.13.0 (from -r requirements.txt (line 20))",
    "  Downloading torch-2.13.0-cp311-cp311-linux.whl.metadata (30 kB)",
    "Downloading torch-2.13.0-cp311-cp311-linux.whl (190.3 MB)",
    "Downloading idna-3.1-py3-none-any.whl (70 kB)",
    "Using cached numpy-2.4.6-cp311-linux.whl (16.9 MB)",
    "Installing collected packages: idna, numpy, torch",
)


def shown(*, is_terminal: bool) -> str:
    out = io.StringIO()
    progress = Progress(out, is_terminal=is_terminal)
    for line in LINES:
        progress.take(line)
    progress.end()
    return out.getvalue()


def test_large_packages_and_the_unpacking_have_their_line() -> None:
    assert shown(is_terminal=False).splitlines() == [
        "  torch-2.13.0 (190.3 MB)",
        "  numpy-2.4.6 (16.9 MB)",
        "  unpacking 3 packages",
    ]


def test_a_terminal_counts_small_ones_too() -> None:
    assert "2 packages, idna-3.1 (70 kB)" in shown(is_terminal=True)


def test_a_long_silence_is_broken_where_there_is_no_terminal() -> None:
    out, now = io.StringIO(), iter([0.0, 5.0, 5.0, 5.0, 14.0, 14.0, *[20.5] * 9])
    progress = Progress(out, is_terminal=False, clock=lambda: next(now))
    progress.take("Installing collected packages: idna, numpy, torch")
    progress.tick()
    progress.tick()
    assert out.getvalue().splitlines() == [
        "  unpacking 3 packages",
        "  20 s, unpacking 3 packages",
    ]


@pytest.mark.parametrize(
    ("size", "value"), [("17.2 MB", 17.2), ("300 kB", 0.3), ("1.5 GB", 1500), ("?", 0)]
)
def test_sizes_are_read(size: str, value: float) -> None:
    assert megabytes(size) == pytest.approx(value)


def test_pips_own_failure_is_passed_on() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/install_packages.py", "--no-index", "not-to-be-had"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "not-to-be-had" in done.stderr
