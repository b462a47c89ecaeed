"""Waiting for what a thread, a task or another process makes true."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE_S = 30.0


async def until(is_so: Callable[[], object]) -> None:
    """Raise TimeoutError where it is not so in time."""
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - nothing tells when it changes
            await asyncio.sleep(0.005)
