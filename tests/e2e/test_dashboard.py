"""The owner's page in a browser: log-in, live figures, gaps, moderation."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Route, expect

from api_server import create_app
from services.models.answer import Answer, Query
from services.models.language import Phrased
from services.reuse.answer_cache import AnswerCache
from tests.app import settings_for
from tests.e2e.axe import grave_findings
from tests.e2e.visitor import Visitor, visiting
from tests.needs import needs
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOKEN = "correct horse battery staple"
ASKED = (
    "any projects",
    "does she know Rust",
    "what is her salary",
    "where did she study",
)
Theme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service with an owner, some questions and a signature."""
    folder = tmp_path_factory.mktemp("owned")
    app = create_app(settings_for(folder, admin_token=TOKEN))
    with serving(app) as served:
        for question in ASKED:
            httpx.post(f"{served.url}/process/text", json={"text": question})
        signed = {"name": "Ada", "emoji": "👋", "image": ""}
        httpx.post(f"{served.url}/api/guestbook", json=signed)
        asyncio.run(keep_answers(app.state.services.answer_cache))
        yield served


async def keep_answers(cache: AnswerCache) -> None:
    """Two answers of a model, one of which was given again."""
    for question, said in (("her work", "She builds."), ("her talks", "She speaks.")):
        answer = Answer(said, "projects")
        asked = await cache.ask(Query(question), answer, persona="", version="1")
        cache.keep(asked, Phrased(said, "phrased", cost_usd=0.5))
    cache.find(asked)


async def log_in(owner: Visitor, token: str = TOKEN) -> None:
    await owner.page.fill("#token", token)
    await owner.page.press("#token", "Enter")


@pytest_asyncio.fixture(loop_scope="session")
async def owner(browser: Browser, owned: Served) -> AsyncIterator[Visitor]:
    """The owner, logged in."""
    async with visiting(browser) as owner:
        await owner.page.goto(f"{owned.url}/dashboard")
        await log_in(owner)
        await expect(owner.page.locator("#live")).to_have_text("Live")
        yield owner


async def test_a_wrong_token_is_told_and_the_right_one_opens(
    browser: Browser, owned: Served
) -> None:
    async with visiting(browser) as owner:
        await owner.page.goto(f"{owned.url}/dashboard")
        await log_in(owner, "a guess")
        await owner.sees("That is not the token.")
        assert await owner.page.evaluate("document.activeElement.id") == "token"
        await log_in(owner)
        await owner.sees("Questions over time")
        assert await owner.page.evaluate("document.cookie") == ""
        await owner.page.reload()
        await owner.sees("Questions over time")


async def test_without_a_token_set_the_page_says_how_to_set_it(
    browser: Browser, service: Served
) -> None:
    async with visiting(browser) as owner:
        await owner.page.goto(f"{service.url}/dashboard")
        await owner.sees("The dashboard is closed")
        await owner.sees("ADMIN_TOKEN=")


async def test_logging_out_shows_nothing_any_more(owner: Visitor) -> None:
    await owner.page.click("#log-out")
    await expect(owner.page.locator("#entry")).to_be_visible()
    assert await owner.page.inner_text("#gaps") == ""
    await owner.page.reload()
    await expect(owner.page.locator("#entry")).to_be_visible()


async def test_the_turn_just_made_shows_by_itself(
    browser: Browser, owned: Served, owner: Visitor
) -> None:
    async with visiting(browser) as guest:
        await guest.page.goto(f"{owned.url}/embed")
        await guest.ask("which projects use Kafka and Docker")
        await guest.answered()
    newest = owner.page.locator("#recent tbody tr").first
    await expect(newest).to_contain_text("Kafka and Docker", timeout=8000)
    await expect(newest.locator(".tag")).to_have_text(["widget"])
    await expect(owner.page.locator("#most")).to_contain_text("Kafka and Docker")


async def test_a_gap_comes_with_a_draft_to_paste(owner: Visitor) -> None:
    theme = owner.page.locator("#gaps .themes > li").filter(has_text="Rust")
    await expect(theme).to_contain_text("skills.languages")
    await theme.locator("summary").click()
    (step,) = json.loads(await theme.locator("pre").inner_text())
    assert step["op"] == "add"
    assert step["value"].startswith("<")


