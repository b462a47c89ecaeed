"""Pictures of the visitor's page."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Browser

from tests.e2e.pictures import SIZES, WANTED, shoot
from tests.e2e.visitor import visiting
from tests.server import Served

pytestmark = WANTED


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
async def test_pictures_of_the_page(
    browser: Browser, service: Served, theme: Literal["light", "dark"], width: int
) -> None:
    async with visiting(
        browser,
        color_scheme=theme,
        reduced_motion="reduce",
        viewport={"width": width, "height": SIZES[width]},
    ) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.sees("Built-in hearing")
        await shoot(visitor, f"app-{width}-{theme}-welcome")
        await visitor.ask("Which projects use Python?")
        await visitor.sees("Speaking")
        await visitor.until(
            "Number(document.body.style.getPropertyValue('--level')) > 0.3"
        )
        await shoot(visitor, f"app-{width}-{theme}-answer")
