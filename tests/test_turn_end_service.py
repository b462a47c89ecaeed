from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from services.model_files.finding import model_files
from services.models.audio import SAMPLE_RATE_HZ
from services.models.model_file import FoundModel, ModelProblem
from services.speech.smart_turn import FILE
from services.turn_end_service import MODEL, TurnEndService, choose_turn_end
from services.work_queue import WorkQueue
from tests.needs import needs
from tests.spoken import spoken

FOUND = FoundModel(MODEL, {FILE: Path("model.onnx")}, {})
QUESTION = spoken("where did she study computer science", "en-us+f2", 160)


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield queue
    queue.close()


def test_a_model_without_its_libraries_is_not_chosen() -> None:
    assert choose_turn_end(FOUND) is FOUND
    missing = choose_turn_end(FOUND, missing_libraries=("onnxruntime",))
    assert isinstance(missing, ModelProblem)


async def test_without_a_model_pauses_judge_and_nothing_is_wrong(
    queue: WorkQueue,
) -> None:
    door = TurnEndService(lambda: ModelProblem(MODEL, "missing", "not here"), queue)
    await door.prepare()
    assert door.name == "pauses"
    assert await door.completeness(QUESTION) is None
    assert (await door.health()).status == "healthy"


async def test_a_damaged_model_is_named_and_pauses_judge(queue: WorkQueue) -> None:
    problem = ModelProblem(MODEL, "damaged", "smart-turn-v3.2-cpu.onnx is damaged")
    door = TurnEndService(lambda: problem, queue)
    await door.prepare()
    health = await door.health()
    assert (health.status, health.engine) == ("degraded", "pauses")
    assert health.detail == {"reason": problem.reason}


async def test_a_model_that_cannot_be_opened_judges_nothing(
    queue: WorkQueue, tmp_path: Path
) -> None:
    broken = tmp_path / FILE
    broken.write_bytes(b"not a model")
    door = TurnEndService(lambda: FoundModel(MODEL, {FILE: broken}, {}), queue)
    await door.prepare()
    assert await door.completeness(QUESTION) is None
    assert (await door.health()).status == "degraded"


async def test_a_whole_question_is_told_from_half_of_one(
    queue: WorkQueue, tmp_path: Path
) -> None:
    needs(MODEL)
    door = TurnEndService(lambda: model_files(MODEL, tmp_path), queue)
    await door.prepare()
    assert door.name == "smart-turn"
    silence = np.zeros(SAMPLE_RATE_HZ // 8, np.float32)
    half = QUESTION[: len(QUESTION) // 2]
    done = await door.completeness(np.concatenate([QUESTION, silence]))
    unfinished = await door.completeness(np.concatenate([half, silence]))
    assert done is not None
    assert unfinished is not None
    assert unfinished < 0.5 < done
    await door.close()
