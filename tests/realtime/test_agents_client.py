"""The stock client in JavaScript holds a spoken talk, and interrupts it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from tests.needs import TEST_DEPS, needs
from tests.realtime.rig import line

PROGRAM = Path(__file__).parent / "clients" / "agents.mjs"
QUESTIONS = [
    "which projects use python",
    "where has she worked",
    "how can i contact her",
]
ENOUGH_S = 40


async def test_three_turns_are_spoken_and_one_is_interrupted(tmp_path: Path) -> None:
    needs("node", "agents")
    with line(tmp_path, lead_s=0.5) as rig:
        rig.ears.recognizer.script = list(QUESTIONS)
        program = await asyncio.create_subprocess_exec(
            *("node", str(PROGRAM), str(TEST_DEPS.parent), str(rig.served.port)),
            stdout=asyncio.subprocess.PIPE,
        )
        rig.clock.step_s = 0.005
        async with asyncio.timeout(ENOUGH_S):
            said, _ = await program.communicate()
        seen = json.loads(said)
    assert seen["wrong"] == []
    assert seen["interrupted"] >= 1
    assert seen["usage"] == 3
    assert seen["sound"] > 24_000
    asked = [item["text"] for item in seen["history"] if item["role"] == "user"]
    told = [item["text"] for item in seen["history"] if item["role"] == "assistant"]
    assert asked == QUESTIONS
    assert len(told[0].split()) < 10, "it was interrupted"
    assert "@" in told[2]
