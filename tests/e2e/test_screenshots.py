"""Pictures for the documentation, taken when SCREENSHOTS=1 asks for them."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import Browser

from tests.e2e.visitor import Visitor, visiting
from tests.server import Served

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(
        os.environ.get("SCREENSHOTS") != "1", reason="SCREENSHOTS=1 takes pictures"
    ),
]

FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
SIZES = {320: 640, 768: 1024, 1440: 900}
MOST_BYTES = 200_000


async def shoot(visitor: Visitor, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    kept = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(await visitor.page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(kept, optimize=True)
    assert kept.stat().st_size < MOST_BYTES


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
