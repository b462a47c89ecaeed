"""Origins whose pages may call the service and frame it: set, and the owner's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from services.errors import InvalidInput, NotFound
from services.guard.framing import ANY, RefusedOrigin, RefusedOrigins
from services.models.label import Choice

MOST_ADDED = 20
LONGEST_ORIGIN = 300
FULL = f"There are {MOST_ADDED} origins already: take one away first."
WRONG = "That is no origin of a page: write https://your.site, without a path."
NOT_ADDED = "This origin was not added here; those of CORS_ORIGINS stay."

Check = Callable[[str], str]
"""An origin as browsers write it; raise ValueError for anything else."""


class Choices(Protocol):
    async def all(self) -> Sequence[Choice]: ...
    async def put(self, choice: Choice, *, most: int, full: str) -> None: ...
    async def drop(self, key: str) -> bool: ...


class PageOrigins:
    """What settings allow stays allowed; what the owner adds holds at once."""

    def __init__(
        self,
        everywhere: Sequence[str],
        of_keys: Sequence[str] = (),
        *,
        check: Check,
        choices: Choices,
        refusals: RefusedOrigins,
    ) -> None:
        """Take CORS_ORIGINS as `everywhere`; `of_keys` may call with a key alone."""
        self._everywhere = tuple(everywhere)
        self._of_keys = tuple(of_keys)
        self._check = check
        self._choices = choices
        self.refusals = refusals
        self._added: tuple[str, ...] = ()

    async def load(self) -> tuple[str, ...]:
        """The owner's own origins, as they are kept; raise StorageUnavailable."""
        kept = await self._choices.all()
        self._added = tuple(choice.key for choice in kept[:MOST_ADDED])
        return self._added

    @property
    def fixed(self) -> tuple[str, ...]:
        """Those of CORS_ORIGINS."""
        return self._everywhere

    @property
    def added(self) -> tuple[str, ...]:
        """The owner's own."""
        return self._added

    def frames(self) -> tuple[str, ...]:
        """Whose pages may frame the service, and talk to it over a socket."""
        return tuple(dict.fromkeys((*self._everywhere, *self._added)))

    def callers(self) -> tuple[str, ...]:
        """Whose pages may call the service."""
        return tuple(dict.fromkeys((*self.frames(), *self._of_keys)))

    def allows(self, origin: str) -> bool:
        """Whether a page of an origin may call."""
        callers = self.callers()
        return ANY in callers or origin in callers

    async def add(self, text: str) -> str:
        """Allow an origin; raise InvalidInput for what is none, or for too many."""
        origin = self.well_formed(text)
        if origin not in self._everywhere:
            choice = Choice(origin, datetime.now(UTC))
            await self._choices.put(choice, most=MOST_ADDED, full=FULL)
        await self.load()
        return origin

    async def drop(self, text: str) -> None:
        """Take an added origin away; raise NotFound for any other."""
        gone = await self._choices.drop(text.strip())
        await self.load()
        if not gone:
            raise NotFound(NOT_ADDED)

    def well_formed(self, text: str) -> str:
        """An http or https origin; raise InvalidInput for anything else."""
        given = text.strip()
        if len(given) > LONGEST_ORIGIN or not given.lower().startswith("http"):
            raise InvalidInput(WRONG)
        try:
            origin = self._check(given)
        except ValueError:
            raise InvalidInput(WRONG) from None
        if urlsplit(origin).scheme not in ("http", "https"):
            raise InvalidInput(WRONG)
        return origin

    def refused(self, origin: str, visitor: str) -> None:
        """Note a page that may not call, for the owner to see."""
        self.refusals.note(origin, visitor)

    def waiting(self) -> list[RefusedOrigin]:
        """Origins that were refused and still would be, the latest first.

        Those of this machine are left out: they are whoever's machine it is.
        """
        return [
            refused
            for refused in self.refusals.newest()
            if not self.allows(refused.origin) and not is_loopback(refused.origin)
        ]


def is_loopback(origin: str) -> bool:
    """Whether an origin is of whatever machine the browser runs on."""
    host = urlsplit(origin).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
