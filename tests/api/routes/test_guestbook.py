"""The guestbook over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.errors import StorageFull
from tests.app import ORIGIN, Visit, settings_for, visiting
from tests.storage.pictures import noise, picture, url

OWNER = {"authorization": "Bearer t0ken-for-owners"}
DRAWING = url(picture(size=(40, 20)))


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(
        settings_for(tmp_path, admin_token="t0ken-for-owners")
    ) as visit:
        yield visit


async def sign(visit: Visit, name: str = "Ada", **more: Any) -> dict[str, Any]:
    body = {"name": name, "emoji": "\N{WAVING HAND SIGN}", "image": DRAWING} | more
    reply = await visit.http.post("/api/guestbook", json=body)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def page(visit: Visit, query: str = "") -> list[dict[str, Any]]:
    reply = await visit.http.get(f"/api/guestbook{query}")
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json()["signatures"]
    return found


async def test_a_signature_is_on_the_wall_as_it_was_answered(visit: Visit) -> None:
    signed = await sign(visit)
    assert set(signed) == {"id", "name", "emoji", "image", "timestamp"}
    assert await page(visit) == [signed]


async def test_pages_have_exactly_their_limit_newest_first(visit: Visit) -> None:
    for number in range(25):
        await sign(visit, str(number))
    first, second = await page(visit), await page(visit, "?limit=20&offset=20")
    assert [row["name"] for row in first] == [str(n) for n in range(24, 4, -1)]
    assert len(second) == 5
    assert await page(visit, "?offset=500") == []


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=x"])
async def test_a_page_that_is_none_is_refused(visit: Visit, query: str) -> None:
    reply = await visit.http.get(f"/api/guestbook?{query}")
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")


async def test_fifty_at_once_are_fifty(visit: Visit) -> None:
    signed = await asyncio.gather(
        *(sign(visit, f"visitor {n}", image="") for n in range(50))
    )
    assert len({row["id"] for row in signed}) == 50
    assert len(await page(visit, "?limit=100")) == 50


async def test_a_double_post_is_one_signature(visit: Visit) -> None:
    assert await sign(visit) == await sign(visit)
    assert len(await page(visit)) == 1


async def test_an_idempotency_key_makes_any_repeat_one(visit: Visit) -> None:
    headers = {"idempotency-key": "k-1"}
    ids = set()
    for name in ("Ada", "Ada again"):
        body = {"name": name, "emoji": "", "image": ""}
        reply = await visit.http.post("/api/guestbook", json=body, headers=headers)
        ids.add(reply.json()["id"])
    assert len(ids) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"name": "a\0b"},
        {"name": 5},
        {"emoji": "x" * 17},
        {"image": "javascript:alert(1)"},
        {"image": "data:image/svg+xml;base64,PHN2Zz4="},
        {"image": url(b"<svg onload=alert(1)>")},
        {"image": "https://example.org/x.png"},
    ],
)
async def test_what_may_not_be_signed_is_refused(
    visit: Visit, wrong: dict[str, Any]
) -> None:
    body = {"name": "Ada", "emoji": "", "image": ""} | wrong
    reply = await visit.http.post("/api/guestbook", json=body)
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")
    assert await page(visit) == []


async def test_a_large_drawing_is_kept_small(visit: Visit) -> None:
    sent = url(noise(400, 200))
    assert len(sent) > 200_000
    kept = (await sign(visit, image=sent))["image"]
    assert kept.startswith("data:image/webp;base64,")
    assert len(kept) < 135_000


async def test_a_body_over_its_cap_is_too_large(visit: Visit) -> None:
    body = {"name": "Ada", "emoji": "", "image": "x" * 1_000_001}
    reply = await visit.http.post("/api/guestbook", json=body)
    assert (reply.status_code, reply.json()["error_code"]) == (413, "PAYLOAD_TOO_LARGE")


async def test_the_owner_hides_shows_and_deletes(visit: Visit) -> None:
    address = f"/api/guestbook/{(await sign(visit))['id']}"
    for hidden, left in ((True, 0), (False, 1)):
        reply = await visit.http.patch(address, json={"hidden": hidden}, headers=OWNER)
        assert reply.json()["hidden"] is hidden
        assert len(await page(visit)) == left
    assert (await visit.http.delete(address, headers=OWNER)).status_code == 200
    gone = await visit.http.delete(address, headers=OWNER)
    assert (gone.status_code, gone.json()["error_code"]) == (404, "NOT_FOUND")
    assert await page(visit) == []


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize(
    "token", [None, "Bearer wrong", "Basic t0ken-for-owners", "t0ken-for-owners"]
)
async def test_nobody_else_does(visit: Visit, method: str, token: str | None) -> None:
    address = f"/api/guestbook/{(await sign(visit))['id']}"
    headers = {"authorization": token} if token else {}
    reply = await visit.http.request(
        method, address, json={"hidden": True}, headers=headers
    )
    assert (reply.status_code, reply.json()["error_code"]) == (401, "UNAUTHORIZED")
    assert len(await page(visit)) == 1


async def test_without_a_token_set_owner_calls_are_closed(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path)) as visit:
        reply = await visit.http.delete("/api/guestbook/x", headers=OWNER)
    assert (reply.status_code, reply.json()["error_code"]) == (403, "FORBIDDEN")


async def test_a_visitor_may_sign_ten_times_a_minute(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, rate_limit_enabled=True)) as visit:
        replies = [
            await visit.http.post(
                "/api/guestbook", json={"name": str(n), "emoji": "", "image": ""}
            )
            for n in range(11)
        ]
    assert [reply.status_code for reply in replies] == [200] * 10 + [429]
    assert int(replies[-1].headers["retry-after"]) >= 1


async def test_a_full_disk_is_a_clear_507(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise StorageFull

    monkeypatch.setattr(visit.services.guestbook.store, "add", full)
    body = {"name": "Ada", "emoji": "", "image": ""}
    reply = await visit.http.post("/api/guestbook", json=body)
    assert (reply.status_code, reply.json()["error_code"]) == (507, "STORAGE_FULL")


async def test_a_page_elsewhere_may_send_an_idempotency_key(visit: Visit) -> None:
    headers = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,idempotency-key",
    }
    reply = await visit.http.options("/api/guestbook", headers=headers)
    assert reply.status_code == 200
