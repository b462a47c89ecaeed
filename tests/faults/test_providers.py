"""Every provider behind every fault: visitors are answered, and nothing is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from aiohttp import web

from api_server import create_app
from tests.app import settings_for
from tests.fault_proxy import FAULTS, SECRET, Fault, proxied
from tests.gateway import SECRET_KEY, Gateway
from tests.model_server import ModelServer
from tests.postgrest import PostgrestServer
from tests.sounds import encode
from tests.speech.edge_server import edge_server
from tests.speech.loopback import serving as loopback
from tests.speech.sounds import bare_mp3, tone
from tests.speech.test_elevenlabs import service as elevenlabs_server
from tests.spoken import spoken
from tests.storage.pictures import picture, url
from tests.waiting import until

QUESTION = "Which projects use Python?"
IN_TIME_S = 5.0
"""Deadlines below are a second at most; the rest is for a busy machine."""

ASKS_FOR_REST = ("429",)
"""Its `Retry-After` is heeded, however well the provider looks meanwhile."""

each_fault = pytest.mark.parametrize("fault", FAULTS)


@asynccontextmanager
async def visitor(folder: Path, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Speaks to the whole application, with none of its parts replaced."""
    app = create_app(settings_for(folder, **changes))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as http,
    ):
        yield http


async def told(http: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    """An answer that came in time and shows nothing of the provider's."""
    started = time.monotonic()
    reply = await http.post(path, json=body)
    assert time.monotonic() - started < IN_TIME_S
    assert reply.status_code == 200, reply.text
    assert SECRET not in reply.text
    found: dict[str, Any] = reply.json()
    return found


@each_fault
async def test_language_model(fault: Fault, tmp_path: Path) -> None:
    with ModelServer() as model:
        async with (
            proxied(model.port) as proxy,
            visitor(
                tmp_path,
                llm_base_url=f"http://{proxy.address}/v1",
                llm_deadline_ms=1500,
            ) as http,
        ):
            well = await told(http, "/ask", text=QUESTION)
            await proxy.turn(fault)
            ill = await told(http, "/ask", text="Which projects use SQL?")
            await proxy.turn(None)
            again = await told(http, "/ask", text="Where did she study?")
    assert well["metadata"]["engines"]["llm"] != "none"
    assert ill["metadata"]["engines"]["llm"] == "none"
    assert [one for one in ill["metadata"]["degraded"] if one.startswith("llm:")]
    assert ill["items"]
    rests = again["metadata"]["engines"]["llm"] == "none"
    assert rests is (fault in ASKS_FOR_REST)


@each_fault
async def test_hosted_voices(fault: Fault, tmp_path: Path) -> None:
    async with (
        edge_server(bare_mp3(tone(1.0))) as edge,
        elevenlabs_server() as elevenlabs,
        proxied(port_of(edge.url)) as relay,
        proxied(port_of(elevenlabs.url)) as proxy,
        visitor(
            tmp_path,
            edge_tts_enabled=True,
            edge_tts_url=f"ws://{relay.address}/edge/v1",
            elevenlabs_api_key="key",
            elevenlabs_base_url=f"http://{proxy.address}",
            tts_first_audio=0.4,
            tts_deadline=1.0,
        ) as http,
    ):
        engines = [await spoken_by(http, "hello")]
        await proxy.turn(fault)
        engines.append(await spoken_by(http, "who is she"))
        await relay.turn(fault)
        engines.append(await spoken_by(http, "which projects use python"))
        state = (await http.get("/health")).json()["components"]["tts"]["engines"]
    assert engines == ["elevenlabs", "edge-tts", "espeak-ng"]
    assert state == {"elevenlabs": "open", "edge-tts": "open", "espeak-ng": "closed"}


async def spoken_by(http: httpx.AsyncClient, text: str) -> str:
    """The engine whose voice can be fetched; those before it are named."""
    reply = await told(http, "/process/text", text=text)
    assert (await http.get(f"/audio/{reply['audio_file']}")).status_code == 200
    engine: str = reply["metadata"]["engines"]["tts"]
    degraded = " ".join(reply["metadata"]["degraded"])
    passed = ["elevenlabs", "edge-tts", "espeak-ng"]
    assert all(f"tts:{name}:" in degraded for name in passed[: passed.index(engine)])
    return engine


@each_fault
async def test_database(
    fault: Fault, tmp_path: Path, gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    signed = {"name": "Ada", "emoji": "\N{WAVING HAND SIGN}", "image": url(picture())}
    async with (
        proxied(gateway.port) as proxy,
        visitor(
            tmp_path,
            supabase_url=f"http://{proxy.address}",
            supabase_service_key=SECRET_KEY,
        ) as http,
    ):
        await proxy.turn(fault)
        signature = await told(http, "/api/guestbook", **signed)
        turn = await told(http, "/ask", text=QUESTION)
        page = (await http.get("/api/guestbook")).json()
        assert [one["name"] for one in page["signatures"]] == ["Ada"]
        await until(lambda: proxy.met > 0 or fault == "refuse")
        await proxy.turn(None)
        arrived = "select name from guestbook_signatures"
        await until_there(postgrest_server, arrived, "Ada")
        logged = "select session_id from ai_interactions"
        await until_there(postgrest_server, logged, turn["session_id"])
    assert signature
    assert turn["items"]


@pytest.mark.parametrize("fault", ["refuse", "black_hole", "drip", "html", "endless"])
async def test_model_hub(
    fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    async with (
        loopback(web.Application()) as address,
        proxied(port_of(f"//{address}")) as proxy,
    ):
        monkeypatch.setenv("HF_ENDPOINT", f"http://{proxy.address}")
        await proxy.turn(fault)
        fetching = {"whisper_download": "auto", "whisper_model_size": "tiny"}
        async with visitor(tmp_path, recognizer="auto", **fetching) as http:
            started = http.post("/transcribe", files=recording("which projects"))
            assert (await started).status_code == 200
            await until(lambda: proxy.met > 0 or fault == "refuse")
            reply = await http.post("/process", files=recording(QUESTION))
            assert reply.status_code == 200, reply.text
            assert SECRET not in reply.text
            assert reply.json()["items"]
            assert reply.json()["transcript"]["engine"] == "pocketsphinx"
            stopping = time.monotonic()
    assert time.monotonic() - stopping < IN_TIME_S


def recording(words: str) -> dict[str, tuple[str, bytes, str]]:
    return {
        "audio_file": ("a.wav", encode(spoken(words, "en-us+f2"), "wav"), "audio/wav")
    }


async def until_there(server: PostgrestServer, statement: str, wanted: str) -> None:
    found = ""
    for _ in range(200):
        found = await asyncio.to_thread(server.sql, statement)
        if found.strip() == wanted:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{statement}: {found}")


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port is not None
    return port
