"""Pictures for the documentation: taken when SCREENSHOTS=1 asks, and kept small."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.visitor import Visitor

WANTED = [
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
