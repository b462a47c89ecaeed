"""A visitor who chooses a language, loses the network, and has it back."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.visitor import visiting
from tests.server import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGE = "document.documentElement.lang"
READY = """async (language) => {
  const { scope } = await navigator.serviceWorker.ready;
  const isOurs = () => navigator.serviceWorker.controller?.scriptURL.endsWith(language);
  while (!isOurs()) await new Promise((resolve) => setTimeout(resolve, 20));
  return scope;
}"""
KEPT = """async () => {
  const names = await caches.keys();
  const stores = await Promise.all(names.map((name) => caches.open(name)));
  const kept = await Promise.all(stores.map((store) => store.keys()));
  return kept.flat().map(({ url }) => url);
}"""


async def chosen_by_keyboard(page: Page, language: str) -> None:
    """Open the menu and follow the link to a language, without a pointer."""
    await page.focus("#options summary")
    await page.keyboard.press("Enter")
    link = page.locator(f"#languages a[lang={language}]")
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await link.evaluate("(node) => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/app?lang={language}")


async def test_a_language_stays_and_the_network_may_go(
    browser: Browser, service: Served
) -> None:
    home = f"{service.url}/app"
    async with visiting(browser, worker=True, locale="fr-FR") as visitor:
        page = visitor.page
        await page.goto(home)
        assert await page.evaluate(LANGUAGE) == "fr"
        await visitor.until("document.getElementById('form').onsubmit")
        await chosen_by_keyboard(page, "de")
        await visitor.sees("Gespräch starten")
        assert await page.evaluate(READY, "lang=de") == home
        await page.goto(home)
        assert await page.evaluate(LANGUAGE) == "de"
        await page.reload()
        assert await page.evaluate(LANGUAGE) == "de"

        await visitor.ask("Welche Projekte verwenden Python?")
        await visitor.titles()
        await visitor.answered()
        assert await page.get_attribute(".turn .reply", "lang") == "de"
        await visitor.sees("Sie fragten")

        kept = await page.evaluate(KEPT)
        assert sorted(one.removeprefix(service.url) for one in kept) == [
            "/offline?lang=de",
            "/web/css/base.css",
            "/web/css/offline.css",
            "/web/icon.svg",
            "/web/js/offline.js",
        ]

        await page.context.set_offline(True)
        await page.reload()
        await visitor.sees("Keine Verbindung")
        await expect(page.locator("a.button")).to_be_visible()
        await page.context.set_offline(False)
        await expect(page.locator("#log .turn .reply")).to_be_visible(timeout=10_000)
        assert await page.evaluate(LANGUAGE) == "de"
