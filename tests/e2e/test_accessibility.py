"""axe-core on every page a visitor sees, in both themes; and down to 320 px."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser

from api_server import create_app
from tests.app import RESUME, settings_for
from tests.e2e.axe import grave_findings
from tests.e2e.visitor import Visitor, visiting
from tests.needs import needs
from tests.server import Served, serving
from tests.storage.pictures import picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
ADVERTISEMENT = "Requirements\n- Python and COBOL\n- 40 years of beekeeping\n"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/app", "/embed"])
async def test_no_grave_finding_from_greeting_to_guestbook(
    browser: Browser, service: Served, path: str, theme: Theme
) -> None:
    needs("axe-core")
    async with visiting(browser, color_scheme=theme, reduced_motion="reduce") as guest:
        page = guest.page
        await page.goto(service.url + path)
        await page.click("summary")
        assert await grave_findings(page) == []
        await page.check("#mute")
        await guest.ask("which projects use Python")
        await guest.answered()
        assert await grave_findings(page) == []
        await page.click("#open-job-fit")
        await page.fill("#advertisement", ADVERTISEMENT)
        await page.get_by_role("button", name="Compare").click()
        await guest.sees("What to ask next")
        assert await grave_findings(page) == []
        if path == "/app":
            await page.keyboard.press("Escape")
            await page.click("#open-guestbook")
            assert await grave_findings(page) == []


async def test_no_grave_finding_in_a_colour_of_the_owners(
    browser: Browser, tmp_path: Path
) -> None:
    needs("axe-core")
    page = {"accent": "#ffff00", "greeting": "Ask me."}
    resume = {**json.loads(RESUME.read_text("utf-8")), "meta": {"page": page}}
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(resume | {"image": "me.png"}), "utf-8")
    (tmp_path / "me.png").write_bytes(picture("PNG", (300, 300)))
    with serving(create_app(settings_for(tmp_path, resume_path=path))) as served:
        async with visiting(browser, reduced_motion="reduce") as guest:
            await guest.page.goto(f"{served.url}/app")
            await guest.page.click("summary")
            await guest.page.check("#mute")
            await guest.ask("which projects use Python")
            await guest.answered()
            assert await guest.page.locator("header .face").evaluate(
                "(image) => image.complete && image.naturalWidth > 0"
            )
            for theme in THEMES:
                await guest.page.emulate_media(color_scheme=theme)
                assert await grave_findings(guest.page) == []


@pytest.mark.parametrize("path", ["/app?lang=de", "/embed"])
async def test_nothing_sticks_out_at_320_pixels(
    browser: Browser, service: Served, path: str
) -> None:
    async with visiting(browser, viewport={"width": 320, "height": 568}) as guest:
        await guest.page.goto(service.url + path)
        await guest.ask("where has the owner worked")
        await guest.titles()
        width = await guest.page.evaluate("document.documentElement.scrollWidth")
        assert width == 320


async def test_the_keyboard_reaches_everything_in_order(visitor: Visitor) -> None:
    reached = []
    for _ in range(11):
        await visitor.page.keyboard.press("Tab")
        reached.append(
            await visitor.page.evaluate(
                "document.activeElement.id || document.activeElement.textContent.trim()"
            )
        )
    assert reached[:3] == ["Skip to the question", "open-guestbook", "open-job-fit"]
    assert reached[-4:] == ["talk", "hands-free", "question", "Ask"]


async def test_the_answer_is_read_out_once_when_nothing_is_spoken(
    visitor: Visitor,
) -> None:
    await visitor.page.click("summary")
    await visitor.page.check("#mute")
    await visitor.ask("which projects use Python")
    await visitor.answered()
    announced = await visitor.page.inner_text("#announcer")
    reply = await visitor.page.inner_text(".reply")
    assert announced == f"{reply} 4 cards shown."


async def test_control_a_grave_finding_is_found(visitor: Visitor) -> None:
    needs("axe-core")
    await visitor.page.evaluate("document.querySelector('[for=question]').remove()")
    await visitor.page.evaluate("document.getElementById('question').placeholder = ''")
    assert [finding for finding, _ in await grave_findings(visitor.page)] == ["label"]
