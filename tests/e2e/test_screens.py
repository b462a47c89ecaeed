"""What is in sight on the screens people have, and what a touch changes."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.visitor import Visitor, visiting
from tests.server import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")

SMALL_PHONE = {"width": 375, "height": 553}
PHONE = {"width": 390, "height": 664}
PHONE_ON_ITS_SIDE = {"width": 667, "height": 331}
MAGNIFIED_TWICE = {"width": 720, "height": 450}
TOP = "document.querySelector('.turn:last-child').getBoundingClientRect().top"


@pytest.mark.parametrize(
    "screen", [SMALL_PHONE, PHONE, PHONE_ON_ITS_SIDE, MAGNIFIED_TWICE]
)
async def test_both_ways_to_ask_are_in_sight_at_once(
    browser: Browser, service: Served, screen: dict[str, int]
) -> None:
    async with visiting(browser, viewport=screen) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        talk = visitor.page.get_by_role("button", name="Tap to talk")
        await expect(talk).to_be_in_viewport(ratio=1)
        await expect(visitor.page.locator("#question")).to_be_in_viewport(ratio=1)


async def test_every_new_answer_begins_at_the_top(visitor: Visitor) -> None:
    await visitor.ask("where has the owner worked")
    await visitor.answered()
    await visitor.ask("hello")
    await visitor.until(f"Math.abs({TOP}) < 2")
    await visitor.answered()
    assert abs(await visitor.page.evaluate(TOP)) < 2


async def test_a_notice_is_brought_into_sight(
    browser: Browser, service: Served
) -> None:
    async with visiting(browser, microphone=False, viewport=PHONE) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.page.click("#talk")
        await visitor.sees("The microphone was refused.")
        await expect(visitor.page.locator("#notice")).to_be_in_viewport(ratio=1)


async def test_the_keyboard_of_a_phone_goes_once_the_question_is_sent(
    browser: Browser, service: Served
) -> None:
    async with visiting(
        browser, viewport=PHONE, has_touch=True, is_mobile=True
    ) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        await visitor.ask("hello")
        await expect(visitor.page.locator("#question")).not_to_be_focused()


async def test_with_a_keyboard_of_keys_one_goes_on_typing(visitor: Visitor) -> None:
    await visitor.ask("hello")
    await visitor.answered()
    await expect(visitor.page.locator("#question")).to_be_focused()
