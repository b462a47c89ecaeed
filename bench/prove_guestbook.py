"""Hostile and odd texts through every text field, and many hands at once."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from api_server import create_app
from bench.figure import Figure
from services.settings import Settings

ATTACKS = ("web_payloads.jsonl", "naughty_strings.jsonl")
OWN = [
    "\ud800",
    "a\0b",
    "\udfff\ud800",
    "\uffff",
    "\U0010ffff",
    "{{7*7}}",
    "%00",
    "\r\n",
]
OWNER = {"authorization": "Bearer t0ken-for-owners"}


def figures(data: Path | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(many_hands(Path(folder) / "hands"))
        if data is not None:
            texts = [*attack_texts(data), *OWN]
            yield from asyncio.run(odd_texts(Path(folder) / "texts", texts))


def attack_texts(data: Path) -> list[str]:
    lines = [
        line
        for name in ATTACKS
        for line in (data / "attacks" / name).read_text("utf-8").splitlines()
    ]
    return [json.loads(line)["text"] for line in lines if line.strip()]


class Visit:
    """The application without a socket; bodies are sent as a hostile client would."""

    def __init__(self, folder: Path) -> None:
        app = create_app(
            Settings(
                data_dir=folder,
                rate_limit_enabled=False,
                edge_tts_enabled=False,
                whisper_download="never",
                recognizer="pocketsphinx",
                admin_token="t0ken-for-owners",  # type: ignore[arg-type]
                log_level="ERROR",
            )
        )
        self.services = app.state.services
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        self.statuses: Counter[int] = Counter()

    async def __aenter__(self) -> Visit:
        await self.services.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()
        await self.services.stop()

    async def send(
        self, method: str, path: str, body: Any = None, **more: Any
    ) -> httpx.Response:
        headers = {"content-type": "application/json", **more.pop("headers", {})}
        content = None if body is None else json.dumps(body).encode()
        answer = await self.http.request(
            method, path, content=content, headers=headers, **more
        )
        self.statuses[answer.status_code] += 1
        return answer


async def many_hands(folder: Path) -> list[Figure]:
    async with Visit(folder) as visit:

        async def sign(name: str) -> str:
            body = {"name": name, "emoji": "", "image": ""}
            answer = await visit.send("POST", "/api/guestbook", body)
            return str(answer.json()["id"])

        ids = await asyncio.gather(*(sign(f"visitor {n}") for n in range(50)))
        once: set[str] = set()
        for _ in range(2):
            once.update(await asyncio.gather(*(sign("the same") for _ in range(50))))
        page = await visit.send("GET", "/api/guestbook?limit=100")
    names = [row["name"] for row in page.json()["signatures"]]
    return [
        Figure("guestbook_parallel_rows", len(set(ids)), "rows", "== 50"),
        Figure("guestbook_repeated_rows", names.count("the same"), "rows", "== 1"),
        Figure("guestbook_repeated_ids", len(once), "", "== 1"),
    ]


async def odd_texts(folder: Path, texts: list[str]) -> list[Figure]:
    changed = executable = refused = 0
    async with Visit(folder) as visit:
        for text in texts:
            for field in FIELDS:
                outcome = await FIELDS[field](visit, text)
                changed += outcome == "changed"
                refused += outcome == "refused"
                executable += outcome == "executable"
    server_errors = sum(n for status, n in visit.statuses.items() if status >= 500)
    note = f"{len(texts)} texts, {len(FIELDS)} fields, {refused} refused with 4xx"
    return [
        Figure("odd_texts_changed", changed, "", "<= 0", note),
        Figure("odd_texts_server_errors", server_errors, "", "<= 0"),
        Figure("odd_texts_executable", executable, "", "<= 0"),
    ]


def outcome_of(answer: httpx.Response, kept: Any, sent: str) -> str:
    if 300 <= answer.status_code < 500:
        return "refused"
    plain = answer.headers["content-type"].startswith("application/json")
    if not plain or answer.headers.get("x-content-type-options") != "nosniff":
        return "executable"
    return "kept" if kept == sent else "changed"


async def name(visit: Visit, text: str) -> str:
    return await signed(visit, {"name": text, "emoji": "", "image": ""}, "name")


async def emoji(visit: Visit, text: str) -> str:
    return await signed(visit, {"name": "Ada", "emoji": text, "image": ""}, "emoji")


async def image(visit: Visit, text: str) -> str:
    return await signed(visit, {"name": "Eve", "emoji": "", "image": text}, "image")


async def signed(visit: Visit, body: dict[str, str], field: str) -> str:
    answer = await visit.send("POST", "/api/guestbook", body)
    if answer.status_code != 200:
        return outcome_of(answer, None, body[field])
    page = await visit.send("GET", "/api/guestbook?limit=100")
    wanted = answer.json()["id"]
    found = [row[field] for row in page.json()["signatures"] if row["id"] == wanted]
    await visit.send("DELETE", f"/api/guestbook/{wanted}", headers=OWNER)
    return outcome_of(page, found[0] if found else None, body[field])


async def question(visit: Visit, text: str) -> str:
    answer = await visit.send("POST", "/ask", {"text": text})
    if answer.status_code != 200:
        return outcome_of(answer, None, text)
    session_id = answer.json()["session_id"]
    kept = await visit.send("GET", f"/session/{session_id}")
    history = kept.json()["conversation_history"]
    return outcome_of(kept, history[-1]["user_input"], text)


async def session_metadata(visit: Visit, text: str) -> str:
    """Metadata is not shown by any route: what counts is that nothing breaks."""
    answer = await visit.send("POST", "/session/create", {"metadata": {"page": text}})
    return outcome_of(answer, text, text)


async def session_id(visit: Visit, text: str) -> str:
    answer = await visit.send("POST", "/session/create", {"session_id": text})
    kept = answer.json().get("session_id") if answer.status_code == 200 else None
    return outcome_of(answer, kept, text)


async def log_filter(visit: Visit, text: str) -> str:
    params = {"intent": text.encode("utf-8", "replace").decode()}
    answer = await visit.send(
        "GET", "/api/ai-interactions", params=params, headers=OWNER
    )
    return outcome_of(answer, text, text)


async def signature_id(visit: Visit, text: str) -> str:
    part = quote(text.encode("utf-8", "surrogatepass"), safe="")
    answer = await visit.send("DELETE", f"/api/guestbook/{part}", headers=OWNER)
    return outcome_of(answer, text, text)


FIELDS = {
    "name": name,
    "emoji": emoji,
    "image": image,
    "question": question,
    "session metadata": session_metadata,
    "session id": session_id,
    "log filter": log_filter,
    "signature id": signature_id,
}
