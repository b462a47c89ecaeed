"""Silero VAD on torch, from the silero-vad package: for hosts with CUDA."""

from __future__ import annotations

from functools import partial
from typing import Any

from services.models.audio import SAMPLE_RATE_HZ, Detection, Samples, Utterance
from services.models.health import PartHealth
from services.speech.speech_frames import (
    FRAME_SAMPLES,
    SegmentRules,
    probabilities_by,
    speech_segments,
)
from services.work_queue import WorkQueue


class SileroTorch:
    name = "silero-torch"

    def __init__(self, queue: WorkQueue, rules: SegmentRules) -> None:
        self._queue = queue
        self._rules = rules

    async def detect(self, utterance: Utterance) -> Detection:
        probabilities = await self._queue.run(
            partial(probabilities_by, self._probabilities, utterance.samples)
        )
        return Detection(
            speech_segments(probabilities, utterance.duration_s, self._rules), self.name
        )

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None

    def _load(self) -> Any:
        """A model of its own for each call: it keeps state from frame to frame."""
        from silero_vad import load_silero_vad

        return load_silero_vad()

    def _probabilities(self, samples: Samples) -> list[float]:
        model = self._load()
        import torch

        with torch.inference_mode():
            whole = torch.from_numpy(samples)[None, :]
            output = model.audio_forward(whole, sr=SAMPLE_RATE_HZ)
        frames = -(-len(samples) // FRAME_SAMPLES)
        return [float(value) for value in output[0][:frames]]
