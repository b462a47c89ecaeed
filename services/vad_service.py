"""The front door of speech detection: which Silero runs, and its fallback."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from services.errors import Overloaded, VadFailed
from services.fallback import CircuitBreaker, Fallback, never_open
from services.models.audio import Detection, Utterance
from services.models.health import PartHealth
from services.protocols import FrameDetector, VoiceActivityDetector
from services.settings import Settings, report_nothing
from services.speech.silero_onnx import SileroOnnx
from services.speech.silero_torch import SileroTorch
from services.speech.speech_frames import SegmentRules
from services.work_queue import WorkQueue

DEADLINE_S = 10.0
"""With the wait for a core, which is no fault of the engine."""
MORE_S = 0.2
"""For each second of sound, which takes some ten milliseconds of a core."""
CUDA_DEVICES = (Path("/dev/nvidia0"), Path("/proc/driver/nvidia/version"))

Engine = Literal["silero-onnx", "silero-torch"]


def choose_detector(
    preferred: Literal["auto", "onnx", "torch"], *, has_torch: bool, has_cuda: bool
) -> tuple[Engine, ...]:
    """Engines in the order they are tried."""
    wants_torch = preferred == "torch" or (preferred == "auto" and has_cuda)
    if wants_torch and has_torch:
        return ("silero-torch", "silero-onnx")
    return ("silero-onnx",)


def build_detector(settings: Settings, queue: WorkQueue) -> VadService:
    report_nothing()
    rules = SegmentRules(threshold=settings.vad_threshold)
    onnx = SileroOnnx(queue, rules)
    engines: dict[str, VoiceActivityDetector] = {
        "silero-onnx": onnx,
        "silero-torch": SileroTorch(queue, rules),
    }
    chosen = choose_detector(
        settings.vad_backend,
        has_torch=find_spec("torch") is not None
        and find_spec("silero_vad") is not None,
        has_cuda=any(device.exists() for device in CUDA_DEVICES),
    )
    wanted_torch = settings.vad_backend == "torch" and chosen[0] != "silero-torch"
    return VadService(
        [engines[name] for name in chosen],
        onnx,
        missing=("vad:silero-torch:not_installed",) if wanted_torch else (),
    )


class VadService:
    """`missing` names what was asked for and is not installed.

    Streams are always followed by `frames`: a frame is too short for anything else.
    """

    def __init__(
        self,
        engines: list[VoiceActivityDetector],
        frames: SileroOnnx,
        *,
        missing: tuple[str, ...] = (),
    ) -> None:
        self._fallback = Fallback(
            "vad",
            engines,
            deadline_s=DEADLINE_S,
            error=VadFailed,
            late=Overloaded,
            slow_is_fault=False,
        )
        self._fallback.breakers[engines[-1].name] = never_open()
        self._missing = missing
        self._frames = frames

    @property
    def name(self) -> str:
        return self._fallback.engine

    def open_stream(self) -> FrameDetector:
        """Follow a stream of its own; raise VadFailed."""
        return self._frames.open_stream()

    async def detect(self, utterance: Utterance) -> Detection:
        """Raise VadFailed when every engine fails, Overloaded when none has time."""
        outcome = await self._fallback.call(
            lambda engine: engine.detect(utterance),
            more_s=MORE_S * utterance.duration_s,
        )
        return Detection(
            outcome.value.segments, outcome.engine, self._missing + outcome.degraded
        )

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._fallback.breakers

    async def health(self) -> PartHealth:
        engines = {engine.name: engine for engine in self._fallback.providers}
        serving = await engines[self.name].health()
        first = self._fallback.providers[0].name
        degraded = self._missing or self.name != first
        if serving.status == "healthy" and degraded:
            return PartHealth("degraded", self.name, {"degraded": list(self._missing)})
        return PartHealth(serving.status, self.name)

    async def close(self) -> None:
        for engine in self._fallback.providers:
            await engine.close()
