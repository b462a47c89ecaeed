"""What visitors and the owner do, in Firefox and WebKit: each task done, or its fault.

The suite does the same in Chromium, with a voice. Debian's `firefox-esr`, and
`webkit2gtk-driver` with `xvfb`, are used where they are installed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.attacked import attacked
from bench.bench_service import ROOT
from bench.figure import Figure
from bench.other_browsers import ENTER, Hand, Page, browsers, until

TOKEN = "owner-of-the-proof-0123456789"
SAMPLE = ROOT / "resume_data.json"
REPLY_S, NEWS_S = 60.0, 4.0
"""News of the last question is drawn after a while; nobody clicks that fast."""
LATEST = ".turn:last-child"
Task = Callable[["Visit"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, the hand that uses it, and where the service stands."""

    page: Page
    hand: Hand
    url: str

    async def open(self, path: str) -> None:
        await self.page.go(f"{self.url}{path}")

    async def sees(self, expression: str, patience_s: float = 20.0) -> Any:
        """Wait until an expression of the page's is true."""
        return await until(lambda: self.page.evaluate(expression), patience_s)

    async def reads(self, selector: str, words: str, patience_s: float = 20.0) -> None:
        """Wait until an element has these words."""
        found = f"document.querySelector({json.dumps(selector)})?.textContent"
        await self.sees(f"!!{found}?.includes({json.dumps(words)})", patience_s)

    async def write(self, selector: str, words: str) -> None:
        """Click into a field and type."""
        await self.hand.click(selector)
        await self.hand.type(words)

    async def ask(self, question: str, *, words: str) -> None:
        """Ask by typing; the reply has to have some words."""
        await self.sees("!!document.getElementById('form').onsubmit")
        await self.write("#question", question + ENTER)
        await self.reads(f"{LATEST} .reply", words, REPLY_S)
        await self.sees(f"!!document.querySelector('{LATEST} .tools')", REPLY_S)


async def typed_question(visit: Visit) -> None:
    await visit.open("/app")
    await visit.ask("Where did she study?", words="University")


async def follow_up(visit: Visit) -> None:
    await visit.ask("and when?", words="20")


async def contact_card(visit: Visit) -> None:
    await visit.ask("How can I reach her?", words="@")
    await visit.sees("!!document.querySelector('.card a[href^=\"mailto:\"]')")


async def heard_again(visit: Visit) -> None:
    await visit.page.evaluate(
        "(HTMLMediaElement.prototype.realPlay ??= HTMLMediaElement.prototype.play,"
        "window.plays = 0, HTMLMediaElement.prototype.play = function () "
        "{ window.plays += 1; return this.realPlay(); }, 0)"
    )
    await visit.hand.click(f"{LATEST} .tools button")
    await visit.sees("window.plays > 0 || !document.getElementById('stop').hidden")
    if not await visit.page.evaluate("document.getElementById('stop').hidden"):
        await visit.hand.click("#stop")


async def rated(visit: Visit) -> None:
    await visit.hand.click(f'{LATEST} [data-thumb="up"]')
    await visit.reads(f"{LATEST} .rate", "Thank you")


async def message(visit: Visit) -> None:
    await visit.ask("Does she speak Finnish?", words="not")
    await visit.hand.click(f'{LATEST} .rate [aria-haspopup="dialog"]')
    await visit.write("#message-text", "Do call me")
    await visit.hand.click("#message [type=submit]")
    await visit.reads("#message [role=status]", "Thank you")
    await visit.hand.click("#message header button")


async def shared(visit: Visit) -> None:
    await visit.open("/app?q=Which%20projects%20use%20Python%3F")
    await visit.reads(f"{LATEST} .reply", "project", REPLY_S)
    await visit.sees("document.getElementById('notice').hidden")


async def signed(visit: Visit) -> None:
    await visit.hand.click("#open-guestbook")
    await visit.write("#signer", "Ada")
    await visit.hand.click("#guestbook [type=submit]")
    await visit.reads("#guestbook .wall", "Ada")
    await visit.hand.click("#guestbook header button")


