"""Faults of the house: blocking, growth, imports, settings, documents."""

from __future__ import annotations

import ast
import asyncio
import re
import sys
import threading
import time
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from services.errors import StorageUnavailable
from services.fallback import Fallback
from services.guard import rate_limit
from services.guard.rate_limit import MonotonicStorage
from services.model_files.table import models
from services.models.speech import SynthesizedSpeech
from services.settings import Settings
from services.storage.memory import MAX_REMEMBERED_ENDS, MemorySessions
from tests.app import Visit
from tests.fakes import FakePart

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "services").rglob("*.py"))
IMPORTED_AS = {"piper": "piper-tts"}
"""Distributions by import, of those that a small set-up leaves out."""


async def test_recognition_on_the_event_loop(visit: Visit) -> None:
    def recognise() -> None:
        time.sleep(0.3)  # an engine at work, holding its thread

    beats = 0
    work = asyncio.create_task(visit.services.queue.run(recognise))
    while not work.done():
        await asyncio.sleep(0.01)
        beats += 1
    assert beats > 10


async def test_timeout_that_cannot_fire() -> None:
    slow = FakePart("slow", takes_s=30)
    chain = Fallback("part", [slow], deadline_s=0.05, error=StorageUnavailable)
    started = time.monotonic()
    with pytest.raises(StorageUnavailable):
        await chain.call(lambda part: part.work())
    assert time.monotonic() - started < 5


async def test_unbounded_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MAX_VISITORS", 100)
    hits = MonotonicStorage()
    for number in range(1000):
        hits.acquire_entry(f"visitor-{number}", 10, 60)
    assert hits.reset() == 100
    sessions = MemorySessions(ttl_s=60, max_sessions=50)
    for number in range(1000):
        await sessions.create(f"session-{number}")
    assert await sessions.count() == 50
    assert MAX_REMEMBERED_ENDS <= 10_000


async def test_a_thread_per_served_file(visit: Visit) -> None:
    name = (await visit.say()).json()["audio_file"]
    await visit.http.get(f"/audio/{name}")
    before = threading.active_count()
    for _ in range(30):
        assert (await visit.http.get(f"/audio/{name}")).status_code == 200
    assert threading.active_count() <= before + 2


async def test_protection_of_a_playing_file_dropped_early(visit: Visit) -> None:
    files = visit.services.audio_files
    speech = SynthesizedSpeech(b"sound", "wav", 1.0, "voice", "engine")
    name = (await files.save(speech)).name
    async with files.reading(name), files.reading(name):
        pass
    async with files.reading(name) as held:
        async with files.reading(name):
            pass
        assert files.remove([name]) == 0
        assert held.path.exists()
    assert files.remove([name]) == 1


async def test_per_request_model_loading(visit: Visit) -> None:
    loaded = [visit.services.processor.content, visit.services.recognizer]
    for _ in range(3):
        await visit.ask("which projects use python")
    assert visit.services.processor.content is loaded[0]
    assert visit.services.recognizer is loaded[1]


def test_imports_missing_from_requirements() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8").lower().replace("_", "-")
    pinned = set(re.findall(r"^([a-z0-9.-]+)", text, re.M))
    owners = packages_distributions()
    missing = set()
    for path in SOURCES:
        for name in imported(path) - set(sys.stdlib_module_names) - {"services"}:
            owned = owners.get(name, [IMPORTED_AS.get(name, name)])
            names = {n.lower().replace("_", "-") for n in owned}
            if not names & (pinned | brought_along() | of_models()):
                missing.add(name)
    assert not missing


def brought_along() -> set[str]:
    """What a named requirement cannot be without."""
    bound = {"starlette", "pydantic-core", "huggingface-hub", "ctranslate2"}
    return bound | {"postgrest", "tokenizers"}


def of_models() -> set[str]:
    """Packages that the set-up fetches with the models they run."""
    return {package.name for model in models() for package in model.packages}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_code_fetched_from_a_repository_at_import() -> None:
    words = ("torch.hub", "trust_remote_code", "exec(", "eval(", "pip install")
    for path in SOURCES:
        text = re.sub(r'"[^"\n]*"', '""', path.read_text("utf-8"))
        held = [
            word for word in words if re.search(rf"(?<![\w.]){re.escape(word)}", text)
        ]
        assert not held, f"{path.name}: {held}"


def test_settings_documented_but_unread() -> None:
    code = [*SOURCES, ROOT / "api_server.py"]
    text = "\n".join(p.read_text("utf-8") for p in code if p.name != "settings.py")
    unread = [name for name in Settings.model_fields if f".{name}" not in text]
    assert set(unread) <= {"data_dir"} | read_by_settings()


def read_by_settings() -> set[str]:
    """Fields that other parts read through a property of Settings."""
    text = (ROOT / "services" / "settings.py").read_text("utf-8")
    return set(re.findall(r"return self\.(\w+)", text))


def test_reload_and_0_0_0_0_as_the_shipped_default() -> None:
    shipped = Settings.model_fields
    assert shipped["reload"].default is False
    assert shipped["api_host"].default == "127.0.0.1"
    assert shipped["debug_mode"].default is False


async def test_documented_routes_that_do_not_exist(visit: Visit) -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    for method, path in re.findall(r"`(GET|POST|PATCH|DELETE) (/[^`?]*)`", page):
        reply = await visit.http.request(method, re.sub(r"\{\w+\}", "some-thing", path))
        told = reply.json() if "json" in reply.headers["content-type"] else {}
        assert reply.status_code != 405, path
        assert told.get("error_code") != "NOT_FOUND" or "{" in path, path


async def test_split_brain_on_database_error(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session whose store fails stays one session: its turns are not split up."""

    async def down(*_: object, **__: object) -> None:
        raise StorageUnavailable

    first = await visit.ask("which projects use python")
    monkeypatch.setattr(visit.services.storage._file, "write", down)
    again = await visit.ask("and the second one?", session_id=first["session_id"])
    assert again["session_id"] == first["session_id"]
    reply = await visit.http.get(f"/session/{first['session_id']}")
    assert len(reply.json()["conversation_history"]) == 2
