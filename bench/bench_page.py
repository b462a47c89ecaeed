"""The visitor's page: its weight, its first paint, and the way to the first answer."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, Response

from api_server import create_app
from bench.figure import Figure
from tests.app import settings_for
from tests.e2e.visitor import chromium, visiting, write_question
from tests.server import serving

QUESTION = "What are your skills?"
ROUNDS = 7
OURS = ("/app", "/web")
FIRST_PAINT = (
    "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]"
)


def figures(data: Path | None) -> Iterable[Figure]:
    if shutil.which("chromium") is None:
        return []
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    with TemporaryDirectory() as folder:
        microphone = Path(folder) / "question.wav"
        write_question(microphone, QUESTION)
        with serving(create_app(settings_for(Path(folder)))) as served:
            async with chromium(microphone) as browser:
                visits = [await _opened(browser, served.url) for _ in range(ROUNDS)]
                spoken_s = await _first_spoken_answer(browser, served.url)
    painted = [paint_ms for paint_ms, _, _ in visits]
    _, weight_bytes, others = visits[0]
    return [
        Figure("page.weight", weight_bytes / 1000, "kB", "<= 60", "all files, plain"),
        Figure("page.other_hosts", len(others), "", "== 0"),
        Figure("page.first_paint", statistics.median(painted), "ms", "<= 1000"),
        Figure("page.first_paint_worst", max(painted), "ms"),
        Figure("page.first_spoken_answer", spoken_s, "s", "<= 10", "2 taps, 4 s lead"),
    ]


async def _opened(browser: Browser, url: str) -> tuple[float, int, set[str]]:
    """First contentful paint, bytes of all files up to then idle, hosts but ours."""
    async with visiting(browser) as visitor:
        answers: list[Response] = []
        visitor.page.on("response", lambda answer: answers.append(answer))
        await visitor.page.goto(f"{url}/app", wait_until="networkidle")
        files = [
            a for a in answers if urlsplit(a.url).path.startswith(("/app", "/web"))
        ]
        weight_bytes = sum([len(await answer.body()) for answer in files])
        paint_ms = float(await visitor.page.evaluate(FIRST_PAINT))
        return paint_ms, weight_bytes, visitor.hosts - {urlsplit(url).hostname or ""}


async def _first_spoken_answer(browser: Browser, url: str) -> float:
    """From opening the page to the first sound of the reply; tap, speak, tap."""
    async with visiting(browser) as visitor:
        started = time.perf_counter()
        await visitor.page.goto(f"{url}/app", wait_until="commit")
        await _tap(visitor.page)
        await visitor.wait_until_said()
        await _tap(visitor.page)
        await visitor.speaks()
        return time.perf_counter() - started


async def _tap(page: Page) -> None:
    await page.click("#talk")
