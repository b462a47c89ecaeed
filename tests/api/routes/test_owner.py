"""Logging in to the dashboard, staying in, and getting out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.routes.owner import BEARER, TOKEN, log_in, owned
from tests.app import Visit

OVERVIEW = "/api/dashboard/overview"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path) as visit:
        yield visit


async def test_logging_in_opens_the_owners_calls(visit: Visit) -> None:
    assert (await visit.http.get(OVERVIEW)).status_code == 401
    await log_in(visit)
    assert (await visit.http.get(OVERVIEW)).status_code == 200
    session = (await visit.http.get("/api/dashboard/session")).json()
    assert session["logged_in"]
    assert session["expires_at"]


async def test_the_cookie_is_kept_from_scripts_and_other_sites(visit: Visit) -> None:
    reply = await visit.http.post("/api/dashboard/login", json={"token": TOKEN})
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=43200" in cookie
    assert "secure" not in cookie
    assert TOKEN not in cookie


async def test_behind_tls_the_cookie_is_for_tls_only(visit: Visit) -> None:
    reply = await visit.http.post(
        "/api/dashboard/login",
        json={"token": TOKEN},
        headers={"x-forwarded-proto": "https"},
    )
    assert "secure" in reply.headers["set-cookie"].lower()


async def test_a_wrong_token_does_not_open(visit: Visit) -> None:
    reply = await visit.http.post("/api/dashboard/login", json={"token": "guess"})
    assert reply.status_code == 401
    assert reply.json()["error_code"] == "UNAUTHORIZED"
    assert "set-cookie" not in reply.headers


async def test_guessing_is_slowed_down(tmp_path: Path) -> None:
    async with owned(tmp_path, rate_limit_enabled=True) as visit:
        tries = [
            await visit.http.post("/api/dashboard/login", json={"token": str(n)})
            for n in range(6)
        ]
    assert [reply.status_code for reply in tries] == [401] * 5 + [429]
    assert int(tries[-1].headers["retry-after"]) > 0


async def test_without_a_token_set_the_door_is_shut_and_says_why(
    tmp_path: Path,
) -> None:
    async with owned(tmp_path, admin_token=None) as visit:
        session = (await visit.http.get("/api/dashboard/session")).json()
        assert session == {
            "open": False,
            "logged_in": False,
            "csrf_token": None,
            "expires_at": None,
        }
        for reply in (
            await visit.http.post("/api/dashboard/login", json={"token": ""}),
            await visit.http.get(OVERVIEW, headers=BEARER),
        ):
            assert reply.status_code == 403
            assert "ADMIN_TOKEN" in reply.json()["message"]


async def test_logging_out_ends_the_session_for_copies_of_its_cookie_too(
    visit: Visit,
) -> None:
    proof = await log_in(visit)
    copied = dict(visit.http.cookies)
    reply = await visit.http.post("/api/dashboard/logout", headers=proof)
    assert not reply.json()["logged_in"]
    assert not visit.http.cookies
    visit.http.cookies.update(copied)
    assert (await visit.http.get(OVERVIEW)).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-csrf-token": "wrong"},
        {"x-csrf-token": "right", "sec-fetch-site": "same-site"},
        {"x-csrf-token": "right", "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
async def test_a_write_from_elsewhere_is_refused(
    visit: Visit, headers: dict[str, str]
) -> None:
    proof = await log_in(visit)
    if headers.get("x-csrf-token") == "right":
        headers = headers | proof
    for method, path in (
        ("POST", "/api/dashboard/logout"),
        ("DELETE", "/api/guestbook/any"),
        ("POST", "/api/test-ai-logging"),
    ):
        reply = await visit.http.request(method, path, headers=headers)
        assert reply.status_code == 403, path
        assert reply.json()["error_code"] == "FORBIDDEN"
    assert (await visit.http.get(OVERVIEW)).status_code == 200


async def test_a_bearer_needs_no_second_token(visit: Visit) -> None:
    reply = await visit.http.post("/api/test-ai-logging", headers=BEARER)
    assert reply.status_code == 200


async def test_a_wrong_bearer_is_not_saved_by_the_cookie(visit: Visit) -> None:
    await log_in(visit)
    reply = await visit.http.get(OVERVIEW, headers={"authorization": "Bearer wrong"})
    assert reply.status_code == 401
