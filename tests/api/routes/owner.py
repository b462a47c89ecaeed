"""The owner at the door: a visit with a token set, and the log-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.app import Visit, settings_for, visiting

TOKEN = "correct horse battery staple"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@asynccontextmanager
async def owned(folder: Path, **changes: Any) -> AsyncIterator[Visit]:
    settings = settings_for(folder, **({"admin_token": TOKEN} | changes))
    async with visiting(settings) as visit:
        await visit.services.insight.warm(visit.services.storage.interactions)
        yield visit


async def log_in(visit: Visit) -> dict[str, str]:
    """Log in as the page does; the headers that its writes carry."""
    reply = await visit.http.post("/api/dashboard/login", json={"token": TOKEN})
    assert reply.status_code == 200, reply.text
    return {"x-csrf-token": reply.json()["csrf_token"]}
