"""One browser and one ordinary service for all the visits."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from api_server import create_app
from services.realtime import monitor
from services.realtime.monitor import Bounds
from tests.app import settings_for
from tests.e2e.talks import (
    Service,
    Talker,
    answering,
    talking,
    write_silence,
    write_talker,
)
from tests.e2e.visitor import Visitor, chromium, visiting, write_question
from tests.needs import needs
from tests.server import Served, serving

if os.environ.get("SCREENSHOTS") != "1":
    # They write into docs/, so they are taken only when somebody asks.
    collect_ignore_glob = ["test_*screenshots.py"]

QUESTION = "What are your skills?"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    needs("chromium")
    sound = tmp_path_factory.mktemp("microphone") / "question.wav"
    write_question(sound, QUESTION)
    async with chromium(sound) as browser:
        yield browser


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A bare machine: no key, no network, no large recogniser."""
    app = create_app(settings_for(tmp_path_factory.mktemp("service")))
    with serving(app) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, service: Served) -> AsyncIterator[Visitor]:
    """Somebody who has just opened the page."""
    async with visiting(browser) as visitor:
        await visitor.page.goto(f"{service.url}/app")
        yield visitor


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def speaker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser whose microphone asks a question, again and again."""
    needs("chromium")
    sound = tmp_path_factory.mktemp("microphone") / "talker.wav"
    write_talker(sound)
    async with chromium(sound) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def quiet(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """A browser in a quiet room."""
    needs("chromium")
    sound = tmp_path_factory.mktemp("microphone") / "silence.wav"
    write_silence(sound)
    async with chromium(sound) as browser:
        yield browser


@pytest.fixture(scope="session")
def talk_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with answering(tmp_path_factory.mktemp("talks")) as service:
        yield service


@pytest_asyncio.fixture(loop_scope="session")
async def talker(quiet: Browser, talk_service: Service) -> AsyncIterator[Talker]:
    """Somebody in a live talk who does not speak yet."""
    async with talking(quiet, talk_service.served) as talker:
        await talker.begins()
        yield talker


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a busy machine does to a connection is not taken for a bad one."""
    for name in ("LIVE", "RECORDED"):
        monkeypatch.setattr(monitor, name, Bounds(1.1, 60_000, 1.1, 10**9))
