"""The service on a socket of its own, with limits as they are by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from api_server import create_app
from tests.app import settings_for
from tests.server import Served, serving

TOKEN = "k7Qw-owner-3fZp9tBx"

Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def unlimited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for a file of tests, without limits of a visitor."""
    settings = settings_for(tmp_path_factory.mktemp("unlimited"), admin_token=TOKEN)
    with serving(create_app(settings)) as served:
        yield served


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a service with the given settings; it stops when the test ends."""
    with ExitStack() as stack:

        def start(**changes: Any) -> Served:
            settings = settings_for(
                tmp_path, **({"rate_limit_enabled": True} | changes)
            )
            return stack.enter_context(serving(create_app(settings)))

        yield start
