"""Pictures for the documentation, kept small; conftest says when they are taken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.visitor import Visitor

WANTED = pytest.mark.asyncio(loop_scope="session")
FOLDER = Path(__file__).parent.parent.parent / "docs" / "screenshots"
SIZES = {320: 640, 768: 1024, 1440: 900}
MOST_BYTES = 200_000


async def shoot(visitor: Visitor, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    kept = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(await visitor.page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(kept, optimize=True)
    assert kept.stat().st_size < MOST_BYTES
