"""One walk of the owner: a label, a draft and back, an origin, an alert."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from api_server import create_app
from services.models.budget import BudgetAlert
from tests.app import settings_for
from tests.e2e.axe import grave_findings
from tests.e2e.visitor import visiting
from tests.needs import present
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOKEN = "correct horse battery staple"
SITE = "https://her.site"
TOO_WIDE = """(width) => document.documentElement.scrollWidth <= width ? [] :
  [...document.querySelectorAll("#figures *")]
    .filter((one) => one.getBoundingClientRect().right > width)
    .map((one) => `${one.tagName} ${one.id} ${one.className}`)"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Served, Path]]:
    """A service whose résumé may be changed, with things to act on."""
    resume = tmp_path / "my_resume.json"
    shutil.copyfile(settings_for(tmp_path).resume_path, resume)
    app = create_app(settings_for(tmp_path, admin_token=TOKEN, resume_path=resume))
    alert = BudgetAlert("llm", "2026-03-01", 80, 0.81, 1.0)
    app.state.services.alerts.tell(alert)
    with serving(app) as served:
        for question in ("any projects", "does she know Rust"):
            headers = {"origin": SITE}
            body = {"text": question}
            httpx.post(f"{served.url}/process/text", json=body, headers=headers)
        yield served, resume


async def check_everywhere(page: Page) -> None:
    """Two widths and two themes, without a grave finding or a page too wide."""
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme)
        for width in (320, 1440):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate(TOO_WIDE, width) == []
            assert await grave_findings(page) == []


async def test_the_owner_labels_fills_a_gap_and_allows_a_page(
    browser: Browser, own: tuple[Served, Path]
) -> None:
    served, resume = own
    before = content(resume)
    async with visiting(browser, reduced_motion="reduce") as owner:
        page = owner.page
        await page.goto(f"{served.url}/dashboard")
        await page.fill("#token", TOKEN)
        await page.press("#token", "Enter")
        await owner.sees("Live")

        turn = page.locator("#labels li").filter(has_text="any projects")
        await turn.get_by_role("button", name="Wrong:").press("Enter")
        await expect(turn.get_by_role("button", name="Undo")).to_be_focused()
        await turn.get_by_label("Should have shown").select_option(index=1)
        await expect(turn.get_by_role("button", name="Undo")).to_be_focused()
        await expect(page.locator("#accuracy tbody tr")).to_have_count(1)

        gap = page.locator("#gaps li").filter(has_text="Rust").first
        await gap.get_by_text("Add to my résumé").click()
        await gap.locator("input").first.fill("Rust")
        await gap.get_by_role("button", name="Show the change").press("Enter")
        await expect(gap.get_by_role("button", name="Apply")).to_be_focused()
        await expect(gap.get_by_label("Change for Rust")).to_contain_text('"Rust"')

        sites = page.locator("#origins")
        await sites.get_by_role("button", name=f"Allow {SITE}").press("Enter")
        await expect(sites).to_contain_text("may show the widget")
        await expect(page.locator("#origin")).to_be_focused()
        framed = await page.request.get(f"{served.url}/embed")
        assert SITE in framed.headers["content-security-policy"]
        await expect(page.locator("#alerts")).to_contain_text("80 % of the day's money")
        if present("axe-core"):
            await check_everywhere(page)

        await gap.get_by_role("button", name="Apply").press("Enter")
        undo = page.locator("#gaps [data-undo]")
        await expect(undo).to_be_focused()
        assert content(resume) != before
        await undo.press("Enter")
        await expect(undo).to_have_count(0)
        assert content(resume) == before
        await turn.get_by_role("button", name="Undo").press("Enter")
        await expect(turn.get_by_role("button", name="Right:")).to_be_focused()


def content(path: Path) -> bytes:
    return path.read_bytes()
