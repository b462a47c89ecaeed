"""Silero VAD through onnxruntime, on the graph that faster-whisper carries."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from services.errors import VadFailed
from services.models.audio import Detection, Samples, Utterance
from services.models.health import PartHealth
from services.speech.speech_frames import (
    FRAME_SAMPLES,
    SegmentRules,
    probabilities_by,
    speech_segments,
)
from services.work_queue import WorkQueue

CONTEXT_SAMPLES = 64
"""The graph wants the end of the frame before in front of each frame."""

STATE_SHAPE = (1, 1, 128)


def find_graph() -> Path | None:
    """The graph's file, found without importing the package that carries it."""
    spec = find_spec("faster_whisper")
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("assets/silero_vad*.onnx"))
    return found[-1] if found else None


class SileroOnnx:
    name = "silero-onnx"

    def __init__(self, queue: WorkQueue, rules: SegmentRules) -> None:
        self._queue = queue
        self._rules = rules
        self._session: Any = None

    async def detect(self, utterance: Utterance) -> Detection:
        probabilities = await self._queue.run(
            partial(probabilities_by, self._probabilities, utterance.samples)
        )
        return Detection(
            speech_segments(probabilities, utterance.duration_s, self._rules), self.name
        )

    def open_stream(self) -> SileroStream:
        """Load the graph if it is not there yet, and follow one stream with it."""
        return SileroStream(self._load())

    async def health(self) -> PartHealth:
        found = find_graph() is not None
        return PartHealth("healthy" if found else "unhealthy", self.name)

    async def close(self) -> None:
        self._session = None

    def _load(self) -> Any:
        if self._session is None:
            import onnxruntime

            graph = find_graph()
            if graph is None:
                raise VadFailed()
            options = onnxruntime.SessionOptions()
            options.inter_op_num_threads = 1
            options.intra_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            self._session = onnxruntime.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"]
            )
        return self._session

    def _probabilities(self, samples: Samples) -> list[float]:
        frames = with_context(samples)
        state = np.zeros(STATE_SHAPE, np.float32)
        output = self._load().run(None, {"input": frames, "h": state, "c": state})[0]
        return [float(value) for value in np.ravel(output)]


class SileroStream:
    """Frame by frame, with what the graph remembers of the frames before."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._h = self._c = np.zeros(STATE_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)

    def probability(self, frame: Samples) -> float:
        """How likely these FRAME_SAMPLES are speech: a fraction of a millisecond."""
        seen = np.concatenate([self._context, frame])
        self._context = frame[-CONTEXT_SAMPLES:]
        return probabilities_by(self._next, seen)[0]

    def _next(self, window: Samples) -> list[float]:
        inputs = {"input": window[None, :], "h": self._h, "c": self._c}
        found, self._h, self._c = self._session.run(None, inputs)
        return [float(np.ravel(found)[0])]


def with_context(samples: Samples) -> Samples:
    """Shape (n, 576): each frame of 512 with the last 64 samples before it."""
    whole = -(-len(samples) // FRAME_SAMPLES) * FRAME_SAMPLES
    padded = np.zeros(CONTEXT_SAMPLES + whole, np.float32)
    padded[CONTEXT_SAMPLES : CONTEXT_SAMPLES + len(samples)] = samples
    windows = np.lib.stride_tricks.sliding_window_view(
        padded, CONTEXT_SAMPLES + FRAME_SAMPLES
    )
    return np.ascontiguousarray(windows[::FRAME_SAMPLES])
