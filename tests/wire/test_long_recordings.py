"""What one visitor says at length leaves the others an engine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services import transcribe_service, vad_service
from services.container import Services
from services.errors import TranscriptionFailed, VadFailed
from services.models.audio import Detection, Utterance
from services.models.speech import Transcript
from services.pipeline.hearing import Hearing
from services.speech.silero_onnx import SileroOnnx
from services.speech.speech_frames import SegmentRules
from services.transcribe_service import TranscribeService
from services.vad_service import VadService
from services.work_queue import WorkQueue
from tests.app import recording, settings_for
from tests.fakes import FakeDetector, FakeRecognizer
from tests.server import serving

LONG_S = 1.0
TIMES = 4
"""More failures than a breaker bears."""


async def unless_short(utterance: Utterance, trouble: str, error: Exception) -> None:
    """Fail at what is long, or never come to its end."""
    if utterance.duration_s < LONG_S or not trouble:
        return
    if trouble == "fails":
        raise error
    await asyncio.Event().wait()


class Detector(FakeDetector):
    trouble = ""

    async def detect(self, utterance: Utterance) -> Detection:
        await unless_short(utterance, self.trouble, VadFailed())
        return await super().detect(utterance)


class Recognizer(FakeRecognizer):
    trouble = ""

    async def recognize(self, utterance: Utterance, **more: Any) -> Transcript:
        await unless_short(utterance, self.trouble, TranscriptionFailed())
        return await super().recognize(utterance, **more)


@pytest.mark.parametrize("part", ["detector", "recognizer"])
@pytest.mark.parametrize(("trouble", "code"), [("fails", 502), ("waits", 503)])
def test_long_recordings_leave_the_last_engine_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, trouble: str, code: int
) -> None:
    monkeypatch.setattr(vad_service, "DEADLINE_S", 0.1)
    monkeypatch.setattr(vad_service, "MORE_S", 0.0)
    monkeypatch.setattr(transcribe_service, "QUEUED_DEADLINE_S", 0.1)
    monkeypatch.setattr(transcribe_service, "MORE_S", 0.0)
    detector, recognizer = Detector("vad"), Recognizer("pocketsphinx")
    troubled = detector if part == "detector" else recognizer
    troubled.trouble = trouble
    app = create_app(settings_for(tmp_path))
    services: Services = app.state.services
    frames = SileroOnnx(WorkQueue(workers=1, capacity=1, per_visitor=1), SegmentRules())
    services.turns.hearing = Hearing(
        VadService([detector], frames),
        TranscribeService(recognizer, None),  # type: ignore[arg-type]
    )
    with serving(app) as served, httpx.Client(base_url=served.url, timeout=30) as http:

        def said(seconds: float) -> int:
            files = {"audio_file": ("a.wav", recording(seconds), "audio/wav")}
            return http.post("/process", files=files).status_code

        assert [said(2 * LONG_S) for _ in range(TIMES)] == [code] * TIMES
        assert said(LONG_S / 2) == 200
