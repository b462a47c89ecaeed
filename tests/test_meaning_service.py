"""Meaning as a part: opened in the background, honest about words, stopped cleanly."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services import meaning_service
from services.errors import MeaningUnavailable
from services.meaning.choosing import choose_encoder
from services.meaning.text_vectors import TextVectors
from services.meaning_service import MeaningService, build_meaning
from services.models.model_file import FoundModel, ModelProblem
from tests.app import settings_for, visiting
from tests.fakes import FakeEncoder
from tests.model_packages import copy_installed, flip_one_byte
from tests.needs import needs
from tests.waiting import until

FOUND = FoundModel("minilm", {}, {})
MISSING = ModelProblem("minilm", "missing", "minilm is not installed")
TEXTS = ("a cat", "a dog")


async def completed(vectors: TextVectors) -> None:
    assert await asyncio.to_thread(vectors.wait, 20)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    fake = FakeEncoder()
    monkeypatch.setattr(meaning_service, "open_encoder", lambda _: (fake, None))
    return fake


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[MeaningService]:
    before = set(threading.enumerate())
    service = MeaningService(lambda: FOUND, folder=tmp_path)
    yield service
    await service.close()
    left = set(threading.enumerate()) - before
    assert "meaning" not in {thread.name for thread in left}


@pytest.mark.parametrize(
    ("found", "libraries", "chosen"),
    [(FOUND, (), "found"), (MISSING, (), "missing"), (FOUND, ("x",), "missing")],
)
def test_the_model_is_chosen_when_all_is_there(
    found: FoundModel | ModelProblem, libraries: tuple[str, ...], chosen: str
) -> None:
    choice = choose_encoder(found, missing_libraries=libraries)
    assert (choice.kind if isinstance(choice, ModelProblem) else "found") == chosen


async def test_words_serve_until_the_vectors_are_complete(
    service: MeaningService, encoder: FakeEncoder
) -> None:
    vectors = service.vectors_of(TEXTS)
    assert vectors.scores("a dog") is None
    assert (await service.health()).engine == "words"
    service.start()
    await completed(vectors)
    scores = vectors.scores("a dog")
    assert scores is not None
    assert scores[1] > scores[0]
    health = await service.health()
    assert (health.status, health.engine) == ("healthy", "fake-encoder")
    assert (health.detail["texts"], health.detail["complete"]) == (2, True)


async def test_texts_that_come_later_get_their_vectors_too(
    service: MeaningService, encoder: FakeEncoder
) -> None:
    service.start()
    for texts in (TEXTS, ("a fish",)):
        vectors = service.vectors_of(texts)
        await completed(vectors)


async def test_a_question_is_encoded_once(
    service: MeaningService, encoder: FakeEncoder
) -> None:
    vectors = service.vectors_of(TEXTS)
    service.start()
    await completed(vectors)
    for _ in range(3):
        vectors.scores("a bird?")
    assert encoder.encoded.count("a bird?") == 1


async def test_questions_leave_a_core_to_the_event_loop(
    tmp_path: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    service = MeaningService(lambda: FOUND, folder=tmp_path)
    vectors = service.vectors_of(TEXTS)
    service.start()
    await completed(vectors)
    at_work, most, go_on = 0, 0, threading.Event()

    def count() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        go_on.wait(0.02)
        at_work -= 1

    encoder.then = count
    questions = [f"question {n}" for n in range(6)]
    await asyncio.gather(*(asyncio.to_thread(vectors.scores, q) for q in questions))
    assert (most, len(set(encoder.encoded) & set(questions))) == (1, 6)
    await service.close()


async def test_nothing_installed_is_healthy_and_says_why(tmp_path: Path) -> None:
    service = MeaningService(lambda: MISSING, folder=tmp_path)
    vectors = service.vectors_of(TEXTS)
    service.start()
    await until(lambda: service.problem is not None)
    health = await service.health()
    assert (health.status, health.engine) == ("healthy", "words")
    assert health.detail["reason"] == MISSING.reason
    assert vectors.scores("a dog") is None
    await service.close()


@pytest.mark.parametrize("when", ["texts", "question"])
async def test_a_model_that_fails_gives_way_to_words(
    service: MeaningService, encoder: FakeEncoder, when: str
) -> None:
    def fail() -> None:
        raise MeaningUnavailable

    if when == "texts":
        encoder.then = fail
    vectors = service.vectors_of(TEXTS)
    service.start()
    if when == "question":
        await completed(vectors)
        encoder.then = fail
        assert vectors.scores("a bird?") is None
    await until(lambda: service.problem is not None)
    health = await service.health()
    assert (health.status, health.engine) == ("degraded", "words")
    assert vectors.scores("a dog") is None


async def test_a_search_for_files_that_fails_is_told(tmp_path: Path) -> None:
    def find() -> FoundModel:
        raise ZeroDivisionError

    service = MeaningService(find, folder=tmp_path)
    service.start()
    await until(lambda: service.problem is not None)
    assert (await service.health()).status == "degraded"
    await service.close()


async def test_it_stops_in_the_middle_of_its_work(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    service = MeaningService(lambda: FOUND, folder=tmp_path)
    at_work, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        at_work.set()
        go_on.wait(20)

    encoder.then = hold
    vectors = service.vectors_of(tuple(f"text {n}" for n in range(500)))
    service.start()
    await asyncio.to_thread(at_work.wait, 20)
    closing = asyncio.create_task(service.close())
    await asyncio.sleep(0)
    go_on.set()
    await closing
    assert not vectors.complete
    assert len(encoder.encoded) < 500


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
async def test_one_wrong_byte_of_the_real_model_leaves_words_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    needs("minilm")
    flip_one_byte(copy_installed(tmp_path / "site")[file])
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    service = build_meaning(settings_for(tmp_path))
    service.start()
    await until(lambda: service.problem is not None)
    health = await service.health()
    assert (health.status, health.engine) == ("degraded", "words")
    assert f"{file} is damaged: sha256" in health.detail["reason"]
    await service.close()


async def test_the_service_answers_beside_a_damaged_model_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("minilm")
    flip_one_byte(copy_installed(tmp_path / "site")["model.onnx"])
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    async with visiting(settings_for(tmp_path / "data")) as visit:
        meaning = visit.services.meaning
        meaning.start()
        await until(lambda: meaning.problem is not None)
        assert (await visit.ask("which projects use python"))["items"]
        health = (await visit.http.get("/health")).json()
        assert health["status"] == "degraded"
        part = health["components"]["meaning"]
        assert (part["status"], part["engine"]) == ("degraded", "words")
        assert "model.onnx is damaged: sha256" in part["reason"]
        assert str(tmp_path) not in part["reason"]


async def test_the_application_answers_by_meaning(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    async with visiting(settings_for(tmp_path)) as visit:
        meaning = visit.services.meaning
        meaning.start()
        scores = visit.services.processor.meaning
        assert scores is not None
        await until(lambda: scores.complete)
        encoder.encoded.clear()
        await visit.ask("tell me how she handles stress")
        assert encoder.encoded


async def test_a_thread_that_does_not_end_holds_nothing_up(
    tmp_path: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning_service, "CLOSE_S", 0.01)
    go_on = threading.Event()

    def hold() -> None:
        go_on.wait(20)

    encoder.then = hold
    service = MeaningService(lambda: FOUND, folder=tmp_path)
    vectors = service.vectors_of(TEXTS)
    service.start()
    await until(lambda: bool(encoder.encoded))
    await service.close()
    assert not vectors.complete
    go_on.set()
    await completed(vectors)


ENDING = """
import sys, time
from pathlib import Path
from services.meaning_service import MeaningService
from services.model_files.finding import model_files

folder = Path(sys.argv[1])
service = MeaningService(lambda: model_files("minilm", folder), folder=folder)
service.start()
vectors = service.vectors_of(tuple(f"text {n}" for n in range(9999)))
while not vectors.made:
    time.sleep(0.01)
"""


def test_a_process_that_ends_in_the_middle_of_it_ends_well(tmp_path: Path) -> None:
    needs("minilm")
    ended = subprocess.run(
        [sys.executable, "-c", ENDING, str(tmp_path)],
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert (ended.returncode, b"terminate" in ended.stderr) == (0, False)


async def test_the_real_model_finds_what_is_meant(tmp_path: Path) -> None:
    needs("minilm")
    service = build_meaning(settings_for(tmp_path))
    vectors = service.vectors_of(
        ("Plays the violin.", "Nurse in intensive care.", "Wrote firmware in C.")
    )
    service.start()
    await completed(vectors)
    scores = vectors.scores("Does she look after patients?")
    assert scores is not None
    assert int(scores.argmax()) == 1
    assert (await service.health()).engine == "minilm"
    await service.close()
