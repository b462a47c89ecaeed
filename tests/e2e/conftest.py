"""One browser and one ordinary service for all the visits."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from api_server import create_app
from tests.app import settings_for
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