async def test_one_turn_shows_its_time_and_its_reasons(owner: Visitor) -> None:
    await owner.page.click("#recent button.link >> nth=0")
    dialog = owner.page.locator("#turn")
    await expect(dialog.get_by_role("img", name="Where the time went")).to_be_visible()
    await dialog.get_by_role("button", name="Ask again and explain").click()
    await expect(dialog).to_contain_text("Asked again just now")
    await expect(dialog).to_contain_text("marks")
    await owner.page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()


async def test_whatever_is_clicked_narrows_everything_down(owner: Visitor) -> None:
    page = owner.page
    rows = page.locator("#recent tbody tr")
    chips = page.locator("#chips .chip")
    await page.locator("#totals").get_by_role("button", name="Not answered").click()
    await expect(rows).to_have_count(2)
    await expect(rows.filter(has_text="not answered")).to_have_count(2)
    await expect(page.locator("#filter-unanswered")).to_be_checked()
    await page.locator("#gaps").get_by_role("button", name="Rust", exact=True).click()
    await expect(rows).to_have_count(1)
    await expect(chips).to_have_text(["Not answered✕", "Gap: Rust✕"])
    assert page.url.endswith("?unanswered=true&gap=rust")
    await page.reload()
    await expect(rows).to_have_count(1)
    await expect(chips).to_have_count(2)
    await page.get_by_role("button", name="Remove the filter: Gap: Rust").click()
    await expect(rows).to_have_count(2)
    assert await page.evaluate("document.activeElement.closest('#chips') !== null")
    await page.go_back()
    await expect(rows).to_have_count(1)
    await page.get_by_role("button", name="Remove all").click()
    await expect(chips).to_have_count(0)
    await page.locator("#most").get_by_role("button", name="any projects").click()
    await expect(rows).to_have_count(1)
    await page.fill("#q", "STUDY")
    await page.press("#q", "Enter")
    await expect(rows).to_have_text([re.compile("where did she study")])
    await page.fill("#q", "nobody asked this")
    await page.press("#q", "Enter")
    advice = page.locator("#asked").get_by_role("button", name="Remove the filters")
    await advice.click()
    await page.locator("#ways").get_by_role("button", name="by a program").click()
    await expect(chips).to_have_text(["Asked: by a program✕"])


async def test_a_range_is_chosen_and_a_bar_leads_to_its_hour(owner: Visitor) -> None:
    page = owner.page
    await page.get_by_role("button", name="Today").click()
    await expect(page.locator("#compared")).to_contain_text("compared with")
    await expect(page.locator("#asked figcaption")).to_contain_text("per hour")
    await page.locator("#asked rect.target").last.click()
    await expect(page.locator("#chips .chip")).to_have_count(1)
    assert "range=today&from=" in page.url
    await page.get_by_role("button", name="All", exact=True).click()
    await expect(page.locator("#compared")).not_to_contain_text("compared with")
    await page.get_by_text("Other dates").click()
    await page.fill("#from", "2020-03-01")
    await page.fill("#to", "2020-03-31")
    await page.get_by_role("button", name="Show these days").click()
    await owner.sees("Mar 1 – Mar 31, compared with Jan 30 – Feb 29")
    await owner.sees("Choose a longer range")


