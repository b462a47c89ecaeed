"""Pictures of the visitor's page."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from tests.e2e.pictures import SIZES, THEMES, WANTED, WIDTHS, Theme, looking, shoot
from tests.e2e.talks import Service, talking
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


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("width", [320, 1440])
async def test_pictures_of_a_talk(
    speaker: Browser, talk_service: Service, width: int
) -> None:
    screen = {"viewport": {"width": width, "height": SIZES[width]}}
    ears = talk_service.ears.recognizer
    async with talking(speaker, talk_service.served, **screen) as talker:
        await talker.begins()
        await talker.visitor.until(
            "document.getElementById('caption').textContent.includes('python')"
        )
        ears.takes_s = 1.0
        await shoot(talker.visitor, f"talk-{width}-hearing")
        await talker.phase("thinking")
        await shoot(talker.visitor, f"talk-{width}-thinking")
        ears.takes_s = 0.0
        await talker.is_told()
        await talker.visitor.until("document.querySelectorAll('.reply span')[6]")
        await shoot(talker.visitor, f"talk-{width}-speaking")
    async with talking(speaker, talk_service.served, **screen) as talker:
        await talker.page.route_web_socket("**/v1/realtime*", lambda r: r.close())
        await talker.page.click("#talk")
        await talker.mode("Press to talk")
        await shoot(talker.visitor, f"talk-{width}-fallback")
