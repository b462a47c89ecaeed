"""The owner's token: guessed at slowly, locked out by nobody, ended for good."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from services.api.deps import OWNER_COOKIE
from services.guard.log_outs import FILE_NAME
from services.guard.owner_sessions import OwnerSessions
from tests.wire.conftest import TOKEN, Serve

RIGHT = {"authorization": f"Bearer {TOKEN}"}
LOG_IN = "/api/dashboard/login"
OPEN = (LOG_IN, "/metrics", "/api/opened")
"""Calls that answer 403 for another reason than who asks, too."""
OVERVIEW = "/api/dashboard/overview"
TRIES = 5
PROXY = ("127.0.0.1",)


def bearer(number: int) -> dict[str, str]:
    return {"authorization": f"Bearer guess-{number}"}


@pytest.mark.parametrize("limited", [True, False])
def test_wrong_bearers_are_counted_whichever_call_they_are_tried_on(
    serve: Serve, limited: bool
) -> None:
    served = serve(admin_token=TOKEN, rate_limit_enabled=limited, trusted_proxies=PROXY)
    guesser = {"x-forwarded-for": "203.0.113.9"}
    paths = ("/metrics", "/api/usage", "/api/session/stats", "/api/ai-interactions")
    with httpx.Client(timeout=30, base_url=served.url, headers=guesser) as http:
        codes = [
            http.get(paths[n % 4], headers=bearer(n)).status_code for n in range(40)
        ]
        right = http.get("/api/usage", headers=RIGHT)
        entered = http.post(LOG_IN, json={"token": TOKEN})
    assert codes == [401] * TRIES + [429] * (40 - TRIES)
    for reply in (right, entered):
        assert reply.status_code == 429
        assert reply.json()["error_code"] == "RATE_LIMIT_EXCEEDED"
        assert 1 <= int(reply.headers["retry-after"]) <= 60
    elsewhere = {"x-forwarded-for": "198.51.100.1"}
    assert httpx.get(f"{served.url}/api/usage", headers=RIGHT | elsewhere).is_success


def test_wrong_log_ins_count_as_wrong_bearers_do(serve: Serve) -> None:
    served = serve(admin_token=TOKEN)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for n in range(TRIES):
            assert http.post(LOG_IN, json={"token": f"guess-{n}"}).status_code == 401
        assert http.get("/api/usage", headers=bearer(0)).status_code == 429


def test_the_right_token_is_never_counted(serve: Serve) -> None:
    served = serve(admin_token=TOKEN)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for _ in range(20):
            assert http.get("/api/usage", headers=RIGHT).status_code == 200
            assert http.post(LOG_IN, json={"token": TOKEN}).status_code == 200


def test_another_site_cannot_use_up_the_owners_tries(serve: Serve) -> None:
    """What a page elsewhere can make the owner's browser send."""
    served = serve(admin_token=TOKEN)
    foreign = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    sibling = {"sec-fetch-site": "same-site", "origin": "https://b.localhost"}
    plain = {"content-type": "text/plain"}
    with httpx.Client(timeout=30, base_url=served.url) as http:
        for head in (foreign, sibling):
            for _ in range(8):
                http.get(LOG_IN, headers=head)
                http.post(LOG_IN, json={"token": "x"}, headers=head)
                http.post(LOG_IN, content='{"token": "x"}', headers=head | plain)
        http.post(LOG_IN, content='{"token": "x"}', headers=plain)
        assert http.post(LOG_IN, json={"token": TOKEN}).status_code == 200


def test_the_owners_browser_stays_logged_in_while_somebody_guesses(
    serve: Serve,
) -> None:
    served = serve(admin_token=TOKEN)
    with httpx.Client(timeout=30, base_url=served.url) as http:
        http.post(LOG_IN, json={"token": TOKEN}).raise_for_status()
        for n in range(20):
            httpx.get(f"{served.url}/api/usage", headers=bearer(n))
        assert http.get(OVERVIEW).status_code == 200


def log_out(http: httpx.Client) -> str:
    """Log in and out again; the cookie that was."""
    entered = http.post(LOG_IN, json={"token": TOKEN}).raise_for_status().json()
    (cookie,) = (f"{name}={value}" for name, value in http.cookies.items())
    proof = {"x-csrf-token": entered["csrf_token"]}
    http.post("/api/dashboard/logout", headers=proof).raise_for_status()
    return cookie


def test_a_cookie_that_was_logged_out_stays_so_after_a_restart(serve: Serve) -> None:
    with httpx.Client(timeout=30, base_url=serve(admin_token=TOKEN).url) as http:
        ended = log_out(http)
        http.post(LOG_IN, json={"token": TOKEN}).raise_for_status()
        (kept,) = (f"{name}={value}" for name, value in http.cookies.items())
    again = serve(admin_token=TOKEN).url
    for cookie, code in ((ended, 401), (kept, 200)):
        reply = httpx.get(again + OVERVIEW, headers={"cookie": cookie})
        assert reply.status_code == code


def test_a_list_of_log_outs_that_cannot_be_read_ends_every_session(
    serve: Serve, tmp_path: Path
) -> None:
    with httpx.Client(timeout=30, base_url=serve(admin_token=TOKEN).url) as http:
        log_out(http)
    found = tmp_path / FILE_NAME
    assert found.stat().st_mode & 0o077 == 0
    found.write_text("[1, 2")
    earlier = OwnerSessions(TOKEN, clock=lambda: time.time() - 60)
    cookie = f"{OWNER_COOKIE}={earlier.cookie(earlier.open())}"
    again = serve(admin_token=TOKEN).url
    assert httpx.get(again + OVERVIEW, headers={"cookie": cookie}).status_code == 401
    with httpx.Client(timeout=30, base_url=again) as http:
        http.post(LOG_IN, json={"token": TOKEN}).raise_for_status()
        assert http.get(OVERVIEW).status_code == 200


def test_the_reference_can_take_a_token(serve: Serve) -> None:
    """Swagger UI offers what the document describes."""
    served = serve(admin_token=TOKEN)
    document = httpx.get(f"{served.url}/openapi.json").json()
    scheme = document["components"]["securitySchemes"]["owner"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    guarded = [
        (path, method)
        for path, methods in document["paths"].items()
        for method, about in methods.items()
        if {"owner": []} in about.get("security", [])
    ]
    assert ("/api/usage", "get") in guarded
    assert ("/metrics", "get") in guarded
    assert ("/api/guestbook/{signature_id}", "delete") in guarded
    for path, methods in document["paths"].items():
        for method, about in methods.items():
            if "403" in about["responses"] and path not in OPEN:
                assert (path, method) in guarded
