"""Interview practice in a browser: the owner's, and a candidate's with a link."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from api_server import create_app
from services.interview.bank_file import load_bank
from services.interview.banks import SHIPPED
from services.interview.store import InterviewStore
from services.models.interview import Interview, InterviewTurn, State
from services.models.interview_bank import SkillLevel
from services.models.interview_score import AnswerScore
from tests.api.routes.owner import BEARER, TOKEN
from tests.app import settings_for
from tests.e2e.axe import grave_findings
from tests.e2e.visitor import PATIENCE_S, visiting
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEARD_AND_OVER = """async () => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let began = false, quietSince = 0;
  await new Promise((resolve) => {
    const look = () => {
      analyser.getFloatTimeDomainData(samples);
      const loud = samples.some((one) => Math.abs(one) > 0.05);
      began ||= loud;
      if (loud) quietSince = performance.now();
      if (began && performance.now() - quietSince > 600) resolve();
      else setTimeout(look, 20);
    };
    look();
  });
  stream.getTracks().forEach((track) => track.stop());
}"""
"""The microphone has said its sentence."""
LEVELS: tuple[SkillLevel, ...] = ("junior", "middle", "senior")
SQL = load_bank(SHIPPED / "sql.toml")


@pytest.fixture(scope="module")
def practising(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("practising")
    settings = settings_for(folder, admin_token=TOKEN, interview_open=True)
    app = create_app(settings)
    with serving(app) as served:
        asyncio.run(keep(app.state.services.interviewing.interviews.store))
        yield served


async def keep(store: InterviewStore) -> None:
    await asyncio.gather(*map(store.save, many_interviews(300)))


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


async def speak(page: Page) -> None:
    """Answer with what the microphone says; a follow-up is left for the next answer."""
    place = await page.inner_text("#place")
    await page.click("#speak")
    await expect(page.locator("#speak")).to_have_text("Stop and answer")
    await page.evaluate(HEARD_AND_OVER)
    await page.click("#speak")
    await expect(page.locator("#speak")).to_have_text("Speak")
    changed = page.locator("#place", has_not_text=place)
    await expect(changed).to_be_visible(timeout=PATIENCE_S * 1000)


async def test_five_questions_typed_and_spoken_to_the_report(
    browser: Browser, practising: Served
) -> None:
    async with visiting(browser) as owner:
        page = owner.page
        await page.goto(f"{practising.url}/practice")
        await expect(page.locator("#told")).to_contain_text("log in")
        await page.goto(f"{practising.url}/dashboard")
        await page.fill("#token", TOKEN)
        await page.press("#token", "Enter")
        await expect(page.locator("#figures")).to_be_visible(timeout=PATIENCE_S * 1000)
        await page.goto(f"{practising.url}/practice")
        await page.select_option("#bank", "sql")
        assert await grave_findings(page) == []
        await page.click("#start button[type=submit]")
        await expect(page.locator("#question")).to_be_focused()
        assert await grave_findings(page) == []
        await answer(page, 3)
        await speak(page)
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


async def test_the_owner_sees_charts_of_three_hundred_interviews(
    browser: Browser, practising: Served
) -> None:
    async with visiting(browser, microphone=False) as owner:
        page = owner.page
        await page.goto(f"{practising.url}/dashboard")
        await page.fill("#token", TOKEN)
        await page.press("#token", "Enter")
        await expect(page.locator("#figures")).to_be_visible(timeout=PATIENCE_S * 1000)
        await page.click('[data-range="12w"]')
        charts = page.locator("#interviews")
        await expect(charts).to_contain_text(
            re.compile(r"30\d interviews"), timeout=PATIENCE_S * 1000
        )
        await expect(charts.locator("figure")).to_have_count(2)
        summed = await charts.locator("figure").first.evaluate(
            "node => [...node.querySelectorAll('tbody td:last-child')]"
            ".reduce((sum, cell) => sum + Number(cell.textContent), 0)"
        )
        assert summed >= 250
        assert await grave_findings(page) == []


def many_interviews(number: int) -> list[Interview]:
    """Interviews of ten weeks, a sixth of them left alone."""
    draw = random.Random(3)
    found = []
    for place in range(number):
        at = datetime.now(UTC) - timedelta(days=place % 70)
        turns = tuple(
            InterviewTurn(q.id, at, "said", AnswerScore(draw.random()))
            for q in draw.sample(SQL.questions, 5)
        )
        state: State = "abandoned" if place % 6 == 5 else "completed"
        level = LEVELS[place % 3]
        name = f"charted-{place}"
        found.append(
            Interview(name, f"c{place % 40}", "sql", level, "text", 20, state, at, at)
        )
        found[-1] = replace(found[-1], turns=turns)
    return found


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
