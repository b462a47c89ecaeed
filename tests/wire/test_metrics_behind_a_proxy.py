"""Whom a local proxy speaks for is not this machine, however little it says of them."""

from __future__ import annotations

import pytest

from tests.server import Served


def code(said: bytes) -> int:
    return int(said.split(b" ", 2)[1])


def test_a_collector_on_this_machine_may_read_the_figures(unlimited: Served) -> None:
    assert code(unlimited.get("/metrics", "User-Agent: Prometheus/3.0")) == 200


@pytest.mark.parametrize(
    "field",
    [
        "X-Forwarded-For: 203.0.113.9",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: me.example",
        "X-Real-IP: 203.0.113.9",
        "Forwarded: for=203.0.113.9",
        "Via: 1.1 proxy",
        "CF-Connecting-IP: 203.0.113.9",
    ],
)
def test_any_word_of_a_proxy_asks_for_the_token(unlimited: Served, field: str) -> None:
    assert code(unlimited.get("/metrics", field)) == 401


def test_a_host_name_that_was_handed_on_asks_for_the_token(unlimited: Served) -> None:
    asked = b"GET /metrics HTTP/1.1\r\nHost: me.example\r\nConnection: close\r\n\r\n"
    assert code(unlimited.exchange(asked)) == 401
