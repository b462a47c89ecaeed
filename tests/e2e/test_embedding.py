"""The widget in somebody else's page, on an origin of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, ConsoleMessage, Frame, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from api_server import create_app
from tests.app import settings_for
from tests.e2e.visitor import Visitor, visiting
from tests.server import Served, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

PORTFOLIO = """<!doctype html><title>A portfolio</title>
<style>section {{ height: 120vh }}</style>
<section id="intro">Hello</section><section data-section="projects">
<p>Above</p><p style="height: 60vh"></p>Work
<p hidden>kept</p><textarea>typed</textarea> on <b>River Watch</b></section>
<script src="{home}/embed.js" data-label="Ask me" data-theme="dark"{more}></script>"""
DRESSED = (
    'data-color="#ffd400" data-position="top-left" data-greeting="Hi, ask about pumps."'
    ' data-starters="Which projects use Python?|Where?" data-icon="chat"'
    ' data-avatar="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAAB'
    'AAEAAAIBRAA7"'
)
MISWRITTEN = (
    'data-color="url(#x)" data-position="middle" data-greeting="Hi &lt;b>you&lt;/b>"'
    ' data-starters="a|b|c|d|e" data-icon="cat" data-avatar="javascript:1"'
)
BOX = "(node) => { const {x, y} = node.getBoundingClientRect(); return [x, y]; }"
COLOURS = """(node) => {
  const style = getComputedStyle(node);
  return [style.backgroundColor, style.color];
}"""

KEEP_STREAMS = """() => {
  window.streams = [];
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    window.streams.push(stream);
    return stream;
  };
}"""


@contextmanager
def portfolio(home: list[str]) -> Iterator[Served]:
    """A page elsewhere; `home` holds the service's address once it is known."""

    async def page(request: Request) -> HTMLResponse:
        more = " " + request.query_params.get("more", "")
        return HTMLResponse(PORTFOLIO.format(home=home[0], more=more))

    with serving(Starlette(routes=[Route("/", page)])) as served:
        yield served


@contextmanager
def service_and_portfolio(folder: Path, *, invited: bool) -> Iterator[str]:
    """The portfolio's address; the service lets it frame the widget if `invited`."""
    home: list[str] = []
    with portfolio(home) as elsewhere:
        origin = f"http://localhost:{elsewhere.port}"
        origins = (origin,) if invited else ("https://somebody.example",)
        app = create_app(settings_for(folder, cors_origins=origins))
        with serving(app) as served:
            home.append(served.url)
            yield origin


def remarks(visitor: Visitor) -> list[str]:
    """What the widget says in the console, from now on."""
    told: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if line.text.startswith("Viva Voce:"):
            told.append(line.text)

    visitor.page.on("console", note)
    return told


async def opened(visitor: Visitor) -> Frame:
    await visitor.page.get_by_role("button", name="Ask me").click()
    handle = await visitor.page.wait_for_selector("viva-voce iframe")
    assert handle is not None
    frame = await handle.content_frame()
    assert frame is not None
    return frame


async def ready(visitor: Visitor) -> Frame:
    frame = await opened(visitor)
    await frame.wait_for_selector("#question:focus")
    return frame


async def test_the_widget_answers_in_a_foreign_page_and_knows_its_section(
    browser: Browser, tmp_path: Path
) -> None:
    asked: list[str] = []
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            visitor.page.context.on(
                "request",
                lambda sent: (
                    asked.append(sent.post_data or "")
                    if sent.url.endswith("/smart/stream")
                    else None
                ),
            )
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await visitor.page.evaluate("scrollTo(0, document.body.scrollHeight)")
            await frame.fill("#question", "show me the projects")
            await frame.press("#question", "Enter")
            await frame.wait_for_selector(".card")
            sent = json.loads(asked[0])
            assert (sent["section"], sent["page_text"]) == (
                "projects",
                "Work on River Watch",
            )
            theme = await frame.evaluate("document.documentElement.dataset.theme")
            assert theme == "dark"
            await visitor.until("heard.length && heard.at(-1).rms > 0.01", frame)
            await frame.click("#options summary")
            await frame.click("#languages a[lang=de]")
            await frame.wait_for_selector("html[lang=de] #question")
            await visitor.page.reload()
            frame = await ready(visitor)
            assert await frame.evaluate("document.documentElement.lang") == "de"
            assert await visitor.page.context.cookies() == []


async def test_the_widget_hears_through_the_frame(
    browser: Browser, tmp_path: Path
) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await frame.press("#talk", "Enter")
            await frame.wait_for_selector("[data-phase=listening]")
            await frame.uncheck("#hands-free")
            await frame.press("#talk", "Enter")
            await frame.wait_for_selector("text=Tap when done")


