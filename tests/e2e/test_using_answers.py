"""What can be done with an answer: heard, copied, shared, printed, reached by keys."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.axe import grave_findings
from tests.e2e.visitor import REPLY_S, visiting
from tests.needs import needs
from tests.server import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
QUESTION = "how can I contact her"
NO_STORE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
})"""
HELD_BACK = """let isTapped = false;
addEventListener("pointerup", () => (isTapped = true), true);
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (isTapped) return play.call(this);
  return Promise.reject(new DOMException("tap first", "NotAllowedError"));
};"""
"""What browsers do before the first tap; in this one, to look counts as a tap."""
IS_OVER = "heard.every((one) => one.ended) && !document.body.dataset.phase"
OUT_OF_SIGHT = """(selector) => [...document.querySelectorAll(selector)]
  .every((node) => getComputedStyle(node).display === "none")"""


async def clipboard(page: Page) -> str:
    return str(await page.evaluate("navigator.clipboard.readText()"))


async def test_a_shared_link_is_answered_heard_at_a_tap_and_shared_again(
    browser: Browser, service: Served
) -> None:
    async with visiting(browser) as guest:
        page = guest.page
        await page.add_init_script(HELD_BACK)
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await page.goto(f"{service.url}/app?q=hello")
        tap = page.get_by_role("button", name="Tap to hear it")
        await expect(tap).to_be_visible(timeout=15_000)
        assert page.url.endswith("/app")
        assert "could not be spoken" not in await page.inner_text("main")
        await tap.click()
        await guest.until(f"heard.length && {IS_OVER}", within_s=REPLY_S)
        await expect(page.locator(".remark")).to_be_hidden()

        await page.get_by_role("button", name="Copy").click()
        await guest.sees("Copied.")
        assert await clipboard(page) == await page.inner_text(".reply")
        await page.get_by_role("button", name="Share").click()
        await guest.sees("The link is copied.")
        link = urlsplit(await clipboard(page))
        assert (link.path, parse_qs(link.query)) == ("/app", {"q": ["hello"]})


async def contact_works(page: Page, service: Served) -> None:
    """The newest answer's card leads where it says."""
    mail = page.get_by_role("link", name="E-mail maya@example.com")
    assert await mail.get_attribute("href") == "mailto:maya@example.com"
    profile = page.get_by_role("link", name="GitHub")
    assert "noopener" in (await profile.get_attribute("rel") or "")
    resume = page.locator(".contact").get_by_role("link", name="Résumé")
    assert await resume.get_attribute("href") == f"{service.url}/resume"


async def test_keys_choices_and_print(browser: Browser, service: Served) -> None:
    needs("axe-core")
    async with visiting(browser, reduced_motion="reduce") as guest:
        page = guest.page
        await page.goto(f"{service.url}/app")
        await page.click("summary")
        await page.select_option("#speed", "1.5")
        await page.click("#open-keys")
        await expect(page.locator("#keys")).to_be_visible()
        assert await grave_findings(page) == []
        await page.keyboard.press("Escape")

        await page.keyboard.press("m")
        await expect(page.locator("#mute")).to_be_checked()
        await page.keyboard.press("/")
        await expect(page.locator("#question")).to_be_focused()
        await page.keyboard.type("m? projects")
        assert await page.input_value("#question") == "m? projects"
        await page.keyboard.press("Enter")
        await guest.answered()
        await guest.ask(QUESTION)
        await expect(page.locator(".turn")).to_have_count(2)
        await guest.answered()
        await contact_works(page, service)
        assert await grave_findings(page) == []
        again = page.get_by_role("button", name="Hear it again")
        await expect(again).to_have_count(2)
        await page.locator("#question").blur()
        for place in (1, 0):
            await page.keyboard.press("k")
            await expect(page.locator(".turn .question").nth(place)).to_be_focused()

        await page.emulate_media(media="print")
        assert await page.evaluate(OUT_OF_SIGHT, ".bar, .tools, .suggestions, #options")
        assert await page.locator(".turn .reply").first.is_visible()
        await page.emulate_media(media="screen")

        await page.reload()
        assert await page.is_checked("#mute")
        assert await page.input_value("#speed") == "1.5"
        await page.keyboard.press("?")
        await page.uncheck("#keys input")
        await page.keyboard.press("Escape")
        await page.keyboard.press("m")
        assert await page.is_checked("#mute")


async def test_a_browser_that_keeps_nothing_costs_nothing_else(
    browser: Browser, service: Served
) -> None:
    async with visiting(browser) as guest:
        await guest.page.add_init_script(NO_STORE)
        await guest.page.goto(f"{service.url}/app")
        await guest.page.click("summary")
        await guest.page.check("#mute")
        await guest.page.select_option("#speed", "2")
        await guest.ask("show me the projects")
        await guest.answered()
        await guest.page.locator("#question").blur()
        await guest.page.keyboard.press("m")
        await expect(guest.page.locator("#mute")).not_to_be_checked()


async def test_the_resume_reads_well_everywhere(
    browser: Browser, service: Served
) -> None:
    needs("axe-core")
    small = {"width": 320, "height": 568}
    async with visiting(browser, viewport=small) as guest:
        page = guest.page
        await page.goto(f"{service.url}/resume")
        for theme in THEMES:
            await page.emulate_media(color_scheme=theme)
            assert await grave_findings(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") == 320
        await page.emulate_media(media="print")
        assert await page.evaluate(OUT_OF_SIGHT, "nav")
        ground = "getComputedStyle(document.body).backgroundColor"
        assert await page.evaluate(ground) == "rgb(255, 255, 255)"
