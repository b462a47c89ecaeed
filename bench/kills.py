"""kill -9 at random points while eight clients sign, again and again."""

from __future__ import annotations

import json
import random
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS = 8
READY_S = 30.0
ROOT = Path(__file__).parent.parent


@dataclass
class Acknowledged:
    """What was confirmed to the clients; `next_number` is tried next by each."""

    ids: dict[str, str] = field(default_factory=dict)
    next_number: dict[str, int] = field(
        default_factory=lambda: {f"c{n}": 0 for n in range(CLIENTS)}
    )
    repeated: int = 0
    """Acknowledged twice under different ids: a duplicate row."""

    def take(self, line: str) -> None:
        client, number, signature_id = line.split()
        name = f"{client}-{number}"
        if self.ids.setdefault(name, signature_id) != signature_id:
            self.repeated += 1
        self.next_number[client] = int(number) + 1


def kill_once(
    data_dir: Path,
    done: Acknowledged,
    rng: random.Random,
    url: str,
    longest_s: float = 0.25,
) -> bool:
    """Start, wait until it signs, kill it; False when it did not start."""
    child = subprocess.Popen(
        [
            *(sys.executable, "-m", "bench.storage_child"),
            *(str(data_dir), url, json.dumps(done.next_number)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    ready, _, _ = select.select([child.stdout], [], [], READY_S)
    started = bool(ready) and child.stdout.readline() == b"ready\n"
    if started:
        time.sleep(rng.uniform(0.0, longest_s))
    child.kill()
    said = child.stdout.read().decode()
    child.stdout.close()
    child.wait()
    whole = said[: said.rfind("\n") + 1]
    for line in whole.splitlines():
        done.take(line)
    return started
