"""A turn under way when its conversation is forgotten, and the visitor goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from api_server import create_app
from tests.app import recording, settings_for, with_fakes
from tests.fakes import FakeRecognizer
from tests.ids import own_id
from tests.model_server import SILENT, ModelServer
from tests.server import serving
from tests.waiting import until

TOKEN = "k7Qw-owner-3fZp9tBx"
SECRET = "zebrafinchology"
SESSION = own_id("forgotten")
QUESTION = {
    "text": f"which projects use python, {SECRET} said",
    "session_id": SESSION,
}


class HeldRecognizer(FakeRecognizer):
    """Hears nothing until it may."""

    def __init__(self) -> None:
        super().__init__(text=str(QUESTION["text"]))
        self.may = asyncio.Event()

    async def work(self) -> None:
        await self.may.wait()


async def forget_and_go_on(http: httpx.AsyncClient) -> None:
    await http.delete(f"/session/{SESSION}")
    made = await http.post("/session/create", json={"session_id": SESSION})
    assert made.json()["session_id"] == SESSION


async def traces(http: httpx.AsyncClient, folder: Path) -> list[str]:
    """Where the secret is found: in the session, in the log of turns, in files."""
    owner = {"authorization": f"Bearer {TOKEN}"}
    session = await http.get(f"/session/{SESSION}")
    log = await http.get("/api/ai-interactions", headers=owner)
    assert (session.status_code, log.status_code) == (200, 200)
    found = [r.url.path for r in (session, log) if SECRET in r.text]
    return found + in_files(folder)


def in_files(folder: Path) -> list[str]:
    files = [f for f in folder.rglob("*") if f.is_file()]
    return [f.name for f in files if SECRET.encode() in f.read_bytes()]


@pytest.mark.parametrize("path", ["/ask", "/process/text", "/smart/stream"])
async def test_a_typed_turn_leaves_nothing(tmp_path: Path, path: str) -> None:
    with ModelServer(otherwise=SILENT) as model:
        settings = settings_for(
            tmp_path,
            admin_token=TOKEN,
            llm_base_url=f"{model.url}/v1",
            llm_deadline_ms=2500,
        )
        app = create_app(settings)
        with_fakes(app.state.services)
        with serving(app) as served:
            async with httpx.AsyncClient(timeout=30, base_url=served.url) as http:
                await http.post("/session/create", json={"session_id": SESSION})
                turn = asyncio.create_task(http.post(path, json=QUESTION))
                await until(lambda: model.calls)
                await forget_and_go_on(http)
                assert (await turn).status_code == 200
                await http.post("/ask", json=QUESTION | {"text": "hello"})
                assert await traces(http, tmp_path) == []


@pytest.mark.parametrize("path", ["/process", "/transcribe"])
async def test_a_spoken_turn_leaves_nothing(tmp_path: Path, path: str) -> None:
    app = create_app(settings_for(tmp_path, admin_token=TOKEN))
    ears = HeldRecognizer()
    with_fakes(app.state.services)
    app.state.services.turns.hearing.recognizer = ears
    sound = {"audio_file": ("recording.wav", recording(), "audio/wav")}
    with serving(app) as served:
        async with httpx.AsyncClient(timeout=30, base_url=served.url) as http:
            fields = {"session_id": SESSION}
            turn = asyncio.create_task(http.post(path, files=sound, data=fields))
            await until(lambda: ears.heard)
            await forget_and_go_on(http)
            ears.may.set()
            assert (await turn).status_code == 200
            assert await traces(http, tmp_path) == []
