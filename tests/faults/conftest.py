"""A visit to the whole application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.app import Visit, settings_for, visiting

OWNER = "owner-of-a-house"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(settings_for(tmp_path, admin_token=OWNER)) as visit:
        yield visit
