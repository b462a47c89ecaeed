"""Pictures of the visitor's page."""

from __future__ import annotations

from playwright.async_api import Browser

from tests.e2e.pictures import THEMES, WANTED, WIDTHS, Theme, looking, shoot
from tests.server import Served

pytestmark = WANTED


@THEMES
@WIDTHS
async def test_pictures_of_the_page(
    browser: Browser, service: Served, theme: Theme, width: int
) -> None:
    async with looking(browser, theme, width) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.sees("Built-in hearing")
        await shoot(visitor, f"app-{width}-{theme}-welcome")
        await visitor.ask("Which projects use Python?")
        await visitor.sees("Speaking")
        await visitor.until(
            "Number(document.body.style.getPropertyValue('--level')) > 0.3"
        )
        await shoot(visitor, f"app-{width}-{theme}-answer")
