"""Questions that must be compared by meaning, while others are served."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from api_server import create_app
from services import meaning_service
from services.container import Services
from tests.app import settings_for
from tests.fakes import FakeEncoder
from tests.server import Served, serving

BY_MEANING = "tell me how she handles stress"
EXACT = "what is her email"
WAIT_S = 20.0


class HeldEncoder(FakeEncoder):
    """Stops at each question until it is told to go on, and notes in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []
        self.at_work, self.go_on = threading.Event(), threading.Event()

    def hold(self) -> None:
        self.threads.append(threading.current_thread().name)
        self.at_work.set()
        self.go_on.wait(WAIT_S)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> HeldEncoder:
    fake = HeldEncoder()
    monkeypatch.setattr(meaning_service, "open_encoder", lambda _: (fake, None))
    return fake


@pytest.fixture
def service(tmp_path: Path, encoder: HeldEncoder) -> Iterator[tuple[Served, Services]]:
    """A service whose vectors are complete; its encoder holds the next question."""
    before = set(threading.enumerate())
    app = create_app(settings_for(tmp_path))
    services: Services = app.state.services
    with serving(app) as served:
        wait_for_vectors(services)
        encoder.then = encoder.hold
        yield served, services
        encoder.go_on.set()
    names = {thread.name for thread in set(threading.enumerate()) - before}
    assert not {name for name in names if name.startswith(("thinking", "meaning"))}


def wait_for_vectors(services: Services) -> None:
    scores, waited = services.processor.meaning, threading.Event()
    assert scores is not None
    for _ in range(int(WAIT_S / 0.01)):
        if scores.complete:
            return
        waited.wait(0.01)
    pytest.fail("the vectors did not come")


async def ask(http: httpx.AsyncClient, text: str) -> httpx.Response:
    return await http.post("/ask", json={"text": text})


async def test_other_visitors_are_served_while_a_question_is_compared(
    service: tuple[Served, Services], encoder: HeldEncoder
) -> None:
    served, _ = service
    async with httpx.AsyncClient(base_url=served.url, timeout=WAIT_S) as http:
        asked = asyncio.create_task(ask(http, BY_MEANING))
        assert await asyncio.to_thread(encoder.at_work.wait, WAIT_S)
        assert (await http.get("/health/live")).status_code == 200
        assert "@" in (await ask(http, EXACT)).json()["response"]
        assert not asked.done()
        encoder.go_on.set()
        assert (await asked).status_code == 200
    assert set(encoder.threads) == {"thinking_0"}


async def test_a_visitor_who_leaves_leaves_nothing(
    service: tuple[Served, Services], encoder: HeldEncoder
) -> None:
    served, services = service
    async with httpx.AsyncClient(base_url=served.url, timeout=WAIT_S) as http:
        asked = asyncio.create_task(ask(http, BY_MEANING))
        assert await asyncio.to_thread(encoder.at_work.wait, WAIT_S)
        asked.cancel()
        with suppress(asyncio.CancelledError):
            await asked
        encoder.go_on.set()
        # The next one gets the place that was given back.
        assert (await ask(http, f"{BY_MEANING} at sea")).status_code == 200
    assert (services.thinking.at_work, services.thinking.depth) == (0, 0)


async def test_a_question_that_was_compared_before_stays_on_the_loop(
    service: tuple[Served, Services], encoder: HeldEncoder
) -> None:
    served, _ = service
    encoder.go_on.set()
    async with httpx.AsyncClient(base_url=served.url, timeout=WAIT_S) as http:
        first = (await ask(http, BY_MEANING)).json()
        encoder.threads.clear()
        again = (await ask(http, BY_MEANING)).json()
    assert encoder.threads == []
    assert again["response"] == first["response"]
