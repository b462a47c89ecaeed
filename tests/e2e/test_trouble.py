"""What stands in a visitor's way: each has its message, and a way on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, expect

from api_server import create_app
from services.errors import SynthesisFailed
from services.health import HealthCheck
from services.models.health import PartHealth
from tests.app import settings_for, with_fakes
from tests.e2e.visitor import FOREIGN_HOST, PATIENCE_S, Visitor, chromium, visiting
from tests.needs import needs
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def asks_by_text(visitor: Visitor) -> None:
    await visitor.ask("show me the projects")
    await visitor.titles()
    await visitor.speaks()


@pytest.mark.parametrize("way", ["Tap to talk", "Hold to speak"])
async def test_a_refused_microphone_is_explained_and_text_goes_on(
    browser: Browser, service: Served, way: str
) -> None:
    async with visiting(browser, microphone=False) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.page.set_checked("#hands-free", way == "Tap to talk")
        await visitor.page.click("#talk")
        await visitor.sees("The microphone was refused. Allow it")
        await visitor.sees(way)
        await asks_by_text(visitor)


async def test_a_missing_microphone_is_explained(service: Served) -> None:
    needs("chromium")
    async with chromium(None) as bare, visiting(bare) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.page.click("#talk")
        await visitor.sees("No microphone was found.")


async def test_an_insecure_address_has_no_microphone_and_says_why(
    browser: Browser, service: Served
) -> None:
    async with visiting(browser) as visitor:
        await visitor.page.goto(f"http://{FOREIGN_HOST}:{service.port}/app")
        await visitor.sees("Browsers give the microphone to https:// pages only.")
        await expect(visitor.page.locator("#talk")).to_be_disabled()
        await asks_by_text(visitor)


async def test_a_question_waits_for_a_server_that_is_down(
    browser: Browser, tmp_path: Path
) -> None:
    async with visiting(browser) as visitor:
        with serving(create_app(settings_for(tmp_path))) as served:
            await visitor.page.goto(f"{served.url}/app")
        await visitor.ask("where did you study")
        await visitor.sees("The server cannot be reached. Your question is kept")
        with serving(create_app(settings_for(tmp_path)), served.port):
            await visitor.titles(2)
            await visitor.speaks()
            await expect(visitor.page.locator(".remark >> visible=true")).to_have_count(
                0
            )


async def test_a_recogniser_that_is_out_of_order_is_told(
    browser: Browser, tmp_path: Path
) -> None:
    missing = settings_for(
        tmp_path, whisper_model_dir=tmp_path / "missing", recognizer="auto"
    )
    with serving(create_app(missing)) as served:
        async with visiting(browser) as visitor:
            await visitor.page.goto(f"{served.url}/app")
            await visitor.sees("The usual hearing is out of order")


@dataclass
class ArrivingRecognizer:
    """A recogniser's health as it changes while the large model comes."""

    whisper: dict[str, Any]
    name: str = "pocketsphinx"

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name, {"whisper": self.whisper})

    async def close(self) -> None:
        pass


async def test_better_hearing_is_announced_and_arrives_while_one_looks(
    browser: Browser, tmp_path: Path
) -> None:
    app = create_app(settings_for(tmp_path))
    part = ArrivingRecognizer({"state": "fetching", "fetched_bytes": 42_000_000})
    app.state.services.health = HealthCheck({"recognizer": part}, tmp_path)
    with serving(app) as served:
        async with visiting(browser) as visitor:
            await visitor.page.goto(f"{served.url}/app")
            await visitor.sees("Better hearing soon (42 MB so far).")
            part.name, part.whisper = "faster-whisper", {"state": "ready"}
            await visitor.sees("Better hearing has arrived.")


async def test_a_question_heard_badly_is_confirmed_with_a_button(
    browser: Browser, tmp_path: Path
) -> None:
    app = create_app(settings_for(tmp_path))
    ears = with_fakes(app.state.services)
    ears.recognizer.text, ears.recognizer.confidence = "show me the projects", 0.1
    with serving(app) as served:
        async with visiting(browser) as visitor:
            await visitor.page.goto(f"{served.url}/app")
            await visitor.press_to_talk()
            await visitor.page.press("#talk", "Enter")
            await visitor.sees("Tap when done")
            await asyncio.sleep(0.4)
            await visitor.page.press("#talk", "Enter")
            await visitor.page.get_by_role("button", name="Yes").click()
            assert "Night Owl" in await visitor.titles()


async def test_a_reply_that_cannot_be_spoken_is_there_in_writing(
    browser: Browser, tmp_path: Path
) -> None:
    app = create_app(settings_for(tmp_path))
    with_fakes(app.state.services).synthesizer.fails = SynthesisFailed()
    with serving(app) as served:
        async with visiting(browser) as visitor:
            await visitor.page.goto(f"{served.url}/app")
            await visitor.ask("show me the projects")
            await visitor.titles()
            await visitor.sees("The answer could not be spoken; here it is in writing.")


async def test_a_visitor_over_the_allowance_is_told_for_how_long(
    browser: Browser, tmp_path: Path
) -> None:
    limited = settings_for(tmp_path, rate_limit_enabled=True)
    with serving(create_app(limited)) as served:
        async with visiting(browser) as visitor:
            await visitor.page.goto(f"{served.url}/app")
            async with httpx.AsyncClient(base_url=served.url) as client:
                for _ in range(31):
                    last = await client.post("/ask", json={"text": "hello"})
            assert last.status_code == 429
            await visitor.ask("show me the projects")
            await visitor.sees("That was a lot in a short time. You can ask again in")
            await visitor.sees("Ask again", within_ms=PATIENCE_S * 1000)


async def test_silence_is_not_taken_for_a_question(
    browser: Browser, tmp_path: Path
) -> None:
    async with visiting(browser) as visitor:
        with serving(create_app(settings_for(tmp_path))) as served:
            await visitor.page.goto(f"{served.url}/app")
            await visitor.press_to_talk()
            await visitor.page.press("#talk", "Enter")
            await visitor.sees("Tap when done")
            await asyncio.sleep(0.6)
            await visitor.page.press("#talk", "Enter")
            await visitor.sees("I heard no speech.")
            await expect(visitor.page.locator(".turn")).to_have_count(0)
