"""The interface to try: the owner's calls, with the owner's token."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from api_server import create_app
from tests.app import settings_for
from tests.e2e.visitor import visiting
from tests.server import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOKEN = "correct horse battery staple"


async def test_an_owners_call_is_tried_with_the_token(
    browser: Browser, tmp_path: Path
) -> None:
    app = create_app(settings_for(tmp_path, admin_token=TOKEN))
    with serving(app) as served:
        async with visiting(browser) as owner:
            page = owner.page
            await page.goto(f"{served.url}/docs")
            await page.click("button.authorize >> nth=0")
            await page.fill(".auth-container input", TOKEN)
            await page.click(".auth-btn-wrapper button.authorize")
            await page.click("button.btn-done")
            usage = page.locator("[id*='operations-owner-usage']")
            await usage.locator(".opblock-summary-control").click()
            await usage.locator("button.try-out__btn").click()
            await usage.locator("button.execute").click()
            await expect(
                usage.locator(".live-responses-table .response-col_status").nth(1)
            ).to_contain_text("200")
