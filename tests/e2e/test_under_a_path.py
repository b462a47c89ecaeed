"""A visitor of a page that is served under a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from starlette.types import Receive, Scope, Send

from api_server import create_app
from tests.app import settings_for
from tests.e2e.visitor import visiting
from tests.server import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

PREFIX = "/voice"
TOKEN = "correct horse battery staple"
PAGE = b"<!doctype html><script src='/voice/embed.js'></script>"


class UnderAPath:
    """What a proxy does that serves the service under PREFIX; the rest is a site."""

    def __init__(self, folder: Path) -> None:
        self.app = create_app(settings_for(folder, admin_token=TOKEN))
        self.astray: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(f"{PREFIX}/"):
            inside = scope["path"].removeprefix(PREFIX)
            await self.app({**scope, "path": inside}, receive, send)
        else:
            if scope["path"] not in ("/", "/favicon.ico"):
                self.astray.append(scope["path"])
            headers = [(b"content-type", b"text/html")]
            await send(
                {"type": "http.response.start", "status": 200, "headers": headers}
            )
            await send({"type": "http.response.body", "body": PAGE})


async def test_everything_of_a_page_under_a_path_is_found_there(
    browser: Browser, tmp_path: Path
) -> None:
    site = UnderAPath(tmp_path)
    with serving(site) as served:
        async with visiting(browser) as visitor:
            page = visitor.page
            await page.goto(f"{served.url}{PREFIX}/app/")
            await page.fill("#question", "which projects use python")
            await page.press("#question", "Enter")
            await expect(page.locator("#log article, #log li").nth(1)).to_be_visible()
            await page.goto(f"{served.url}{PREFIX}/dashboard")
            await page.fill("#token", TOKEN)
            await page.press("#token", "Enter")
            await visitor.sees("Questions over time")
            await page.goto(f"{served.url}/")
            await page.locator("viva-voce button").click()
            frame = page.frame_locator("viva-voce iframe")
            await expect(frame.locator("#question")).to_be_visible()
    assert site.astray == []
