"""How much one visitor may ask for, by kind of request, address and session."""

from __future__ import annotations

import math
import re
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

from limits import RateLimitItemPerMinute
from limits.storage import MovingWindowSupport, Storage
from limits.strategies import MovingWindowRateLimiter

Kind = Literal[
    "chat",
    "audio",
    "chunk",
    "speech",
    "sign",
    "thumb",
    "message",
    "guess",
    "session",
    "read",
    "picture",
    "page",
    "click",
]
"""`guess` is a wrong token of the owner's, `page` also a file of a page's; a `chunk` is
one of a recording, which counts as `audio` once."""

PER_MINUTE: dict[Kind, int] = {
    "chat": 30,
    "audio": 10,
    "chunk": 600,
    "speech": 20,
    "sign": 10,
    "thumb": 60,
    "message": 5,
    "guess": 5,
    "session": 20,
    "read": 120,
    "picture": 600,
    "page": 600,
    "click": 30,
}
IPV6_VISITOR_PREFIX = 64
"""A provider gives each customer a /64 at least; its addresses are one visitor."""

MAX_VISITORS = 50_000

PORT = re.compile(r"\d{1,5}", re.ASCII)


class MonotonicStorage(Storage, MovingWindowSupport):
    """Moving windows in memory, on a clock that nobody can set back.

    The library's own memory storage reads wall time and starts a thread.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._hits: dict[str, deque[float]] = {}

    @property
    def base_exceptions(self) -> type[Exception]:
        return KeyError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        hits = self._fresh(key, expiry)
        if len(hits) + amount > limit:
            return False
        hits.extend([self._clock()] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        hits = self._fresh(key, expiry)
        return (hits[0] if hits else self._clock(), len(hits))

    def _fresh(self, key: str, expiry: int) -> deque[float]:
        now = self._clock()
        hits = self._hits.pop(key, None) or deque()
        while hits and hits[0] <= now - expiry:
            hits.popleft()
        while len(self._hits) >= MAX_VISITORS:
            del self._hits[next(iter(self._hits))]
        self._hits[key] = hits
        return hits

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError("fixed windows are not used here")

    def get(self, key: str) -> int:
        return len(self._hits.get(key, ()))

    def get_expiry(self, key: str) -> float:
        return self._clock()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        count = len(self._hits)
        self._hits.clear()
        return count

    def clear(self, key: str) -> None:
        self._hits.pop(key, None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of an allowance; `retry_after_s` is 0 while there is some."""

    allowed: bool
    limit: int
    remaining: int
    reset_s: int
    retry_after_s: int

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers writes them, version 6."""
        found = {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": str(self.reset_s),
        }
        if not self.allowed:
            found["retry-after"] = str(self.retry_after_s)
        return found


class RateLimit:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._limiter = MovingWindowRateLimiter(MonotonicStorage(clock))
        self._items = {k: RateLimitItemPerMinute(n) for k, n in PER_MINUTE.items()}

    def take(self, kind: Kind, visitor: str) -> Verdict:
        allowed = self._limiter.hit(self._items[kind], kind, visitor)
        return self._verdict(kind, visitor, in_time=allowed)

    def look(self, kind: Kind, visitor: str) -> Verdict:
        """What `take` would say, taking nothing."""
        allowed = self._limiter.test(self._items[kind], kind, visitor)
        return self._verdict(kind, visitor, in_time=allowed)

    def _verdict(self, kind: Kind, visitor: str, *, in_time: bool) -> Verdict:
        item = self._items[kind]
        window = self._limiter.get_window_stats(item, kind, visitor)
        reset_s = max(0, math.ceil(window.reset_time - self._clock()))
        return Verdict(
            allowed=in_time,
            limit=item.amount,
            remaining=window.remaining,
            reset_s=reset_s,
            retry_after_s=0 if in_time else max(1, reset_s),
        )


class Allowance:
    """What one request took: of its visitor's share and, once known, its session's.

    A session is the same one from whichever address; it never adds to what an address
    may ask for.
    """

    def __init__(self, limit: RateLimit, kind: Kind, visitor: str) -> None:
        self._limit = limit
        self._kind: Kind = kind
        self._visitor = visitor
        self.verdict = limit.take(kind, visitor)

    def charge(self, session_id: str) -> Verdict:
        """The tighter of both verdicts."""
        return self._tighter(self._limit.take(self._kind, f"session {session_id}"))

    def also(self, kind: Kind) -> Verdict:
        """Take one of another kind as well; the tighter of both verdicts."""
        return self._tighter(self._limit.take(kind, self._visitor))

    def _tighter(self, verdict: Verdict) -> Verdict:
        both = (self.verdict, verdict)
        self.verdict = min(both, key=lambda one: (one.allowed, one.remaining))
        return self.verdict


def visitor_of(
    peer: str, forwarded_for: Sequence[str], trusted_proxies: tuple[str, ...]
) -> str:
    """The visitor behind a connection, as a key; IPv6 by its /64.

    `forwarded_for` holds every X-Forwarded-For line in order: a proxy may add a line of
    its own instead of appending to the one that came. They count as one list, and only
    when the peer is a trusted proxy. It is read from the right: the first address that
    is no trusted proxy is the visitor.
    """
    address = peer
    if forwarded_for and is_trusted(peer, trusted_proxies):
        for hop in reversed(",".join(forwarded_for).split(",")):
            found = address_of(hop.strip())
            if found is None:
                break
            address = found
            if not is_trusted(found, trusted_proxies):
                break
    return _key(address)


def address_of(hop: str) -> str | None:
    """The address of `ip`, `ip:port`, `[v6]` or `[v6]:port`; None for anything else."""
    if _is_address(hop):
        return hop
    host, port = hop, "0"
    if hop.startswith("["):
        host, _, port = hop[1:].partition("]")
        port = port.removeprefix(":") or "0"
    elif hop.count(":") == 1:
        host, port = hop.split(":")
    return host if _is_address(host) and PORT.fullmatch(port) else None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_trusted(address: str, proxies: tuple[str, ...]) -> bool:
    """Whether it is the address of a proxy that settings name."""
    if not _is_address(address):
        return False
    parsed = ip_address(address)
    return any(parsed in ip_network(network, strict=False) for network in proxies)


@lru_cache(maxsize=1024)
def _key(address: str) -> str:
    if not _is_address(address):
        return address
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, IPV6_VISITOR_PREFIX), strict=False))
    return str(parsed)
