"""Faults of access: files, owners, origins, limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.guard.rate_limit import RateLimit
from tests.app import ORIGIN, Visit, settings_for, visiting
from tests.ids import own_id

OWNER = {"authorization": "Bearer owner-of-a-house"}
SQL = Path(__file__).parents[2] / "supabase_schema.sql"
OUTSIDE = (
    ".env",
    "%2e%2e/secret.wav",
    "..%2fsecret.wav",
    "%2fetc%2fpasswd",
    "....//secret.wav",
    "secret.wav%00.wav",
    "..%5csecret.wav",
)


def limited(folder: Path) -> Any:
    return visiting(settings_for(folder, rate_limit_enabled=True))


def secret(folder: Path) -> Path:
    path = folder / "secret.wav"
    path.write_bytes(b"not yours")
    return path


@pytest.mark.parametrize("name", OUTSIDE)
async def test_file_route_serves_files_outside_its_directory(
    visit: Visit, tmp_path: Path, name: str
) -> None:
    secret(tmp_path)
    reply = await visit.http.get(f"/audio/{name}")
    assert (reply.status_code, reply.json()["error_code"]) == (404, "FILE_NOT_FOUND")


@pytest.mark.parametrize("name", OUTSIDE)
async def test_file_route_deletes_files_outside_its_directory(
    visit: Visit, tmp_path: Path, name: str
) -> None:
    kept = secret(tmp_path)
    await visit.http.get(f"/audio/{name}")
    await visit.http.delete(f"/audio/{name}")
    await visit.services.cleanup.run_once()
    assert kept.exists()


@pytest.mark.parametrize("name", ["", "audio", "%2e%2e", "a/b/"])
async def test_directory_names_give_500(
    visit: Visit, tmp_path: Path, name: str
) -> None:
    (tmp_path / "audio" / ("d" * 22 + ".wav")).mkdir(parents=True)
    for asked in (name, "d" * 22 + ".wav"):
        reply = await visit.http.get(f"/audio/{asked}", follow_redirects=True)
        assert reply.status_code in (404, 405)


async def test_cors_reflects_with_credentials(tmp_path: Path) -> None:
    for origins in (("*",), (ORIGIN,)):
        settings = settings_for(tmp_path, cors_origins=origins)
        async with visiting(settings) as visit:
            evil = {"origin": "https://evil.example"}
            headers = (await visit.http.get("/", headers=evil)).headers
        assert headers.get("access-control-allow-origin") in (None, "*")
        assert "access-control-allow-credentials" not in headers


async def test_delete_without_authority(visit: Visit) -> None:
    signed = {"name": "Ann", "emoji": "🙂", "image": ""}
    made = (await visit.http.post("/api/guestbook", json=signed)).json()
    for headers in ({}, {"authorization": "Bearer wrong"}):
        reply = await visit.http.delete(f"/api/guestbook/{made['id']}", headers=headers)
        assert reply.status_code == 401
    assert (await visit.http.get("/api/guestbook")).json()["signatures"] == [made]


async def test_a_404_turned_into_500(visit: Visit) -> None:
    reply = await visit.http.delete("/api/guestbook/nobody", headers=OWNER)
    assert (reply.status_code, reply.json()["error_code"]) == (404, "NOT_FOUND")


async def test_limit_keyed_on_client_id(tmp_path: Path) -> None:
    async with limited(tmp_path) as visit:
        served = 0
        for turn in range(40):
            body = {
                "text": "hi",
                "user_id": f"u{turn}",
                "session_id": own_id(str(turn)),
            }
            reply = await visit.http.post("/smart/query", json=body)
            served += reply.json()["item_type"] != "rate_limit"
    assert served == 30


async def test_absent_id_unlimited(tmp_path: Path) -> None:
    async with limited(tmp_path) as visit:
        codes = [
            (await visit.http.post("/ask", json={"text": "hi"})).status_code
            for _ in range(40)
        ]
    assert codes.count(200) == 30


def test_honest_client_banned_for_ever() -> None:
    now = [0.0]
    limit = RateLimit(clock=lambda: now[0])
    for _ in range(200):
        limit.take("chat", "visitor")
    now[0] += 61
    assert limit.take("chat", "visitor").allowed


async def test_refusal_as_success(tmp_path: Path) -> None:
    async with limited(tmp_path) as visit:
        for _ in range(31):
            reply = await visit.http.post("/ask", json={"text": "hi"})
    assert (reply.status_code, reply.json()["status"]) == (429, "error")


async def test_voice_limit_dodged_by_a_new_session(tmp_path: Path) -> None:
    async with limited(tmp_path) as visit:
        codes = [
            (await visit.say(session_id=f"session-{turn}")).status_code
            for turn in range(15)
        ]
    assert codes.count(200) == 10
    assert set(codes) == {200, 429}


@pytest.mark.parametrize("path", ["/test/tts", "/test/transcribe", "/test/llm"])
async def test_test_routes_unlimited(tmp_path: Path, path: str) -> None:
    async with limited(tmp_path) as visit:
        codes = []
        for _ in range(35):
            if path == "/test/transcribe":
                codes.append((await visit.say(path)).status_code)
            else:
                reply = await visit.http.post(path, json={"text": "hello"})
                codes.append(reply.status_code)
    assert 429 in codes


@pytest.mark.parametrize(
    "path", ["/api/ai-interactions", "/api/session/stats", "/api/usage"]
)
async def test_anyone_reads_all_prompts(visit: Visit, path: str) -> None:
    await visit.ask("a private question")
    reply = await visit.http.get(path)
    assert reply.status_code == 401
    assert "private" not in reply.text


async def test_test_route_writes_rows(visit: Visit) -> None:
    reply = await visit.http.post("/api/test-ai-logging")
    assert reply.status_code == 401
    reply = await visit.http.post("/api/test-ai-logging", headers=OWNER)
    assert reply.status_code == 200
    assert await visit.services.session_log.store.count() == 0


def test_policies_open_to_all() -> None:
    """Only the guestbook has a policy for strangers: reading what is shown, signing."""
    text = SQL.read_text("utf-8").lower()
    policies = [part.split(";")[0] for part in text.split("create policy")[1:]]
    assert policies
    for policy in policies:
        if "to service_role" in policy:
            continue
        assert "public.guestbook_signatures" in policy
        assert "for select" in policy or "for insert" in policy
    assert text.count("enable row level security") >= 3


@pytest.mark.parametrize(
    "field",
    [
        {"name": "n" * 101},
        {"name": ""},
        {"emoji": "e" * 17},
        {"image": "javascript:alert(1)"},
        {"image": "data:image/svg+xml;base64,PHN2Zy8+"},
        {"image": "data:text/html;base64,PGI+"},
        {"image": "https://evil.example/a.png"},
        {"image": "data:image/png;base64," + "A" * 800_000},
    ],
    ids=range(8),
)
async def test_unlimited_or_executable_guestbook_fields(
    visit: Visit, field: dict[str, str]
) -> None:
    signed = {"name": "Ann", "emoji": "🙂", "image": ""} | field
    reply = await visit.http.post("/api/guestbook", json=signed)
    assert reply.status_code in (413, 422)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=-1", "offset=-1", "limit=x", "offset=9e99"]
)
async def test_unvalidated_paging(visit: Visit, query: str) -> None:
    assert (await visit.http.get(f"/api/guestbook?{query}")).status_code == 422
