"""Memory that a rush took goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUSH = """
import sys
import psutil
from services.allocator import keep_steady

if sys.argv[1] == "steady" and not keep_steady():
    sys.exit("this allocator has no switches")
bytearray(8_000_000)
held = [(bytearray(300_000), bytearray(10_000)) for _ in range(200)]
small = [little for _, little in held]
del held
print(psutil.Process().memory_info().rss)
"""


def resident_after_a_rush(how: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", RUSH, how], cwd=ROOT, capture_output=True, check=True
    )
    return int(ran.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="switches of glibc")
def test_large_blocks_go_back_though_small_ones_lie_between() -> None:
    plain, steady = resident_after_a_rush("plain"), resident_after_a_rush("steady")
    assert plain - steady > 20_000_000