async def test_a_question_leads_to_its_whole_conversation(owner: Visitor) -> None:
    page = owner.page
    await page.click("#recent button.link >> nth=0")
    await page.get_by_role("button", name="The whole conversation").click()
    dialog = page.locator("#conversation")
    await expect(dialog.locator(".turns > li")).to_have_count(1)
    await dialog.locator("summary").click()
    await expect(dialog.get_by_role("img", name="Where the time went")).to_be_visible()
    assert "conversation=" in page.url
    await page.reload()
    await expect(dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await page.wait_for_url(lambda url: "conversation=" not in url)
    await expect(dialog).to_be_hidden()
    await page.go_back()
    await expect(dialog).to_be_visible()


async def test_a_tab_that_nobody_sees_asks_for_nothing(owner: Visitor) -> None:
    asked: list[str] = []
    page = owner.page
    await expect(page.locator("#now")).to_contain_text("none open")
    seen = """(state) => {
      Object.defineProperty(document, "hidden", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    await page.evaluate(
        "window.realInterval = setInterval; window.timers = 0;"
        "window.setInterval = (...given) => (timers += 1, realInterval(...given));"
        "window.clearInterval = ((real) => (id) => (timers -= 1, real(id)))"
        "(clearInterval); 0"
    )
    await page.evaluate(seen, True)
    assert await page.evaluate("timers") < 0
    page.on("request", lambda request: asked.append(request.url))
    async with page.expect_request("**/api/dashboard/live"):
        await page.evaluate(seen, False)
    assert await page.evaluate("timers") == 0
    await expect(page.locator("#live")).to_have_text("Live")


async def test_a_slow_answer_does_not_cover_a_newer_one(owner: Visitor) -> None:
    slow = asyncio.Event()

    async def hold_back(route: Route) -> None:
        if "unanswered" in route.request.url and "intent" not in route.request.url:
            await slow.wait()
        await route.continue_()

    rows = owner.page.locator("#recent tbody tr")
    await owner.page.route("**/api/dashboard/questions*", hold_back)
    await owner.page.check("#filter-unanswered")
    await owner.page.uncheck("#filter-unanswered")
    await owner.page.select_option("#filter-intent", "education")
    await expect(rows).to_have_count(1)
    held = "/questions?limit=20&offset=0&from"
    async with owner.page.expect_response(
        lambda told: held in told.url and "unanswered" in told.url
    ):
        slow.set()
    await owner.page.wait_for_timeout(200)
    await expect(rows).to_have_count(1)


async def test_a_signature_is_hidden_shown_and_deleted(
    owned: Served, owner: Visitor
) -> None:
    def on_the_wall() -> int:
        return len(httpx.get(f"{owned.url}/api/guestbook").json()["signatures"])

    wall = owner.page.locator("#guestbook")
    await wall.get_by_role("button", name="Hide the signature of Ada").click()
    await expect(wall).to_contain_text("hidden")
    assert on_the_wall() == 0
    await wall.get_by_role("button", name="Show the signature of Ada").click()
    await expect(wall).not_to_contain_text("hidden")
    assert on_the_wall() == 1
    await wall.get_by_role("button", name="Delete the signature of Ada").click()
    await wall.get_by_role("button", name="Delete for good").click()
    await expect(wall.locator("li")).to_have_count(0)
    assert on_the_wall() == 0


async def test_kept_answers_are_listed_and_dropped(
    owned: Served, owner: Visitor
) -> None:
    def left() -> int:
        page = httpx.get(
            f"{owned.url}/api/dashboard/answers",
            headers={"authorization": f"Bearer {TOKEN}"},
        )
        return int(page.json()["total"])

    rows = owner.page.locator("#answers tbody tr")
    await expect(rows).to_have_count(2)
    await expect(owner.page.locator("#answers-saved")).to_contain_text("saved $0.50")
    await owner.page.get_by_role("button", name="Drop the answer: She builds.").click()
    await expect(rows).to_have_count(1)
    assert left() == 1
    await owner.page.click("#drop-answers")
    await expect(owner.page.locator("#answers")).to_contain_text("No model's answer")
    assert left() == 0


async def test_the_figures_can_be_taken_along(owner: Visitor) -> None:
    await owner.page.get_by_text("Export", exact=True).click()
    async with owner.page.expect_download() as begun:
        await owner.page.click("#export")
    file = await (await begun.value).path()
    kept = json.loads(await asyncio.to_thread(file.read_text, "utf-8"))
    assert kept["overview"]["totals"]["questions"] >= len(ASKED)


async def test_every_chart_says_in_words_what_it_shows(owner: Visitor) -> None:
    charts = owner.page.locator("figure")
    await expect(charts.nth(1)).to_be_visible()
    for place in range(await charts.count()):
        picture = charts.nth(place).locator("svg")
        assert await picture.get_attribute("role") == "img"
        assert await picture.locator("title").first.text_content()
        assert await picture.locator("desc").text_content()
        assert await charts.nth(place).locator("table tbody tr").count() > 0


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_no_grave_finding_from_log_in_to_one_turn(
    browser: Browser, owned: Served, theme: Theme
) -> None:
    needs("axe-core")
    async with visiting(browser, color_scheme=theme, reduced_motion="reduce") as owner:
        await owner.page.goto(f"{owned.url}/dashboard")
        await expect(owner.page.locator("#entry")).to_be_visible()
        assert await grave_findings(owner.page) == []
        await log_in(owner)
        await owner.sees("Live")
        await owner.page.evaluate(
            "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        assert await grave_findings(owner.page) == []
        await owner.page.click("#recent button.link >> nth=0")
        report = await owner.page.evaluate("axe.run('#turn')")
        assert report["violations"] == []
        await owner.page.get_by_role("button", name="The whole conversation").click()
        await owner.page.locator("#conversation summary").first.click()
        report = await owner.page.evaluate("axe.run('#conversation')")
        assert report["violations"] == []
        await owner.page.keyboard.press("Escape")
        await owner.page.locator("#intents").get_by_role("button").first.click()
        await expect(owner.page.locator("#chips .chip")).to_have_count(1)
        assert await grave_findings(owner.page) == []


async def test_no_grave_finding_while_closed(browser: Browser, service: Served) -> None:
    needs("axe-core")
    async with visiting(browser) as owner:
        await owner.page.goto(f"{service.url}/dashboard")
        await owner.sees("The dashboard is closed")
        assert await grave_findings(owner.page) == []


@pytest.mark.parametrize("width", [320, 768, 1440])
async def test_nothing_sticks_out(browser: Browser, owned: Served, width: int) -> None:
    size = {"width": width, "height": 700}
    async with visiting(browser, viewport=size) as owner:
        await owner.page.goto(f"{owned.url}/dashboard")
        await log_in(owner)
        await owner.sees("Live")
        found = await owner.page.evaluate("document.documentElement.scrollWidth")
        assert found == width


async def test_a_service_that_goes_away_is_told(
    browser: Browser, tmp_path: Path
) -> None:
    async with visiting(browser) as owner:
        settings = settings_for(tmp_path, admin_token=TOKEN)
        with serving(create_app(settings)) as served:
            await owner.page.goto(f"{served.url}/dashboard")
            await log_in(owner)
            await owner.sees("Live")
        await owner.sees("trying to reach the service")


async def test_a_thumb_a_note_and_a_message_reach_the_owner(
    browser: Browser, owned: Served, owner: Visitor
) -> None:
    """All of it by keyboard, as the visitor; then the owner reads it."""
    async with visiting(browser) as guest:
        page = guest.page
        await page.goto(f"{owned.url}/app")
        await guest.ask("does she know Rust")
        await guest.answered()
        down = page.get_by_role("button", name="Bad answer")
        up = page.get_by_role("button", name="Good answer")
        said = page.locator("#announcer")
        await up.press("Enter")
        await expect(up).to_have_attribute("aria-pressed", "true")
        await expect(said).to_have_text("Thank you: rated as good.")
        await down.press("Enter")
        await expect(down).to_have_attribute("aria-pressed", "true")
        await expect(up).to_have_attribute("aria-pressed", "false")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.type("she surely does")
        await page.keyboard.press("Enter")
        await expect(said).to_have_text("Thank you, that is noted.")
        await expect(down).to_be_focused()
        await page.get_by_role("button", name="Leave a message").press("Enter")
        await guest.sees("You asked: does she know Rust")
        await page.keyboard.type("Let us talk about Rust.")
        assert await grave_findings(page) == []
        await page.keyboard.press("Tab")
        await page.keyboard.type("@ada")
        await page.keyboard.press("Enter")
        await guest.sees("Your message is there for")
        await page.keyboard.press("Escape")
        await page.reload()
        await expect(down).to_have_attribute("aria-pressed", "true")
        await page.click("summary")
        await page.click("#open-message")
        await expect(page.locator("#message-text")).to_be_focused()
    page = owner.page
    await page.reload()
    await owner.sees("1 unread of 1")
    for words in ("Let us talk about Rust.", "does she know Rust", "@ada"):
        await expect(page.locator("#messages")).to_contain_text(words)
    await expect(page.locator("#thumbs-share")).to_have_text("0 % of 1 are up.")
    await expect(page.locator("#thumbs tbody tr")).to_contain_text("she surely does")
    assert await grave_findings(page) == []
    await page.get_by_role("button", name="Mark as read").click()
    await owner.sees("0 unread of 1")
    await page.get_by_role("button", name="Delete the message").click()
    await page.get_by_role("button", name="for good").click()
    await owner.sees("Nobody has left a message yet.")
