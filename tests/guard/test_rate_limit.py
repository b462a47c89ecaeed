"""Allowances by visitor, on a clock of the test's own."""

from __future__ import annotations

import pytest

from services.guard.rate_limit import RateLimit, visitor_of

PROXIES = ("10.0.0.0/8", "192.0.2.7")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_is_used_up_and_comes_back() -> None:
    clock = Clock()
    limit = RateLimit(clock=clock)
    assert [limit.take("chat", "a").allowed for _ in range(31)] == [True] * 30 + [False]
    clock.now += 59.9
    assert not limit.take("chat", "a").allowed
    clock.now += 0.2
    assert limit.take("chat", "a").allowed


def test_a_refusal_says_when_to_come_back() -> None:
    clock = Clock()
    limit = RateLimit(clock=clock)
    for _ in range(10):
        limit.take("audio", "a")
    clock.now += 20
    refused = limit.take("audio", "a")
    assert refused.retry_after_s == 40
    assert refused.headers()["retry-after"] == "40"


def test_being_refused_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    limit = RateLimit(clock=clock)
    for _ in range(100):
        limit.take("audio", "a")
    clock.now += 60.1
    assert limit.take("audio", "a").allowed


def test_visitors_have_an_allowance_each() -> None:
    limit = RateLimit(clock=Clock())
    for _ in range(11):
        limit.take("audio", "a")
    assert limit.take("audio", "b").allowed


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.1.1.1", "198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.1.1.1", "6.6.6.6, 198.51.100.1, 192.0.2.7", "198.51.100.1"),
        ("10.1.1.1", "nonsense", "10.1.1.1"),
        ("10.1.1.1", "", "10.1.1.1"),
        ("10.1.1.1", ", ,", "10.1.1.1"),
        ("10.1.1.1", "198.51.100.1:4711", "198.51.100.1"),
        ("10.1.1.1", "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("10.1.1.1", "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("10.1.1.1", "6.6.6.6, 198.51.100.1:80, 192.0.2.7:8080", "198.51.100.1"),
        ("10.1.1.1", "198.51.100.1:port", "10.1.1.1"),
        ("10.1.1.1", "6.6.6.6, unknown", "10.1.1.1"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", None, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", None, "203.0.113.9"),
        ("local", None, "local"),
    ],
)
def test_a_visitor_is_told_by_address(
    peer: str, forwarded: str | None, visitor: str
) -> None:
    lines = [] if forwarded is None else [forwarded]
    assert visitor_of(peer, lines, PROXIES) == visitor


@pytest.mark.parametrize(
    ("lines", "visitor"),
    [
        (["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        (["198.51.100.1", "10.2.2.2"], "198.51.100.1"),
        (["6.6.6.6", "198.51.100.1, 10.2.2.2:80", "192.0.2.7"], "198.51.100.1"),
        (["198.51.100.1", ""], "10.1.1.1"),
    ],
)
def test_every_line_of_a_proxy_counts_from_the_right(
    lines: list[str], visitor: str
) -> None:
    assert visitor_of("10.1.1.1", lines, PROXIES) == visitor