async def language(visit: Visit) -> None:
    await visit.hand.click("#options summary")
    await visit.hand.click('#languages [lang="de"]')
    await visit.sees("document.documentElement.lang === 'de'")
    await visit.open("/app")
    await visit.sees("document.documentElement.lang === 'de'")
    await visit.ask("Wo hat sie studiert?", words="Univers")


async def printed(visit: Visit) -> None:
    await visit.open("/resume")
    await visit.reads("main", "Experience")


async def log_in(visit: Visit) -> None:
    await visit.open("/dashboard")
    await visit.write("#token", TOKEN + ENTER)
    await visit.reads("#live", "Live")
    await asyncio.sleep(NEWS_S)


async def compared(visit: Visit) -> None:
    await visit.hand.click('[data-range="7d"]')
    await visit.sees("location.search.includes('range=7d')")
    await visit.reads("#compared", "compared with")


async def filtered(visit: Visit) -> None:
    await visit.sees("!!document.querySelector('#intents button')")
    await visit.hand.click("#intents button")
    await visit.sees("location.search.includes('intent=')")
    await visit.hand.click("#chips button")
    await visit.sees("!location.search.includes('intent=')")


async def live_view(visit: Visit) -> None:
    await visit.reads("#now", "none open")


async def read_message(visit: Visit) -> None:
    await visit.reads("#messages", "Do call me")
    await visit.hand.click("#messages li button")
    await visit.reads("#messages-unread", "0 unread")


async def whole_conversation(visit: Visit) -> None:
    await visit.hand.click("#recent tbody button")
    await visit.hand.click("#turn [aria-haspopup=dialog]")
    await visit.reads("#conversation", "Where did she study?")
    await visit.hand.click("#conversation button")


async def labelled(visit: Visit) -> None:
    await visit.hand.click("#labels li button")
    await visit.reads("#labels li [role=status]", "Right")
    await visit.reads("#accuracy", "100 %")


async def draft_and_undo(visit: Visit) -> None:
    await visit.hand.click("#gaps details summary")
    await visit.write("#gaps details input", "Finnish")
    await visit.hand.click("#gaps details [type=submit]")
    await visit.hand.click("#gaps [aria-live] button")
    await visit.hand.click("#gaps [data-undo]")
    await visit.sees("!document.querySelector('#gaps [data-undo]')")


async def origin_allowed(visit: Visit) -> None:
    await visit.write("#origin", f"https://site.example{ENTER}")
    await visit.reads("#origins", "added here")


async def exported(visit: Visit) -> None:
    status = await visit.page.evaluate(
        "fetch(document.querySelector('[data-what=questions][data-format=csv]').href)"
        ".then((reply) => reply.text()).then((text) => text.includes('Where did she'))"
    )
    assert status


VISITOR: tuple[Task, ...] = (
    *(typed_question, follow_up, contact_card, heard_again, rated, message),
    *(shared, signed, language, printed),
)
OWNER: tuple[Task, ...] = (
    *(log_in, compared, filtered, whole_conversation, live_view, read_message),
    *(labelled, draft_and_undo, origin_allowed, exported),
)


async def done(visit: Visit, tasks: Iterable[Task]) -> AsyncIterator[tuple[str, str]]:
    """Each task's name, and what went wrong with it; empty where nothing did."""
    for task in tasks:
        fault = ""
        try:
            await task(visit)
        except (AssertionError, RuntimeError, TimeoutError) as error:
            fault = f"{type(error).__name__} {error}".strip()
        yield task.__name__, fault


async def walked(name: str) -> list[Figure]:
    """All tasks in one browser."""
    found = []
    open_browser = browsers()[name]
    with TemporaryDirectory() as folder:
        resume = Path(folder) / "resume.json"
        resume.write_bytes(SAMPLE.read_bytes())
        owned = attacked(ADMIN_TOKEN=TOKEN, RESUME_PATH=str(resume))
        async with owned as service, open_browser() as page:
            visit = Visit(page, Hand(page), service.url)
            async for task, fault in done(visit, (*VISITOR, *OWNER)):
                figure = f"browsers.{name}.{task}"
                found.append(Figure(figure, float(not fault), "done", "== 1", fault))
    return found


def figures(data: Path | None) -> Iterable[Figure]:
    for name in browsers():
        yield from asyncio.run(walked(name))
