"""The whole application on a socket, and OpenAI's client library that talks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openai import OpenAI

from api_server import create_app
from services.container import Services
from tests.app import Ears, settings_for, with_fakes
from tests.server import Served, serving


@dataclass
class Program:
    """A client program, and what it talks to."""

    services: Services
    ears: Ears
    served: Served

    def client(self, key: str = "not-a-key", **more: Any) -> OpenAI:
        return OpenAI(
            base_url=f"{self.served.url}/v1", api_key=key, max_retries=0, **more
        )


@contextmanager
def running(folder: Path, **settings: Any) -> Iterator[Program]:
    app = create_app(settings_for(folder, **settings))
    services: Services = app.state.services
    ears = with_fakes(services)
    with serving(app) as served:
        yield Program(services, ears, served)


Start = Callable[..., Program]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the application with some settings."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(running(tmp_path, **settings))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One for a whole file of tests; what a test scripts it puts back."""
    with running(tmp_path_factory.mktemp("program")) as program:
        yield program


@pytest.fixture
def openai(program: Program) -> Iterator[OpenAI]:
    with program.client() as client:
        yield client
