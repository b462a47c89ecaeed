"""Firefox and WebKit as Debian has them, driven by the protocols that they speak."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx
from websockets.asyncio.client import ClientConnection, connect

from bench.bench_service import free_port

START_S, ANSWER_S, LOOK_S = 60.0, 60.0, 0.1
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
DISPLAY = ":87"
ENTER = "\ue007"
WORDS = re.compile(r"BiDi listening on (ws://\S+)")
PLACE = """(() => {
  const found = document.querySelector(%s);
  if (!found) return null;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = found.getBoundingClientRect();
  return width ? [Math.round(x + width / 2), Math.round(y + height / 2)] : null;
})()"""


class Page(Protocol):
    """A page of a real browser."""

    async def go(self, url: str) -> None: ...
    async def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of its promise, as JSON has it."""

    async def act(self, *sources: dict[str, Any]) -> None:
        """What fingers do, as both protocols name it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Clicks and types as a person does, by where things are on the screen."""

    page: Page

    async def click(self, selector: str) -> None:
        """Raise TimeoutError for what cannot be clicked for a while."""
        look = PLACE % json.dumps(selector)
        place = await until(lambda: self.page.evaluate(look))
        move = {"type": "pointerMove", "x": place[0], "y": place[1], "duration": 0}
        buttons = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        pointer = {"pointerType": "mouse"}
        await self.page.act(
            {
                "type": "pointer",
                "id": "mouse",
                "parameters": pointer,
                "actions": [move, *buttons],
            }
        )

    async def type(self, text: str) -> None:
        keys = [
            {"type": kind, "value": letter}
            for letter in text
            for kind in ("keyDown", "keyUp")
        ]
        await self.page.act({"type": "key", "id": "keys", "actions": keys})


class FirefoxPage:
    """Speaks WebDriver BiDi."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._count = 0
        self._context = ""

    async def begin(self) -> None:
        await self._call("session.new", capabilities={})
        tree = await self._call("browsingContext.getTree")
        self._context = tree["contexts"][0]["context"]

    async def go(self, url: str) -> None:
        await self._call(
            "browsingContext.navigate", context=self._context, url=url, wait="complete"
        )

    async def evaluate(self, expression: str) -> Any:
        told = await self._call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if told["type"] != "success":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"].get("value", "null"))

    async def act(self, *sources: dict[str, Any]) -> None:
        await self._call(
            "input.performActions", context=self._context, actions=list(sources)
        )

    async def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        order = {"id": self._count, "method": method, "params": parameters}
        await self._socket.send(json.dumps(order))
        async with asyncio.timeout(ANSWER_S):
            while True:
                told = json.loads(await self._socket.recv())
                if told.get("id") == self._count:
                    break
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['message']}")
        found: dict[str, Any] = told["result"]
        return found


class WebKitPage:
    """Speaks WebDriver."""

    def __init__(self, driver: httpx.AsyncClient) -> None:
        self._driver = driver
        self._session = ""

    async def begin(self, browser: str) -> None:
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        told = await self._post("/session", capabilities=wanted)
        self._session = f"/session/{told['sessionId']}"

    async def go(self, url: str) -> None:
        await self._post(f"{self._session}/url", url=url)

    async def evaluate(self, expression: str) -> Any:
        script = (
            f"const done = arguments[0]; (async () => JSON.stringify(await "
            f"({expression})))().then(done, (fault) => done('!' + fault));"
        )
        path = f"{self._session}/execute/async"
        value = await self._post(path, script=script, args=[])
        if str(value).startswith("!"):
            raise RuntimeError(value)
        return json.loads(value or "null")

    async def act(self, *sources: dict[str, Any]) -> None:
        await self._post(f"{self._session}/actions", actions=list(sources))

    async def _post(self, path: str, **body: Any) -> Any:
        answer = await self._driver.post(path, json=body)
        value = answer.json()["value"]
        if answer.is_error:
            raise RuntimeError(f"{path}: {value}")
        return value


@asynccontextmanager
async def firefox() -> AsyncIterator[Page]:
    """A page of Firefox without a screen, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        process = await asyncio.create_subprocess_exec(
            *("firefox-esr", "--headless", "--no-remote", "--profile", profile),
            *("--remote-debugging-port", "0"),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(START_S):
                address = await _address(process)
            async with connect(f"{address}/session", max_size=None) as socket:
                page = FirefoxPage(socket)
                await page.begin()
                yield page
        finally:
            process.kill()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    while line := await process.stderr.readline():
        if found := WORDS.search(line.decode("utf-8", "replace")):
            return found[1]
    raise RuntimeError("Firefox ended before it listened")


@asynccontextmanager
async def webkit() -> AsyncIterator[Page]:
    """A page of WebKitGTK's small browser on a screen that nobody sees."""
    port = free_port()
    screen = await asyncio.create_subprocess_exec(
        *("Xvfb", DISPLAY, "-screen", "0", "1280x900x24"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    # Its own sandbox needs rights that a container does not give.
    apart = {"DISPLAY": DISPLAY, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    driver = await asyncio.create_subprocess_exec(
        "WebKitWebDriver",
        f"--port={port}",
        env=os.environ | apart,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient(base_url=address, timeout=ANSWER_S) as client:
            await _until_up(client)
            page = WebKitPage(client)
            await page.begin(str(mini_browser()))
            yield page
    finally:
        for process in (driver, screen):
            process.terminate()
            await process.wait()


async def _until_up(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(START_S):
        while True:
            try:
                await client.get("/status")
                return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


def mini_browser() -> Path | None:
    found = sorted(Path("/").glob(MINI_BROWSERS.lstrip("/")))
    return found[-1] if found else None


def browsers() -> dict[str, Callable[[], Any]]:
    """Those that this machine has."""
    found: dict[str, Callable[[], Any]] = {}
    if shutil.which("firefox-esr"):
        found["firefox"] = firefox
    if shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and mini_browser():
        found["webkit"] = webkit
    return found


async def until(look: Callable[[], Awaitable[Any]], patience_s: float = 20.0) -> Any:
    """What `look` finds, once it finds something; raise TimeoutError."""
    for _ in range(round(patience_s / LOOK_S)):
        if found := await look():
            return found
        await asyncio.sleep(LOOK_S)
    raise TimeoutError
