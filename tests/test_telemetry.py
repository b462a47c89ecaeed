"""The libraries that run models report nothing, to anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DETECT = """
import asyncio, sys, time
import numpy as np
from services.models.audio import Utterance
from services.settings import Settings
from services.vad_service import build_detector
from services.work_queue import WorkQueue

async def main():
    queue = WorkQueue(workers=1, capacity=1, per_visitor=1)
    detector = build_detector(Settings(vad_backend="onnx"), queue)
    await detector.detect(Utterance(np.zeros(16_000, np.float32)))
    await detector.close()
    queue.close()

asyncio.run(main())
"""
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}


def left_behind(folder: Path, code: str) -> list[str]:
    """What a process leaves in its home and its folder for temporary files."""
    hidden = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY")
    env = {k: v for k, v in HERE.items() if k not in hidden}
    homes = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder)}
    subprocess.run(
        [sys.executable, "-c", code], env=env | homes, cwd=ROOT, check=True, timeout=50
    )
    return [str(path.relative_to(folder)) for path in folder.rglob("*")]


def test_detecting_speech_leaves_no_telemetry_behind(tmp_path: Path) -> None:
    assert left_behind(tmp_path, DETECT) == []


def test_without_our_word_it_would(tmp_path: Path) -> None:
    """The control. When it fails, the library has stopped, and so may we."""
    told = DETECT.replace(
        "async def main",
        "import services.vad_service as door\n"
        "door.report_nothing = lambda: None\n\nasync def main",
    )
    if not any("onnxruntime" in name for name in left_behind(tmp_path, told)):
        pytest.skip("this onnxruntime reports nothing by itself")
