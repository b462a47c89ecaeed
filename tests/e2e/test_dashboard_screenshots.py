"""Pictures of the dashboard, full of the demo's visitors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser

from api_server import create_app
from scripts.demo import demo_settings, fill
from tests.e2e.pictures import THEMES, WANTED, WIDTHS, Theme, looking, shoot
from tests.server import Served, serving

pytestmark = WANTED

TOKEN = "the demo of eight weeks"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = demo_settings(tmp_path_factory.mktemp("demo"), TOKEN)
    settings = settings.model_copy(update={"rate_limit_enabled": False})
    asyncio.run(fill(settings))
    with serving(create_app(settings)) as served:
        yield served


@THEMES
@WIDTHS
async def test_pictures_of_the_dashboard(
    browser: Browser, demo: Served, theme: Theme, width: int
) -> None:
    async with looking(browser, theme, width) as owner:
        await owner.page.goto(f"{demo.url}/dashboard")
        await owner.page.fill("#token", TOKEN)
        await owner.page.press("#token", "Enter")
        await owner.sees("Live")
        await owner.page.locator("figure rect.answered").first.wait_for()
        await shoot(owner, f"dashboard-{width}-{theme}")
