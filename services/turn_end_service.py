"""The front door of the end of a turn: a model by its sound, or a pause alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import structlog

from services.model_files.finding import model_files
from services.models.audio import Samples
from services.models.health import PartHealth
from services.models.model_file import FoundModel, ModelProblem
from services.settings import Settings
from services.speech.smart_turn import FILE, PausesAlone, SmartTurn
from services.work_queue import WorkQueue

MODEL = "smart-turn"
LIBRARIES = ("onnxruntime", "faster_whisper")

Find = Callable[[], FoundModel | ModelProblem]

_log = structlog.get_logger(__name__)


def build_turn_end(settings: Settings, queue: WorkQueue) -> TurnEndService:
    return TurnEndService(
        partial(model_files, MODEL, settings.data_dir / "models"), queue
    )


def choose_turn_end(
    found: FoundModel | ModelProblem, *, missing_libraries: tuple[str, ...] = ()
) -> FoundModel | ModelProblem:
    """The model that judges, or why pauses do it alone."""
    if isinstance(found, FoundModel) and missing_libraries:
        names = ", ".join(missing_libraries)
        return ModelProblem(found.name, "missing", f"{names} is not installed")
    return found


class TurnEndService:
    """Looks for its model when the first stream is opened; pauses serve until then.

    The queue is its own, and is closed with it.
    """

    def __init__(self, find: Find, queue: WorkQueue) -> None:
        self._find = find
        self._queue = queue
        self._serving: SmartTurn | PausesAlone = PausesAlone()
        self._problem: ModelProblem | None = None
        self._looked = False
        self._opening = asyncio.Lock()

    @property
    def name(self) -> str:
        return self._serving.name

    async def prepare(self) -> None:
        """Find, check and load the model, once."""
        async with self._opening:
            if not self._looked:
                await self._look()
                self._looked = True

    async def completeness(self, sound: Samples) -> float | None:
        return await self._serving.completeness(sound)

    async def health(self) -> PartHealth:
        problem = self._problem
        if problem is not None and problem.kind != "missing":
            return PartHealth("degraded", self.name, {"reason": problem.reason})
        return await self._serving.health()

    async def close(self) -> None:
        await self._serving.close()
        self._queue.close()

    async def _look(self) -> None:
        missing = tuple(name for name in LIBRARIES if find_spec(name) is None)
        found = await asyncio.to_thread(self._find)
        chosen = choose_turn_end(found, missing_libraries=missing)
        if isinstance(chosen, ModelProblem):
            self._problem = chosen
            _log.info("turn_end_by_pauses", reason=chosen.reason)
            return
        model = SmartTurn(self._queue, chosen.paths[FILE])
        await model.prepare()
        self._serving = model
