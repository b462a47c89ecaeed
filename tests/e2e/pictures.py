"""Pictures for the documentation, kept small; conftest says when they are taken."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import Browser

from tests.e2e.visitor import Visitor, visiting

Theme = Literal["light", "dark"]

WANTED = pytest.mark.asyncio(loop_scope="session")
FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
SIZES = {320: 640, 768: 1024, 1440: 900}
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
WIDTHS = pytest.mark.parametrize("width", SIZES)
MOST_BYTES = 200_000


def looking(
    browser: Browser, theme: Theme, width: int
) -> AbstractAsyncContextManager[Visitor]:
    return visiting(
        browser,
        color_scheme=theme,
        reduced_motion="reduce",
        viewport={"width": width, "height": SIZES[width]},
    )


async def shoot(visitor: Visitor, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    kept = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(await visitor.page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(kept, optimize=True)
    assert kept.stat().st_size < MOST_BYTES
