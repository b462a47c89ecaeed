"""Turns at something that does one thing at a time, fair between visitors."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from weakref import WeakValueDictionary


class FairTurns:
    """Of each visitor one stands in line: whoever comes waits for one turn of each."""

    def __init__(self) -> None:
        self._line = asyncio.Lock()
        self._own: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, visitor: str) -> AsyncIterator[None]:
        """Wait for the visitor's own turns that came before, then in line."""
        own = self._own.setdefault(visitor, asyncio.Lock())
        async with own, self._line:
            yield


class Waiting:
    """How much is waited for, and by whom."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()

    @property
    def total(self) -> int:
        return self._held.total()

    @contextmanager
    def held(self, visitor: str, amount: int) -> Iterator[None]:
        """Count so much as a visitor's for as long as it lasts."""
        self._held[visitor] += amount
        try:
            yield
        finally:
            self._held[visitor] -= amount
            self._held += Counter()

    def until_done(self, visitor: str, more: int) -> int:
        """What is done before `more` of a visitor is, where all have equal turns.

        Others come in between with as much as the visitor has, if they have it.
        """
        own = self._held[visitor] + more
        others = (held for name, held in self._held.items() if name != visitor)
        return own + sum(min(held, own) for held in others)
