"""A visit to the whole application, over HTTP without a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.app import Visit, settings_for, visiting


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(settings_for(tmp_path)) as visit:
        yield visit
