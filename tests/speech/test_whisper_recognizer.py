from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from services.errors import TranscriptionFailed
from services.models.audio import Utterance
from services.models.model_file import ModelProblem
from services.speech.expected_words import ExpectedWords
from services.speech.whisper_files import WhisperFiles
from services.speech.whisper_guards import Piece, confidence, is_invented, is_loop
from services.speech.whisper_recognizer import WhisperRecognizer
from services.work_queue import WorkQueue
from tests.sounds import noise
from tests.tiny_whisper import UNSURE, make_tiny_whisper

Build = Callable[[Path], WhisperRecognizer]
CLIP = Utterance(noise(2))


@pytest.fixture
async def build(tmp_path: Path) -> AsyncIterator[Build]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    made: list[WhisperRecognizer] = []

    def make(directory: Path) -> WhisperRecognizer:
        files = WhisperFiles(size="tiny", folder=tmp_path / "m", directory=directory)
        words = ExpectedWords(("Kafka", "FastAPI"))
        engine = WhisperRecognizer(
            queue, files, may_fetch=False, expected=lambda: words
        )
        made.append(engine)
        return engine

    yield make
    for engine in made:
        await engine.close()
    queue.close()


async def test_a_model_on_disk_is_loaded_and_writes_words(
    build: Build, tmp_path: Path
) -> None:
    engine = build(make_tiny_whisper(tmp_path / "tiny", "hello world"))
    assert not engine.ready
    await engine.start()
    await engine.prepared()
    heard = await engine.recognize(CLIP, language="en")
    assert heard.text == "hello world"
    assert (heard.language, heard.engine) == ("en", "faster-whisper")
    assert 0.5 < heard.confidence <= 1
    assert (await engine.health()).detail["state"] == "ready"


@pytest.mark.parametrize("language", [None, "xx", "en-GB"])
async def test_any_language_hint_is_taken(
    build: Build, tmp_path: Path, language: str | None
) -> None:
    engine = build(make_tiny_whisper(tmp_path / "tiny"))
    await engine.start()
    await engine.prepared()
    assert (await engine.recognize(CLIP, language=language)).text == "hello world"


async def test_what_is_invented_is_not_written_down(
    build: Build, tmp_path: Path
) -> None:
    engine = build(make_tiny_whisper(tmp_path / "tiny", sure=UNSURE))
    await engine.start()
    await engine.prepared()
    heard = await engine.recognize(CLIP)
    assert (heard.text, heard.confidence) == ("", 0.0)


async def test_a_directory_without_a_model_is_a_problem(
    build: Build, tmp_path: Path
) -> None:
    engine = build(tmp_path)
    await engine.start()
    await engine.prepared()
    assert engine.problem == "model_missing"
    with pytest.raises(TranscriptionFailed):
        await engine.recognize(CLIP)


async def test_a_broken_model_is_a_problem(build: Build, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"not a model")
    engine = build(tmp_path)
    await engine.start()
    await engine.prepared()
    assert engine.problem == "load_failed"
    assert (await engine.health()).status == "degraded"


async def test_a_damaged_package_is_refused_by_name_and_digest(
    tmp_path: Path,
) -> None:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    problem = ModelProblem("whisper-base", "damaged", "model.bin is damaged: sha256 ab")
    files = WhisperFiles(size="base", folder=tmp_path, installed=lambda: problem)
    engine = WhisperRecognizer(queue, files, may_fetch=True)
    await engine.start()
    await engine.prepared()
    assert (engine.ready, engine.problem) == (False, "model_damaged")
    assert (await engine.health()).detail["reason"] == problem.reason
    await engine.close()
    queue.close()


def piece(text: str, *, sure: float = -0.2, silence: float = 0.0) -> Piece:
    return Piece(0.0, 2.0, text, sure, silence, 1.0)


@pytest.mark.parametrize(
    ("said", "invented"),
    [
        (piece("what did you build"), False),
        (piece("what did you build", sure=-1.2), False),
        (piece("thanks for watching", sure=-1.2, silence=0.9), True),
        (piece("anything", sure=-2.0), True),
        (piece("one two three four five six seven eight " * 2), True),
        (piece("so so so so so"), True),
    ],
)
def test_guards_tell_speech_from_inventions(said: Piece, invented: bool) -> None:
    assert is_invented(said) is invented


def test_a_phrase_said_twice_is_no_loop() -> None:
    assert not is_loop("tell me tell me about it")
    assert is_loop("tell me " * 4)


def test_confidence_falls_with_doubt() -> None:
    sure, unsure = piece("a"), piece("a", sure=-1.0)
    assert confidence([unsure]) < confidence([sure, unsure]) < confidence([sure]) < 1
    assert confidence([]) == 0.0


class UnreachableHub(WhisperFiles):
    """No model here, and a hub that fails until `reachable` says otherwise."""

    reachable: Path | None = None

    async def locate(self) -> Path | None:
        return None

    async def fetch(self) -> Path | None:
        if self.reachable is None:
            raise TranscriptionFailed
        return self.reachable


async def test_a_fetch_that_fails_is_tried_again_later(tmp_path: Path) -> None:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    hub = UnreachableHub(size="tiny", folder=tmp_path / "m")
    network = asyncio.Event()
    engine = WhisperRecognizer(
        queue, hub, may_fetch=True, sleep=lambda _: _until(network)
    )
    await engine.start()
    await engine.prepared()
    assert (engine.ready, engine.state) == (False, "absent")
    hub.reachable = make_tiny_whisper(tmp_path / "tiny", "hello world")
    network.set()
    assert engine._preparing is not None
    await asyncio.wait({engine._preparing}, timeout=20)
    assert (await engine.recognize(CLIP, language="en")).text == "hello world"
    await engine.close()
    queue.close()


async def _until(event: asyncio.Event) -> None:
    await event.wait()
