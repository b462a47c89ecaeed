"""Proxies name the visitor; what the visitor writes beside it counts for nothing."""

from __future__ import annotations

import httpx
import pytest

from tests.wire.conftest import TOKEN, Serve

Lines = list[tuple[str, str]]
ALLOWED = 30
LOG_INS = 5


def forwarded(*values: str) -> Lines:
    return [("x-forwarded-for", value) for value in values]


@pytest.mark.parametrize(
    "lines",
    [
        ("10.1.1.{n}", "203.0.113.9"),
        ("10.1.1.{n}, 203.0.113.9:4{n}",),
        ("10.1.1.{n}", "203.0.113.9:8{n}", "127.0.0.1"),
        ("198.51.100.{n}", "[2001:db8:1:2::{n}]:443"),
    ],
)
def test_no_line_of_a_visitor_adds_to_the_allowance(
    serve: Serve, lines: tuple[str, ...]
) -> None:
    served = serve(trusted_proxies=("127.0.0.1",))
    with httpx.Client(timeout=30, base_url=served.url) as http:
        codes = [
            http.post(
                "/ask",
                json={"text": "hi"},
                headers=forwarded(*(line.format(n=n) for line in lines)),
            ).status_code
            for n in range(40)
        ]
    assert codes.count(200) == ALLOWED


def test_no_line_of_a_visitor_adds_to_the_tries_at_the_token(serve: Serve) -> None:
    served = serve(trusted_proxies=("127.0.0.1",), admin_token=TOKEN)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        codes = [
            http.post(
                "/api/dashboard/login",
                json={"token": f"guess-{n}"},
                headers=forwarded(f"10.1.1.{n}", "203.0.113.9"),
            ).status_code
            for n in range(20)
        ]
    assert codes.count(401) == LOG_INS


@pytest.mark.parametrize("hop", ["203.0.113.{n}:4711", "[2001:db8:{n}::1]:4711"])
def test_visitors_whose_ports_are_told_are_told_apart(serve: Serve, hop: str) -> None:
    served = serve(trusted_proxies=("127.0.0.1",))
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for n in range(40):
            reply = http.post(
                "/ask", json={"text": "hi"}, headers=forwarded(hop.format(n=n))
            )
            assert reply.status_code == 200
