"""Nobody's words, keys or sessions in anybody else's hands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.attacked import Attacked, Reply, attacked, exchange, request, upload
from bench.bench_service import free_port
from bench.figure import Figure
from bench.hostile import nasty_texts, requests_with
from tests.ids import own_id

CLIPS = {
    "which projects use python": "projects",
    "where did you study": "study",
    "tell me about your publications": "publications",
}
"""What is spoken, each with a word that no other has; a word may be misheard."""
SECRETS = {
    "ADMIN_TOKEN": "canary-admin-5a71",
    "GROQ_API_KEY": "canary-groq-5a72",
    "LLM_API_KEY": "canary-llm-5a73",
    "ELEVENLABS_API_KEY": "canary-eleven-5a74",
    "SUPABASE_ANON_KEY": "canary-anon-5a75",
    "SUPABASE_SERVICE_KEY": "canary-service-5a76",
}
OURS = "http://localhost:3000"
HOSTILE = (
    "https://evil.example",
    "null",
    "",
    "*",
    "file://",
    "http://localhost",
    "http://localhost:30000",
    "http://localhost:3000/",
    "http://localhost:3000.evil.example",
    "http://localhost:3000@evil.example",
    "http://evil.example#http://localhost:3000",
    "http://evil.example/http://localhost:3000",
    "https://localhost:3000",
    "HTTP://localhost:3000",
    "http://LOCALHOST:3000",
    "http://localhost:3000 http://evil.example",
    "http://localhost:3000,http://evil.example",
    "http://127.0.0.1.evil.example:3000",
    "http://[::1]:3000",
    "http://xlocalhost:3000",
)


def figures(data: Path | None) -> Iterable[Figure]:
    for proof in (canaries, closed, secrets):
        yield from asyncio.run(proof())


async def canaries(sessions: int = 64, replies: int = 50) -> list[Figure]:
    """Every session asks with a word of its own, by text and aloud, all at once."""
    async with attacked(TRUSTED_PROXIES="127.0.0.1") as server:
        visitors = [Visitor(server, n) for n in range(sessions)]
        found = await asyncio.gather(*(v.visit(replies) for v in visitors))
    foreign = sum(
        f"canary{other:03}" in text
        for number, texts in enumerate(found)
        for text in texts
        for other in range(sessions)
        if other != number
    )
    wrong = sum(visitor.wrong for visitor in visitors)
    names = [name for visitor in visitors for name in visitor.audio]
    shared = len(names) - len(set(names))
    total = sum(map(len, found))
    note = f"of {total} replies"
    return [
        Figure("4.replies_holding_anothers", foreign + wrong, "", "== 0", note),
        Figure("4.audio_shared", shared, "", "== 0", f"of {len(names)} files"),
        Figure("4.replies", total, "", f">= {sessions * replies}"),
    ]


class Visitor:
    """One of many; `wrong` counts replies that belong to somebody else."""

    def __init__(self, server: Attacked, number: int) -> None:
        self.port = server.port
        self.word = f"canary{number:03}"
        self.session = own_id(self.word)
        self.headers = {"x-forwarded-for": f"10.0.{number}.1"}
        self.clip, word = [*CLIPS.items()][number % len(CLIPS)]
        self.others = set(CLIPS.values()) - {word}
        self.wrong = 0
        self.audio: list[str] = []

    async def visit(self, replies: int) -> list[str]:
        found = [await self.heard()]
        for turn in range(1, replies):
            found.append(await self.asked(aloud=turn % 16 == 0))
        found[0] += await self.history()
        return found

    async def asked(self, *, aloud: bool) -> str:
        question = {"text": f"projects with {self.word}", "session_id": self.session}
        path = "/process/text" if aloud else "/smart/query"
        reply = await self.send(request("POST", path, question, self.headers))
        self.wrong += self.word not in reply["metadata"]["original_query"]
        await self.fetch(reply.get("audio_file"))
        return json.dumps(reply)

    async def heard(self) -> str:
        reply = await self.send(upload(headers=self.headers, words=self.clip))
        heard = reply["metadata"]["original_query"].split()
        self.wrong += not self.others.isdisjoint(heard)
        await self.fetch(reply["audio_file"])
        return json.dumps(reply)

    async def fetch(self, name: str | None) -> None:
        if name is None:
            return
        self.audio.append(name)
        status, headers, body = await exchange(
            self.port, request("GET", f"/audio/{name}", headers=self.headers)
        )
        right = status == 200 and headers["etag"] == f'"{name.partition(".")[0]}"'
        self.wrong += not (right and body[:4] == b"RIFF")

    async def history(self) -> str:
        path = f"/session/{self.session}"
        return json.dumps(await self.send(request("GET", path, headers=self.headers)))

    async def send(self, message: bytes) -> dict[str, Any]:
        for _ in range(600):
            status, _, body = await exchange(self.port, message)
            if status != 503:
                break
            await asyncio.sleep(0.5)
        assert status == 200, body
        found: dict[str, Any] = json.loads(body)
        return found


async def closed() -> list[Figure]:
    async with attacked(ADMIN_TOKEN="right-one-of-many", DEBUG_MODE="true") as server:
        refused = [await owner_call(server, *call) for call in owner_calls()]
        strangers = await cross_session(server)
        reflected = sum([await reflects(server, origin) for origin in HOSTILE])
        assert await reflects(server, OURS)
    return [
        Figure(
            "7.owner_calls_refused",
            100 * sum(refused) / len(refused),
            "%",
            "== 100",
            f"{len(refused)} calls",
        ),
        Figure("7.cross_session", strangers, "", "== 0"),
        Figure(
            "7.origins_reflected", reflected, "", "== 0", f"{len(HOSTILE)} spellings"
        ),
    ]


def owner_calls() -> Iterator[tuple[str, str, dict[str, str]]]:
    calls = (
        ("GET", "/api/ai-interactions"),
        ("POST", "/api/test-ai-logging"),
        ("GET", "/api/session/stats"),
        ("GET", "/api/usage"),
        ("PATCH", "/api/guestbook/abcdefgh"),
        ("DELETE", "/api/guestbook/abcdefgh"),
    )
    tokens = [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic right-one-of-many",
        "right-one-of-many",
        "Bearer right-one-of-man",
        "Bearer right-one-of-many2",
    ]
    for method, path in calls:
        for token in tokens:
            yield method, path, {"authorization": token} if token else {}


async def owner_call(
    server: Attacked, method: str, path: str, headers: dict[str, str]
) -> bool:
    body = None if method in ("GET", "DELETE") else {"hidden": True}
    status, _, _ = await exchange(server.port, request(method, path, body, headers))
    return status in (401, 429)


async def cross_session(server: Attacked) -> int:
    """Reads and deletes of a session by ids that are nearly its own."""
    made = await exchange(server.port, request("POST", "/session/create"))
    own = json.loads(made[2])["session_id"]
    guesses = [own[:-1], own.swapcase(), own[::-1], f"{own}%00", f"{own}/.", "*", "%25"]
    guesses += [own[:-1] + ("A" if own[-1] != "A" else "B"), own[:21], f"x{own}"]
    found = 0
    for guess in guesses:
        for method in ("GET", "DELETE"):
            reply = await exchange(server.port, request(method, f"/session/{guess}"))
            found += reply[0] == 200
    still = await exchange(server.port, request("GET", f"/session/{own}"))
    return found + (still[0] != 200)


async def reflects(server: Attacked, origin: str) -> bool:
    """Whether a page of this origin may read an answer, or ask beforehand."""
    asked = {"origin": origin, "access-control-request-method": "POST"}
    plain = request("GET", "/", headers={"origin": origin})
    replies: list[Reply] = [
        await exchange(server.port, plain),
        await exchange(server.port, request("OPTIONS", "/ask", headers=asked)),
    ]
    return any("access-control-allow-origin" in headers for _, headers, _ in replies)


async def secrets(texts: int | None = None) -> list[Figure]:
    """Every key is a canary while everything is asked in nasty ways."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    hosts = ("GROQ_BASE_URL", "SUPABASE_URL", "ELEVENLABS_BASE_URL")
    async with attacked(**SECRETS, **dict.fromkeys(hosts, nowhere)) as server:
        seen = bytearray()
        for message in requests_with(nasty_texts(texts)):
            _, headers, body = await exchange(server.port, message)
            seen += json.dumps(headers).encode() + body
        seen += server.log.read_bytes()
    leaks = sum(seen.count(secret.encode()) for secret in SECRETS.values())
    return [Figure("6.secrets_leaked", leaks, "", "== 0", f"{len(seen)} bytes seen")]
