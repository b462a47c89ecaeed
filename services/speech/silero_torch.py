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
    """A model keeps state from frame to frame, so each serves one call at a time.

    Calls that overlap load a model each; there are as many as the queue has threads.
    """

    name = "silero-torch"

    def __init__(self, queue: WorkQueue, rules: SegmentRules) -> None:
        self._queue = queue
        self._rules = rules
        self._idle: list[Any] = []

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
        self._idle.clear()

    def _load(self) -> Any:
        import torch
        from silero_vad import load_silero_vad

        device = "cuda" if torch.cuda.is_available() else "cpu"
        return load_silero_vad().to(device)

    def _probabilities(self, samples: Samples) -> list[float]:
        try:
            model = self._idle.pop()
        except IndexError:
            model = self._load()
        import torch

        whole = torch.from_numpy(samples)[None, :]
        device = next(model.parameters()).device
        with torch.inference_mode():
            output = model.audio_forward(whole.to(device), sr=SAMPLE_RATE_HZ)
        # After a failure the model is dropped: its state is not to be trusted.
        self._idle.append(model)
        frames = -(-len(samples) // FRAME_SAMPLES)
        return [float(value) for value in output[0][:frames]]
