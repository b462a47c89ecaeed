"""A visitor: a real browser with a microphone that says what it is told to."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from playwright.async_api import Browser, Frame, Page, Request, async_playwright, expect

from services.models.audio import SAMPLE_RATE_HZ
from tests.sounds import encode
from tests.spoken import spoken

VOICE, WORDS_PER_MINUTE = "en-us+f2", 150
"""The embedded recogniser hears this voice best."""
LEAD_S, TAIL_S = 4.0, 2.5
"""The microphone starts when it is allowed, and begins again at its end."""
FOREIGN_HOST = "portfolio.test"
AUDIBLE_RMS = 0.01
PATIENCE_S = 15.0
REPLY_S = 40.0
"""A reply takes its own time to be spoken."""
HEARING = (Path(__file__).parent / "hearing.js").read_text("utf-8")
QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {FOREIGN_HOST} 127.0.0.1",
)
UNTIL = """() => new Promise((resolve) => {
  const look = () => ((%s) ? resolve() : setTimeout(look, 20));
  look();
})"""
SPOKEN_AND_OVER = """() => new Promise((resolve) => {
  let began = false, quietSince = 0;
  const look = () => {
    const level = Number(document.body.style.getPropertyValue("--level"));
    if (level > 0.2) began = true;
    if (level > 0.05) quietSince = performance.now();
    if (began && performance.now() - quietSince > 600) resolve();
    else setTimeout(look, 20);
  };
  look();
})"""


ALL_HEARD = """(heard.length && heard.every((one) => one.ended || one.error)
    && !document.querySelector(".spoken"))"""
"""A reply has several sounds; its words stand out until the last one is over."""


@dataclass
class Visitor:
    """A page as one person sees it, and what went wrong or astray on the way."""

    page: Page
    faults: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.hostname or "")

    async def ask(self, question: str) -> None:
        # The frame's script may still be on its way when the page has loaded.
        await self.until("document.getElementById('form').onsubmit")
        await self.page.fill("#question", question)
        await self.page.press("#question", "Enter")

    async def press_to_talk(self) -> None:
        """From now on the button is held for each question."""
        await self.page.uncheck("#hands-free")
        await self.sees("Hold to speak")

    async def titles(self, count: int | None = None) -> list[str]:
        """Titles of the newest answer's cards, once they are there."""
        cards = self.page.locator(".turn:last-child .card h3")
        if count is None:
            await cards.first.wait_for(timeout=PATIENCE_S * 1000)
        else:
            await expect(cards).to_have_count(count, timeout=PATIENCE_S * 1000)
        return await cards.all_inner_texts()

    async def speaks(self) -> None:
        """The newest reply is being heard; its end is not waited for."""
        await self.until(f"heard.length && heard.at(-1).rms > {AUDIBLE_RMS}")

    async def spoken_to_the_end(self) -> None:
        """The newest reply was played to its end, and there was sound in it."""
        await self.until(ALL_HEARD, within_s=REPLY_S)
        heard: dict[str, Any] = await self.page.evaluate("heard.at(-1)")
        assert heard["error"] is None
        assert heard["rms"] > AUDIBLE_RMS, heard

    async def answered(self) -> None:
        """The newest answer is whole; it may still be spoken."""
        newest = self.page.locator(".turn:last-child .suggestions button")
        await newest.first.wait_for(timeout=PATIENCE_S * 1000)

    async def until(
        self,
        condition: str,
        frame: Frame | None = None,
        *,
        within_s: float = PATIENCE_S,
    ) -> None:
        """A JavaScript expression is true; the page's policy forbids other ways."""
        async with asyncio.timeout(within_s):
            await (frame or self.page).evaluate(UNTIL % condition)

    async def wait_until_said(self) -> None:
        """The microphone has said its sentence and has been quiet since."""
        await self.page.evaluate(SPOKEN_AND_OVER)

    async def sees(self, words: str, *, within_ms: float = 5000) -> None:
        found = self.page.get_by_text(re.compile(re.escape(words))).locator(
            "visible=true"
        )
        await expect(found.first).to_be_visible(timeout=within_ms)


def write_question(path: Path, words: str) -> None:
    """A microphone's recording of `words`, with a lead for the page to get ready."""

    def silence(seconds: float) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.zeros(int(seconds * SAMPLE_RATE_HZ), np.float32)

    said = spoken(words, VOICE, WORDS_PER_MINUTE)
    sound = np.concatenate([silence(LEAD_S), said, silence(TAIL_S)])
    path.write_bytes(encode(sound, "wav"))


@asynccontextmanager
async def chromium(microphone: Path | None) -> AsyncIterator[Browser]:
    """Debian's Chromium with its own autoplay policy; nothing is intercepted."""
    flags = list(QUIET_FLAGS)
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    if microphone is not None:
        flags += [
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}",
        ]
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=flags
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def visiting(
    browser: Browser, *, microphone: bool = True, worker: bool = False, **context: Any
) -> AsyncIterator[Visitor]:
    """A fresh visitor; afterwards nothing may have failed or reached another host.

    With `worker`, the page may have its service worker. Chromium's driver halts workers
    to look into them, and now and then a page that is loaded meanwhile waits for ever.
    """
    profile = await browser.new_context(
        permissions=["microphone"] if microphone else [],
        service_workers="allow" if worker else "block",
        **context,
    )
    await profile.add_init_script(HEARING)
    visitor = Visitor(await profile.new_page())
    profile.on("request", visitor.note)
    visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
    try:
        yield visitor
        assert visitor.faults == []
        assert visitor.hosts <= {"127.0.0.1", "localhost", FOREIGN_HOST}
    finally:
        await profile.close()
