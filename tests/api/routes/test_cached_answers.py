"""Kept answers over HTTP: reused, listed, dropped, and without a visitor's words."""

from __future__ import annotations

import json
import pickle
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.api.routes.owner import BEARER, log_in, owned
from tests.app import RESUME, Visit
from tests.model_server import ModelServer

PATH = "/api/dashboard/answers"
QUESTION = "what has Maya built for the night shift zeppelin crew"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
async def visit(server: ModelServer, tmp_path: Path) -> AsyncIterator[Visit]:
    resume = tmp_path / "resume.json"
    resume.write_text(RESUME.read_text("utf-8"), "utf-8")
    model = {"groq_api_key": "key", "groq_base_url": server.url}
    async with owned(tmp_path, resume_path=resume, **model) as visit:
        yield visit


async def reason(visit: Visit, text: str = "what projects did she do") -> str:
    said = await visit.ask(text)
    return str(said["metadata"]["llm"])


async def test_the_owner_sees_what_is_kept_and_what_it_saved(visit: Visit) -> None:
    assert [await reason(visit) for _ in range(3)] == ["phrased", "cached", "cached"]
    page = (await visit.http.get(PATH, headers=BEARER)).json()
    (kept,) = page["answers"]
    assert (kept["hits"], page["total"], page["hits_by_words"]) == (2, 1, 2)
    assert page["saved_usd"] > 0
    assert "projects" not in json.dumps({**kept, "answer": "", "about": ""})
    figures = (await visit.http.get("/metrics", headers=BEARER)).text
    assert 'viva_voce_cache_hits{by="words"} 2.0' in figures
    assert "viva_voce_cached_answers 1.0" in figures


async def test_a_dropped_answer_is_asked_anew(
    visit: Visit, server: ModelServer
) -> None:
    await reason(visit)
    (kept,) = (await visit.http.get(PATH, headers=BEARER)).json()["answers"]
    path = f"{PATH}/{kept['id']}"
    assert (await visit.http.delete(path, headers=BEARER)).json() == {"evicted": 1}
    assert await reason(visit) == "phrased"
    assert server.calls == 2
    gone = await visit.http.delete(path, headers=BEARER)
    assert (gone.status_code, gone.json()["error_code"]) == (404, "NOT_FOUND")
    assert (await visit.http.delete(PATH, headers=BEARER)).json() == {"evicted": 1}
    assert await reason(visit) == "phrased"


async def test_only_the_owner_lists_and_drops(visit: Visit) -> None:
    await reason(visit)
    assert (await visit.http.get(PATH)).status_code == 401
    assert (await visit.http.delete(PATH)).status_code == 401
    headers = await log_in(visit)
    assert (await visit.http.delete(PATH)).status_code == 403
    assert (await visit.http.delete(PATH, headers=headers)).json() == {"evicted": 1}


async def test_a_changed_resume_is_asked_about_anew(visit: Visit) -> None:
    await reason(visit)
    path = visit.services.settings.resume_path
    changed = json.loads(path.read_text("utf-8"))
    changed["projects"] = changed["projects"][:-1]
    path.write_text(json.dumps(changed), "utf-8")
    assert visit.services.processor.refresh()
    assert await reason(visit) == "phrased"
    assert visit.services.answer_cache.usage()["answers"] == 1


async def test_nothing_kept_leads_back_to_a_forgotten_session(visit: Visit) -> None:
    asked = await visit.ask(QUESTION)
    session = asked["session_id"]
    assert visit.services.answer_cache.usage()["answers"] == 1
    assert (await visit.http.delete(f"/session/{session}")).status_code == 200
    held = pickle.dumps(visit.services.answer_cache.listing()).lower()
    for word in (session, "zeppelin", QUESTION):
        assert word.lower().encode() not in held
