from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.models.audio import Utterance
from services.settings import Settings
from services.transcribe_service import (
    TranscribeService,
    build_recognizer,
    choose_recognizer,
)
from services.work_queue import WorkQueue
from tests.needs import needs
from tests.spoken import spoken
from tests.tiny_whisper import make_tiny_whisper

CLIP = Utterance(spoken("what programming languages do you know", "en-us+f2", 160))


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=2, capacity=4, per_visitor=4)
    yield queue
    queue.close()


def service(queue: WorkQueue, tmp_path: Path, model: Path) -> TranscribeService:
    settings = Settings(
        data_dir=tmp_path / "data",
        whisper_model_dir=model,
        whisper_download="never",
    )
    return build_recognizer(settings, queue)


def test_whisper_goes_first_when_it_is_there() -> None:
    assert choose_recognizer("auto", has_whisper=True)[0] == "faster-whisper"
    assert choose_recognizer("auto", has_whisper=False) == ("pocketsphinx",)
    assert choose_recognizer("pocketsphinx", has_whisper=True) == ("pocketsphinx",)


async def test_whisper_takes_over_live(queue: WorkQueue, tmp_path: Path) -> None:
    door = service(
        queue, tmp_path, make_tiny_whisper(tmp_path / "tiny", "from whisper")
    )
    before = await door.recognize(CLIP)
    assert (before.engine, before.degraded) == ("pocketsphinx", ())
    process = door._embedded._pool._workers[0]._process
    assert process is not None
    await door.start()
    assert door._whisper is not None
    await door._whisper.prepared()
    after = await door.recognize(CLIP)
    assert (after.engine, after.text) == ("faster-whisper", "from whisper")
    assert door.name == "faster-whisper"
    assert await process.wait() == 0, "the embedded engine's worker was let go"
    assert door._embedded._pool.pids == ()
    await door.close()


async def test_the_embedded_engine_is_not_started_where_whisper_is_at_hand(
    queue: WorkQueue, tmp_path: Path
) -> None:
    door = service(queue, tmp_path, make_tiny_whisper(tmp_path / "tiny"))
    await door.start()
    assert door._whisper is not None
    await door._whisper.serving()
    assert door._embedded._pool.pids == ()
    await door.close()


async def test_the_installed_whisper_hears_a_question(
    queue: WorkQueue, tmp_path: Path
) -> None:
    needs("whisper-base")
    settings = Settings(data_dir=tmp_path, whisper_download="never")
    door = build_recognizer(settings, queue)
    await door.start()
    assert door._whisper is not None
    await door._whisper.prepared()
    heard = await door.recognize(CLIP)
    assert heard.engine == "faster-whisper", await door.health()
    assert heard.text == "What programming languages do you know?"
    assert heard.language == "en"
    await door.close()


async def test_pocketsphinx_can_be_asked_for(queue: WorkQueue) -> None:
    door = build_recognizer(Settings(recognizer="pocketsphinx"), queue)
    assert door._whisper is None
    await door.close()


async def test_a_whisper_that_fails_is_visible_and_the_twin_serves(
    queue: WorkQueue, tmp_path: Path
) -> None:
    (tmp_path / "model.bin").write_bytes(b"not a model")
    door = service(queue, tmp_path, tmp_path)
    await door.start()
    assert door._whisper is not None
    await door._whisper.prepared()
    heard = await door.recognize(CLIP)
    assert heard.engine == "pocketsphinx"
    assert heard.degraded == ("recognizer:faster-whisper:load_failed",)
    health = await door.health()
    assert (health.status, health.engine) == ("degraded", "pocketsphinx")
    await door.close()
