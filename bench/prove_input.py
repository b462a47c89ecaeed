"""Whatever is sent, the answer is an answer or a clear refusal."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.attacked import Attacked, attacked, exchange, request
from bench.figure import Figure
from bench.hostile import nasty_texts, requests_with, texts_of

LIMIT_S = 10.0
QUIET_S = 2.0
MARK = "Qx7vMarker"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
"""All but those that take every well-formed upload for good audio."""
TOKEN = "owner-of-a-bench"
SETS: dict[str, tuple[str, ...]] = {
    "/api/v1": ("--exclude-path-regex", "^/v1/"),
    "": ("--include-path-regex", "^/v1/"),
}
"""The calls of a run, by what stands before them."""
WHO = {"owner": ("-H", f"Authorization: Bearer {TOKEN}"), "visitor": ()}
HOOKS = {
    "SCHEMATHESIS_HOOKS": "bench.schemathesis_hooks",
    "PYTHONPATH": str(Path(__file__).parent.parent),
}


def figures(data: Path | None) -> Iterable[Figure]:
    yield from asyncio.run(generated())
    yield from asyncio.run(texts(data))
    yield from asyncio.run(log_lines())


async def generated(
    examples: int = 100,
    phases: str = "examples,coverage,fuzzing",
    sets: Mapping[str, tuple[str, ...]] = SETS,
) -> list[Figure]:
    """Requests made up from the interface: every call below /api/v1, and what speaks
    OpenAI's, by the owner and by visitors."""
    figures = []
    async with attacked(ADMIN_TOKEN=TOKEN) as server:
        for prefix, chosen in sets.items():
            for who, headers in WHO.items():
                command = [
                    *(sys.executable, "-m", "schemathesis.cli", "run"),
                    *(f"{server.url}/openapi.json", *chosen, *headers),
                    *("--checks", ",".join(CHECKS), "--max-examples", str(examples)),
                    *("--phases", phases, "--continue-on-failure", "--workers", "2"),
                    *("--request-timeout", str(LIMIT_S), "--no-color"),
                    *("--url", f"{server.url}{prefix}"),
                ]
                ran = await asyncio.to_thread(
                    subprocess.run,
                    command,
                    capture_output=True,
                    text=True,
                    cwd=server.folder,
                    env=os.environ | HOOKS,
                )
                run = f"{prefix or '/v1'}, {who}"
                figures += failures(ran.stdout + ran.stderr, run)
        busy = server.log.read_bytes().count(b'"status": 503')
    return [*figures, Figure("8.told_to_come_again", busy)]


def failures(told: str, run: str) -> list[Figure]:
    """What a run found: errors of ours, and answers that nobody documented."""
    cases = re.search(r"(\d+) generated", told)
    found = re.findall(r"^- (.+)", told, re.M) if cases else ["Server error: no run"]
    errors = [one for one in found if re.match("Server error|.*[Tt]imeout", one)]
    note = f"{run}: {cases[1] if cases else told[-200:]} requests"
    return [
        Figure("8.server_errors", len(errors), "", "== 0", note),
        Figure("8.not_as_documented", len(found) - len(errors), "", "== 0", run),
    ]


async def texts(data: Path | None, most: int | None = None) -> list[Figure]:
    folder = data / "attacks" if data else None
    every = nasty_texts() + (texts_of(folder) if folder else [])
    async with attacked() as server:
        broken, sent, slowest = 0, 0, 0.0
        for message in requests_with(every[:most]):
            started = time.perf_counter()
            try:
                reply = await asyncio.wait_for(exchange(server.port, message), LIMIT_S)
                broken += reply[0] >= 500
            except (TimeoutError, OSError, asyncio.IncompleteReadError):
                broken += 1
            slowest = max(slowest, time.perf_counter() - started)
            sent += 1
    return [
        Figure("9.broken_by_text", broken, "", "== 0", f"of {sent} requests"),
        Figure("9.slowest", slowest, "s", f"<= {LIMIT_S}"),
    ]


async def _quiet(server: Attacked) -> bytes:
    """The log once nothing is added: models that open at the start write lines, too."""
    while True:
        before = server.log.read_bytes()
        await asyncio.sleep(QUIET_S)
        if server.log.read_bytes() == before:
            return before


async def log_lines(requests: int = 200) -> list[Figure]:
    """At INFO, in production: how much is written, and none of what was said."""
    async with attacked() as server:
        await exchange(server.port, request("GET", "/"))
        before = await _quiet(server)
        for number in range(requests):
            question = {"text": f"{MARK} {number} python projects", "user_id": MARK}
            await exchange(server.port, request("POST", "/ask", question))
        written = server.log.read_bytes()[len(before) :]
    return [
        Figure("12.lines_a_request", written.count(b"\n") / requests, "", "<= 2"),
        Figure("12.bytes_a_request", len(written) / requests, "B", "<= 600"),
        Figure("12.visitor_text", written.count(MARK.encode()), "", "== 0"),
    ]
