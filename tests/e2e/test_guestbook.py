"""The guestbook, drawn in and signed."""

from __future__ import annotations

import base64
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.async_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAWN = "document.querySelector('canvas').toDataURL()"


async def test_a_drawing_is_signed_and_hangs_on_the_wall(visitor: Visitor) -> None:
    page = visitor.page
    await page.click("#open-guestbook")
    await page.fill("#signer", "Ada <b>L</b>")
    await page.select_option("#mood", "🚀")
    box = await page.locator("canvas").bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 40, box["y"] + 40)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 200, box["y"] + 90, steps=8)
    await page.mouse.up()
    await page.get_by_role("button", name="Sign", exact=True).click()
    await visitor.sees("Thank you for signing.")
    newest = page.locator(".wall li").first
    await expect(newest).to_contain_text("🚀 Ada <b>L</b>")
    assert strokes(await newest.locator("img").get_attribute("src") or "") > 100


async def test_whoever_draws_nothing_leaves_their_mood_as_a_picture(
    visitor: Visitor,
) -> None:
    page = visitor.page
    await page.click("#open-guestbook")
    await page.fill("#signer", "Grace")
    await page.get_by_role("button", name="Sign", exact=True).click()
    await visitor.sees("Thank you for signing.")
    newest = page.locator(".wall li").first
    await expect(newest).to_contain_text("Grace")
    assert strokes(await newest.locator("img").get_attribute("src") or "") > 100
    await expect(page.locator("#signer")).to_be_empty()
    assert strokes(await page.evaluate(DRAWN)) == 0


async def test_a_signature_without_a_name_is_not_sent(visitor: Visitor) -> None:
    await visitor.page.click("#open-guestbook")
    await visitor.page.get_by_role("button", name="Sign", exact=True).click()
    assert await visitor.page.evaluate("document.activeElement.id") == "signer"


def strokes(data_url: str) -> int:
    """Pixels of a drawing that are not see-through."""
    picture = Image.open(BytesIO(base64.b64decode(data_url.partition(",")[2])))
    return int((np.asarray(picture.convert("RGBA"))[..., 3] > 0).sum())
