from __future__ import annotations

import subprocess
import sys
from typing import Literal

import numpy as np
import pytest

from services.errors import VadFailed
from services.models.audio import Detection, SpeechSegment, Utterance
from services.models.health import PartHealth
from services.speech.silero_onnx import SileroOnnx
from services.speech.speech_frames import SegmentRules
from services.vad_service import VadService, choose_detector
from services.work_queue import WorkQueue

SOUND = Utterance(np.zeros(16_000, np.float32))


class Detector:
    def __init__(self, name: str, *, fails: bool = False) -> None:
        self.name = name
        self._fails = fails

    async def detect(self, utterance: Utterance) -> Detection:
        if self._fails:
            raise VadFailed()
        return Detection((SpeechSegment(0.0, utterance.duration_s),), self.name)

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None


def service_of(*engines: Detector, missing: tuple[str, ...] = ()) -> VadService:
    queue = WorkQueue(workers=1, capacity=1, per_visitor=1)
    return VadService(list(engines), SileroOnnx(queue, SegmentRules()), missing=missing)


@pytest.mark.parametrize(
    ("preferred", "has_torch", "has_cuda", "first"),
    [
        ("auto", True, True, "silero-torch"),
        ("auto", True, False, "silero-onnx"),
        ("auto", False, True, "silero-onnx"),
        ("torch", True, False, "silero-torch"),
        ("torch", False, False, "silero-onnx"),
        ("onnx", True, True, "silero-onnx"),
    ],
)
def test_the_detector_follows_from_wish_and_machine(
    preferred: Literal["auto", "onnx", "torch"],
    has_torch: bool,
    has_cuda: bool,
    first: str,
) -> None:
    chosen = choose_detector(preferred, has_torch=has_torch, has_cuda=has_cuda)
    assert chosen[0] == first
    assert chosen[-1] == "silero-onnx"


async def test_a_failing_detector_is_replaced_and_named() -> None:
    service = service_of(Detector("silero-torch", fails=True), Detector("spare"))
    found = await service.detect(SOUND)
    assert found.engine == "spare"
    assert len(found.degraded) == 1
    assert found.degraded[0].startswith("vad:silero-torch:")


async def test_what_was_asked_for_and_is_missing_is_named() -> None:
    missing = ("vad:silero-torch:not_installed",)
    service = service_of(Detector("silero-onnx"), missing=missing)
    assert (await service.detect(SOUND)).degraded == missing
    assert (await service.health()).status == "degraded"


async def test_without_any_detector_left_the_failure_is_said() -> None:
    with pytest.raises(VadFailed):
        await service_of(Detector("silero-onnx", fails=True)).detect(SOUND)


def test_the_default_detector_runs_without_torch_or_whisper() -> None:
    code = (
        "import asyncio, sys, numpy\n"
        "from services.models.audio import Utterance\n"
        "from services.settings import Settings\n"
        "from services.vad_service import build_detector\n"
        "from services.work_queue import WorkQueue\n"
        "queue = WorkQueue(workers=1, capacity=1, per_visitor=1)\n"
        "vad = build_detector(Settings(vad_backend='onnx'), queue)\n"
        "sound = Utterance(numpy.zeros(16000, numpy.float32))\n"
        "assert asyncio.run(vad.detect(sound)).engine == 'silero-onnx'\n"
        "heavy = {'torch', 'silero_vad', 'faster_whisper', 'ctranslate2'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=50)
