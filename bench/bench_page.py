"""The visitor's page: its weight, its first paint, and the way to the first sound."""

from __future__ import annotations

import asyncio
import shutil
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.async_api import Browser, Response

from bench.figure import Figure
from tests.e2e.talks import Service, answering, talking, write_talker
from tests.e2e.visitor import chromium, visiting
from tests.server import Served

ROUNDS = 7
OURS = ("/app", "/web", "/page")
BESIDE = ("/web/fonts/", "/photo")
"""Parts of addresses of what comes after the first paint, and is kept for good."""
EARS = "ears and voice that take no time"
WAITED = "graph.since - microphone.until"
FIRST_PAINT = (
    "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]"
)


def figures(data: Path | None) -> Iterable[Figure]:
    if shutil.which("chromium") is None:
        return []
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    with TemporaryDirectory() as folder:
        microphone = Path(folder) / "talker.wav"
        write_talker(microphone)
        with answering(Path(folder)) as service:
            async with chromium(microphone) as browser:
                visits = [await _opened(browser, service.served) for _ in range(ROUNDS)]
                waits = [await _first_sound(browser, service) for _ in range(ROUNDS)]
    painted = [visit.paint_ms for visit in visits]
    first = visits[0]
    return [
        Figure("page.weight", first.bytes / 1000, "kB", "<= 60", "first paint, sent"),
        Figure("page.beside", first.beside_bytes / 1000, "kB", note="font and photo"),
        Figure("page.weight_plain", first.plain_bytes / 1000, "kB", note="unpacked"),
        Figure("page.talk_weight", first.talk_bytes / 1000, "kB", note="at the tap"),
        Figure("page.other_hosts", len(first.others), "", "== 0"),
        Figure("page.first_paint", statistics.median(painted), "ms", "<= 1000"),
        Figure("page.first_paint_worst", max(painted), "ms"),
        Figure("page.first_sound", statistics.median(waits), "ms", "<= 600", EARS),
        Figure("page.first_sound_worst", max(waits), "ms", note=EARS),
    ]


@dataclass
class Visit:
    """`bytes` are those on the wire, up to idle, without the font and the photo, which
    are `beside_bytes`; `talk_bytes` are those of a talk.
    """

    paint_ms: float
    bytes: int
    beside_bytes: int
    plain_bytes: int
    talk_bytes: int
    others: set[str]


async def _opened(browser: Browser, served: Served) -> Visit:
    answers: list[Response] = []
    async with visiting(browser) as visitor:
        visitor.page.on("response", lambda answer: answers.append(answer))
        await visitor.page.goto(f"{served.url}/app", wait_until="networkidle")
        files = [answer for answer in answers if _is_ours(answer)]
        beside = await _sent([answer for answer in files if _is_beside(answer)])
        files = [answer for answer in files if not _is_beside(answer)]
        weight, plain = await _sent(files), [await one.body() for one in files]
        paint_ms = float(await visitor.page.evaluate(FIRST_PAINT))
        answers.clear()
        await visitor.page.hover("#talk")
        await visitor.page.click("#talk")
        await visitor.until("document.body.dataset.phase === 'listening'")
        talk = await _sent([answer for answer in answers if _is_ours(answer)])
    others = visitor.hosts - {served.host}
    return Visit(paint_ms, weight, beside, sum(map(len, plain)), talk, others)


def _is_ours(answer: Response) -> bool:
    return urlsplit(answer.url).path.startswith(OURS)


def _is_beside(answer: Response) -> bool:
    path = urlsplit(answer.url).path
    return any(part in path for part in BESIDE)


async def _sent(answers: list[Response]) -> int:
    sizes = [await answer.request.sizes() for answer in answers]
    return sum(size["responseBodySize"] for size in sizes)


async def _first_sound(browser: Browser, service: Service) -> float:
    """From the last sound of a question in the microphone to the first of its reply."""
    async with talking(browser, service.served) as talker:
        await talker.page.click("#talk")
        await talker.visitor.until("graph.since")
        return float(await talker.page.evaluate(WAITED))
