"""What /health says of a real process on a disk that fails, and of its résumé."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api_server import create_app
from bench.attacked import Attacked, attacked, exchange, request
from bench.prove_storage import fill, small_disk
from services.container import Services
from tests.app import RESUME, settings_for
from tests.kept_vectors import with_vectors
from tests.server import serving

SOON_S = 20.0


async def asked(server: Attacked) -> dict[str, Any]:
    status, _, body = await exchange(server.port, request("GET", "/health"))
    found: dict[str, Any] = json.loads(body)
    assert status == (503 if found["status"] == "unhealthy" else 200)
    return found


async def becomes(server: Attacked, status: str) -> dict[str, Any]:
    found = await asked(server)
    until = time.monotonic() + SOON_S
    while found["status"] != status and time.monotonic() < until:
        await asyncio.sleep(0.3)
        found = await asked(server)
    unwell = {k: v for k, v in found["components"].items() if v["status"] != "healthy"}
    assert found["status"] == status, json.dumps(unwell)
    return found


async def tells(server: Attacked, part: str, detail: str) -> None:
    """Wait until a part that is degraded says why."""
    until = time.monotonic() + SOON_S
    while time.monotonic() < until:
        found = (await becomes(server, "degraded"))["components"][part]
        if found.get(detail) is True:
            return
        await asyncio.sleep(0.3)
    raise AssertionError(found)


async def answers(server: Attacked) -> bool:
    question = {"text": "which projects use python"}
    status, _, body = await exchange(server.port, request("POST", "/ask", question))
    return status == 200 and bool(json.loads(body)["items"])


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    try:
        mounted = small_disk(folder)
        path = mounted.__enter__()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"needs to mount a small disk: {error}")
    try:
        yield path
    finally:
        mounted.__exit__(None, None, None)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    mount = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"needs to mount: {error}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


async def test_a_full_disk_shows_until_there_is_space(tmp_path: Path) -> None:
    with disk(tmp_path / "disk") as folder:
        async with attacked(with_vectors, DATA_DIR=str(folder)) as server:
            await becomes(server, "healthy")
            filler = fill(folder)
            found = await becomes(server, "degraded")
            assert found["components"]["storage"]["status"] == "degraded"
            assert "full" in json.dumps(found["components"]["storage"])
            assert await answers(server)
            filler.unlink()
            await becomes(server, "healthy")


async def test_a_disk_that_turned_read_only_shows(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    async with attacked(with_vectors, DATA_DIR=str(folder)) as server:
        await becomes(server, "healthy")
        with read_only(folder):
            found = await becomes(server, "degraded")
            assert found["components"]["storage"]["disk"] == "read_only"
            assert await answers(server)
        await becomes(server, "healthy")


@pytest.mark.parametrize("whole", [True, False])
async def test_a_disk_that_was_emptied_shows(tmp_path: Path, whole: bool) -> None:
    folder = tmp_path / "data"
    async with attacked(with_vectors, DATA_DIR=str(folder)) as server:
        await becomes(server, "healthy")
        while whole and folder.exists():  # vectors may be written meanwhile
            shutil.rmtree(folder, ignore_errors=True)
        if not whole:
            for path in folder.glob("viva_voce*"):
                path.unlink()
        await tells(server, "storage", "file_was_removed")
        assert await answers(server)
        body = {"name": "Ada", "emoji": "", "image": ""}
        signing = request("POST", "/api/guestbook", body)
        assert (await exchange(server.port, signing))[0] == 200
        assert (folder / "viva_voce.sqlite3").exists()


async def test_a_refused_resume_shows_until_it_is_mended(tmp_path: Path) -> None:
    resume = tmp_path / "resume.json"
    shutil.copy(RESUME, resume)
    async with attacked(with_vectors, RESUME_PATH=str(resume)) as server:
        await becomes(server, "healthy")
        for broken in ("{", "[]", ""):
            resume.write_text(broken)
            found = await becomes(server, "degraded")
            part = found["components"]["resume"]
            assert part["status"] == "degraded"
            assert "refused" in part["reason"]
            assert str(tmp_path) not in json.dumps(found)
            assert await answers(server)
            shutil.copy(RESUME, resume)
            await becomes(server, "healthy")
        resume.unlink()
        await becomes(server, "degraded")


async def test_who_cannot_answer_is_unhealthy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a real socket; the engine itself is broken by hand."""
    app = create_app(settings_for(tmp_path))
    services: Services = app.state.services

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(services.processor._engine, "answer", broken)
    with serving(app) as served:
        for path in ("/health", "/health/ready"):
            head = served.get(path).partition(b"\r\n")[0]
            assert head.startswith(b"HTTP/1.1 503 ")
        assert b'"status":"unhealthy"' in served.get("/health")
        assert served.get("/health/live").startswith(b"HTTP/1.1 200 ")
