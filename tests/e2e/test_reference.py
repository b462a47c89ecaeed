"""The interface to try: by the owner, with a recording sent and a reply heard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from api_server import create_app
from tests.app import recording, settings_for, with_fakes
from tests.e2e.visitor import visiting
from tests.server import serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOKEN = "correct horse battery staple"
PLAYS = "sound => sound.play().then(() => sound.currentSrc)"


async def tried(page: Page, name: str) -> Locator:
    """A call, opened to be tried."""
    call = page.locator(f"[id*='{name}']")
    await call.locator(".opblock-summary-control").click()
    await call.locator("button.try-out__btn").click()
    return call


async def send(call: Locator) -> None:
    await call.locator("button.execute").click()
    answer = call.locator(".live-responses-table .response-col_status").nth(1)
    await expect(answer).to_contain_text("200")


async def test_calls_are_tried_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path, admin_token=TOKEN))
    ears = with_fakes(app.state.services)
    with serving(app) as served:
        async with visiting(browser) as owner:
            page = owner.page
            await page.goto(f"{served.url}/docs")

            await page.click("button.authorize >> nth=0")
            way = page.locator(".auth-container", has_text="owner (http")
            await way.locator("input").fill(TOKEN)
            await way.locator("button.authorize").click()
            await page.click("button.btn-done")

            sound = {"name": "a.wav", "mimeType": "audio/wav", "buffer": recording()}
            call = await tried(page, "operations-hearing-transcribe_transcribe")
            await call.locator("input[type=file]").set_input_files(sound)  # type: ignore[arg-type]
            await send(call)
            assert ears.recognizer.hints == [None], "nobody filled in a language"

            call = await tried(page, "operations-speaking-test_tts")
            async with page.expect_request("**/test/tts") as asked:
                await send(call)
            headers = (await asked.value).headers
            assert headers["authorization"] == f"Bearer {TOKEN}"
            assert (await call.locator("audio").evaluate(PLAYS)).startswith("blob:")
