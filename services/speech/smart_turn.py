"""Smart Turn: whether whoever spoke is done, by the sound of the last seconds."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.health import PartHealth
from services.work_queue import WorkQueue

HEARD_S = 8
"""What the model was trained on; shorter sound is at the end of as much silence."""
FILE = "smart-turn-v3.2-cpu.onnx"

_log = structlog.get_logger(__name__)


class SmartTurn:
    name = "smart-turn"

    def __init__(self, queue: WorkQueue, path: Path) -> None:
        self._queue = queue
        self._path = path
        self._session: Any = None
        self._features: Any = None
        self._loading = threading.Lock()
        self._failed = False

    async def prepare(self) -> None:
        """Load the model and ask it once: the first pause does not wait for it."""
        await self.completeness(np.zeros(SAMPLE_RATE_HZ, np.float32))

    async def completeness(self, sound: Samples) -> float | None:
        if self._failed:
            return None
        return await self._queue.run(lambda: self._judge(sound))

    async def health(self) -> PartHealth:
        return PartHealth("degraded" if self._failed else "healthy", self.name)

    async def close(self) -> None:
        self._session = None

    def _judge(self, sound: Samples) -> float | None:
        try:
            session = self._load()
            (found,) = session.run(None, {"input_features": self._seen(sound)})
        except Exception:  # noqa: BLE001
            # onnxruntime raises types of its own; a pause ends the turn from now on.
            self._failed = True
            _log.exception("turn_end_failed")
            return None
        return float(np.ravel(found)[0])

    def _seen(self, sound: Samples) -> Samples:
        """Whisper's features, shape (1, 80, 800), of sound of one loudness."""
        whole = np.zeros(HEARD_S * SAMPLE_RATE_HZ, np.float32)
        kept = sound[-len(whole) :]
        whole[len(whole) - len(kept) :] = kept
        even = (whole - whole.mean()) / np.sqrt(whole.var() + 1e-7)
        features: Samples = self._features(even, padding=0)[None].astype(np.float32)
        return features

    def _load(self) -> Any:
        with self._loading:
            if self._session is None:
                self._features, self._session = opened(self._path)
            return self._session


def opened(path: Path) -> tuple[Any, Any]:
    """The features' extractor and the model's session, on one core.

    It keeps its memory between runs: they are all of one shape, and take half the time.
    """
    import onnxruntime
    from faster_whisper.feature_extractor import FeatureExtractor

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"]
    )
    return FeatureExtractor(chunk_length=HEARD_S), session


class PausesAlone:
    """Where no model is installed: a pause of one length ends every turn."""

    name = "pauses"

    async def prepare(self) -> None:
        """Nothing is loaded."""

    async def completeness(self, sound: Samples) -> float | None:
        return None

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        """Nothing is open."""
