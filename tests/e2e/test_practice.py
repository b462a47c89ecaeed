"""Interview practice in a browser: the owner's, and a candidate's with a link."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from api_server import create_app
from services.interview.bank_file import load_bank
from services.interview.banks import SHIPPED
from tests.api.routes.owner import BEARER, TOKEN
from tests.app import settings_for
from tests.e2e.axe import grave_findings
from tests.e2e.visitor import visiting
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

SQL = load_bank(SHIPPED / "sql.toml")


@pytest.fixture(scope="module")
def practising(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("practising")
    settings = settings_for(folder, admin_token=TOKEN, interview_open=True)
    with serving(create_app(settings)) as served:
        yield served


def known(asked: str) -> str:
    """Return what the rubric wants of a question, or of its follow-up."""
    for question in SQL.questions:
        if asked in (question.text, *(point.follow_up for point in question.points)):
            return ". ".join(f"So {point.says}" for point in question.points)
    raise AssertionError(asked)


async def answer(page: Page, count: int) -> None:
    for _ in range(count):
        asked = await page.inner_text("#question")
        place = await page.inner_text("#place")
        await page.fill("#answer", known(asked))
        await page.click("#answer-form button[type=submit]")
        await expect(page.locator("#place")).not_to_have_text(place)


async def test_five_questions_typed_to_the_report(
    browser: Browser, practising: Served
) -> None:
    async with visiting(browser) as owner:
        page = owner.page
        await page.goto(f"{practising.url}/practice")
        await expect(page.locator("#told")).to_contain_text("log in")
        await page.goto(f"{practising.url}/dashboard")
        await page.fill("#token", TOKEN)
        await page.press("#token", "Enter")
        await owner.sees("Live")
        await page.goto(f"{practising.url}/practice")
        await page.select_option("#bank", "sql")
        assert await grave_findings(page) == []
        await page.click("#start button[type=submit]")
        await expect(page.locator("#question")).to_be_focused()
        assert await grave_findings(page) == []
        await answer(page, 4)
        await page.fill("#answer", "")
        await page.click("#answer-form button[type=submit]")
        await expect(page.locator("#told")).to_contain_text("empty")
        await answer(page, 1)
        await page.click("#finish")
        await expect(page.locator("#report-title")).to_be_focused()
        await owner.sees("of 100")
        assert await page.locator("#report section").count() >= 4
        assert await grave_findings(page) == []
        await page.emulate_media(media="print")
        await expect(page.locator("#report button")).to_be_hidden()


async def test_a_candidate_practises_with_a_link_and_comes_back(
    browser: Browser, practising: Served
) -> None:
    wanted = {"candidate_id": "ada", "skill_level": "junior", "bank": "sql"}
    path = f"{practising.url}/interviews/invitations"
    async with httpx.AsyncClient() as http:
        made = (await http.post(path, json=wanted, headers=BEARER)).json()
    async with visiting(browser) as guest:
        page = guest.page
        await page.goto(made["link"])
        await page.click("#go-on")
        await expect(page.locator("#question")).to_be_focused()
        await answer(page, 1)
        asked = await page.inner_text("#question")
        await page.click("#pause")
        await expect(page.locator("#go-on")).to_have_text("Go on")
        await page.reload()
        await page.click("#go-on")
        await expect(page.locator("#question")).to_have_text(asked)