async def test_escape_closes_the_widget_and_gives_the_focus_back(
    browser: Browser, tmp_path: Path
) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await frame.press("#question", "Escape")
            await expect(visitor.page.locator("viva-voce iframe")).to_be_hidden()
            button = visitor.page.get_by_role("button", name="Ask me")
            await expect(button).to_be_focused()


async def test_a_closed_widget_falls_silent(browser: Browser, tmp_path: Path) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await frame.fill("#question", "where has the owner worked")
            await frame.press("#question", "Enter")
            await visitor.until("heard.length && heard.at(-1).rms > 0.01", frame)
            await visitor.page.get_by_role("button", name="Ask me").click()
            await visitor.until("!document.body.dataset.phase", frame)
            assert await frame.evaluate("heard.at(-1).ended") is False


@pytest.mark.parametrize("is_live", [True, False])
async def test_a_closed_widget_hears_nothing(
    browser: Browser, tmp_path: Path, is_live: bool
) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await frame.evaluate(KEEP_STREAMS)
            await frame.set_checked("#hands-free", is_live)
            await frame.press("#talk", "Space")
            await visitor.until("window.streams.length", frame)
            await visitor.page.get_by_role("button", name="Ask me").click()
            await visitor.until("window.streams.every((one) => !one.active)", frame)
            await visitor.until("!document.body.dataset.phase", frame)
            label = "Tap to talk" if is_live else "Hold to speak"
            assert await frame.inner_text("#talk-label") == label
            assert await frame.locator(".turn").count() == 0


async def test_a_page_that_was_not_invited_cannot_frame_it(
    browser: Browser, tmp_path: Path
) -> None:
    with service_and_portfolio(tmp_path, invited=False) as address:
        async with visiting(browser) as visitor:
            told = remarks(visitor)
            await visitor.page.goto(address)
            button = visitor.page.get_by_role("button", name="Ask me")
            async with visitor.page.context.expect_page() as tab:
                await button.click()
            assert (await tab.value).url.endswith("/app")
            assert await visitor.page.locator("viva-voce iframe").count() == 0
            (line,) = told
            assert f"Add {address} to CORS_ORIGINS of the service at http" in line


async def test_the_page_around_it_says_how_the_widget_looks_and_greets(
    browser: Browser, tmp_path: Path
) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser, reduced_motion="reduce") as visitor:
            page, told = visitor.page, remarks(visitor)
            dressed = f"{address}?{urlencode({'more': DRESSED})}"
            await page.goto(dressed)
            button = page.get_by_role("button", name="Ask me")
            assert await button.evaluate(BOX) == [16, 16]
            shown = await button.evaluate(COLOURS)
            assert shown == ["rgb(255, 212, 0)", "rgb(0, 0, 0)"]
            assert await button.locator("img").count() == 1
            teaser = page.get_by_role("button", name="Hi, ask about pumps.")
            await expect(teaser).to_be_visible()
            await page.get_by_role("button", name="Dismiss").press("Escape")
            await expect(teaser).to_have_count(0)
            await expect(button).to_be_focused()
            await page.reload()
            frame = await ready(visitor)
            await expect(teaser).to_have_count(0)
            assert await frame.inner_text(".greeting") == "Hi, ask about pumps."
            await frame.click("#welcome button:text('Which projects use Python?')")
            await frame.wait_for_selector(".card")
            assert told == []

            await page.goto(f"{address}?{urlencode({'more': MISWRITTEN})}")
            shown = await button.evaluate(COLOURS)
            assert shown == ["rgb(11, 100, 112)", "rgb(255, 255, 255)"]
            names = sorted(line.split()[2] for line in told)
            assert names == [
                *("data-avatar", "data-color", "data-greeting", "data-icon"),
                *("data-position", "data-starters"),
            ]


async def test_another_window_cannot_tell_the_widget_a_section(
    browser: Browser, tmp_path: Path
) -> None:
    with service_and_portfolio(tmp_path, invited=True) as address:
        async with visiting(browser) as visitor:
            await visitor.page.goto(address)
            frame = await ready(visitor)
            await frame.evaluate(
                "postMessage({vivaVoce: 'section', section: 'forged'}, location.origin)"
            )
            async with visitor.page.expect_request("**/smart/stream") as sent:
                await frame.fill("#question", "hello")
                await frame.press("#question", "Enter")
            question = json.loads((await sent.value).post_data or "")
            assert question["section"] == "intro"
