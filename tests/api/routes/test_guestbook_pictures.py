"""Pictures of the guestbook: in the page while there is room, else by address."""

from __future__ import annotations

import asyncio
import base64
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psutil
import pytest

from api_server import create_app
from bench.attacked import Attacked, attacked, exchange, request
from services.database_service import FILE_NAME
from services.models.records import PICTURES_A_PAGE
from services.storage.migrations import STEPS
from tests.app import ORIGIN, settings_for
from tests.gateway import SECRET_KEY, Gateway, says
from tests.kept_vectors import with_vectors
from tests.postgrest import PostgrestServer
from tests.server import serving
from tests.storage.pictures import noise, picture, url

OWNER = {"authorization": "Bearer t0ken-for-owners"}
LARGE = url(noise(180, 180))
"""Close to what one may be: 25 of them do not fit into a page."""
NEVER_MADE = "9f1c6a52-3b7e-4d08-8a41-5c2e70d9b613"
"""The name of a signature that nobody has left."""
PROXIED = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "me.example.com",
    "x-forwarded-prefix": "/voice/",
}


@asynccontextmanager
async def visitor(folder: Path, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor on a real socket of a service with these settings."""
    app = create_app(settings_for(folder, admin_token="t0ken-for-owners", **settings))
    with serving(app) as served:
        async with httpx.AsyncClient(base_url=served.url, timeout=20) as http:
            yield http


async def sign(http: httpx.AsyncClient, name: str, image: str = "") -> dict[str, Any]:
    body = {"name": name, "emoji": "", "image": image}
    answer = await http.post("/api/guestbook", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def page(http: httpx.AsyncClient, **headers: str) -> list[dict[str, Any]]:
    answer = await http.get("/api/guestbook?limit=100", headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["signatures"]
    return found


def stored(folder: Path, image: str, number: int) -> list[str]:
    """So many signatures as an older version left them, newest first."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = [str(uuid4()) for _ in range(number)]
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        for statement in STEPS[0]:
            database.execute(statement)
        for place, one in enumerate(ids):
            at = datetime(2024, 1, 1, tzinfo=UTC) - timedelta(seconds=place)
            database.execute(
                "INSERT INTO signatures (id, name, emoji, image, created_at)"
                " VALUES (?, 'Ada', '', ?, ?)",
                (one, image, at.isoformat(timespec="microseconds")),
            )
        database.execute("PRAGMA user_version = 1")
        database.commit()
    return ids


async def test_a_page_under_its_cap_holds_its_pictures(tmp_path: Path) -> None:
    async with visitor(tmp_path) as http:
        signed = await sign(http, "Ada", url(picture()))
        (shown,) = await page(http)
    assert shown == signed
    assert shown["image"].startswith("data:image/png;base64,")


async def test_beyond_the_cap_pictures_have_addresses(tmp_path: Path) -> None:
    stored(tmp_path, LARGE, 60)
    async with visitor(tmp_path) as http:
        answer = await http.get("/api/guestbook?limit=100")
        shown = answer.json()["signatures"]
        last = shown[-1]
        fetched = await http.get(last["image"], headers={"origin": ORIGIN})
    assert len(answer.content) < PICTURES_A_PAGE + 100_000
    inline = [one["image"].startswith("data:image/") for one in shown]
    assert inline == sorted(inline, reverse=True)
    assert 0 < sum(inline) < 60
    assert last["image"] == f"{http.base_url}/api/guestbook/{last['id']}/picture"
    assert fetched.status_code == 200
    assert fetched.headers["content-type"] == "image/png"
    assert fetched.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert fetched.headers["cross-origin-resource-policy"] == "cross-origin"
    assert fetched.headers["access-control-allow-origin"] == ORIGIN
    assert fetched.content == base64.b64decode(LARGE.partition(",")[2])


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [(("127.0.0.1",), "https://me.example.com/voice"), ((), "http://127.0.0.1")],
)
async def test_an_address_is_the_one_that_the_visitor_uses(
    tmp_path: Path, trusted: tuple[str, ...], expected: str
) -> None:
    stored(tmp_path, LARGE, 60)
    async with visitor(tmp_path, trusted_proxies=trusted) as http:
        shown = await page(http, **PROXIED)
    image = shown[-1]["image"]
    assert image.startswith(expected)
    assert image.endswith(f"/api/guestbook/{shown[-1]['id']}/picture")


@pytest.mark.parametrize("host", ["a/b", "evil.example/?", "x y", "[::1", ""])
async def test_a_host_that_is_none_makes_no_address(tmp_path: Path, host: str) -> None:
    stored(tmp_path, LARGE, 60)
    async with visitor(tmp_path) as http:
        shown = await page(http, host=host)
    assert shown[-1]["image"].startswith("/api/guestbook/")


async def test_a_hidden_picture_is_the_owners(tmp_path: Path) -> None:
    async with visitor(tmp_path) as http:
        address = f"/api/guestbook/{(await sign(http, 'Ada', LARGE))['id']}"
        await http.patch(address, json={"hidden": True}, headers=OWNER)
        hidden = await http.get(f"{address}/picture")
        wrong = {"authorization": "Bearer wrong"}
        guessed = await http.get(f"{address}/picture", headers=wrong)
        own = await http.get(f"{address}/picture", headers=OWNER)
    assert hidden.json()["error_code"] == "FILE_NOT_FOUND"
    assert guessed.status_code == 401
    assert (own.status_code, own.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("unknown", ["x", NEVER_MADE, "%00", "..%2f..%2fetc"])
async def test_what_is_no_picture_is_not_found(tmp_path: Path, unknown: str) -> None:
    async with visitor(tmp_path) as http:
        nobody = await http.get(f"/api/guestbook/{unknown}/picture")
        bare = (await sign(http, "Ada"))["id"]
        blank = await http.get(f"/api/guestbook/{bare}/picture")
    assert (nobody.status_code, blank.status_code) == (404, 404)


async def test_a_visitor_signs_so_often_a_day(tmp_path: Path) -> None:
    limits = {"rate_limit_enabled": True, "guestbook_daily_signatures": 2}
    async with visitor(tmp_path, **limits) as http:
        first = await sign(http, "one")
        assert await sign(http, "one") == first
        body = {"name": "", "emoji": "", "image": ""}
        assert (await http.post("/api/guestbook", json=body)).status_code == 422
        await sign(http, "two")
        third = await http.post("/api/guestbook", json=body | {"name": "three"})
        assert len(await page(http)) == 2
    assert (third.status_code, third.json()["error_code"]) == (
        429,
        "RATE_LIMIT_EXCEEDED",
    )
    assert 80_000 < int(third.headers["retry-after"]) <= 86_400


async def test_a_full_book_says_so(tmp_path: Path) -> None:
    stored(tmp_path, LARGE, 12)
    async with visitor(tmp_path, guestbook_max_bytes=1_000_000) as http:
        body = {"name": "Ada", "emoji": "", "image": ""}
        answer = await http.post("/api/guestbook", json=body)
        shown = await page(http)
    assert (answer.status_code, answer.json()["error_code"]) == (507, "STORAGE_FULL")
    assert answer.json()["message"] == "The guestbook is full."
    assert len(shown) == 12


async def settled_mb(server: Attacked) -> float:
    """What it takes once everything is loaded that a start loads behind it."""
    seen = [0.0, server.resident_mb()]
    while seen[-1] - seen[-2] > 1 or len(seen) < 6:
        await asyncio.sleep(0.5)
        seen.append(server.resident_mb())
    return seen[-1]


@contextmanager
def unread(port: int, number: int) -> Iterator[None]:
    """So many readers that ask for the largest page and take nothing of it."""
    with ExitStack() as readers:
        for _ in range(number):
            reader = readers.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect(("127.0.0.1", port))
            reader.sendall(request("GET", "/api/guestbook?limit=100"))
        yield


async def test_pages_that_nobody_reads_take_little_memory(tmp_path: Path) -> None:
    stored(tmp_path, url(noise(400, 430)), 100)
    async with attacked(with_vectors, DATA_DIR=str(tmp_path)) as server:
        server.process.rlimit(psutil.RLIMIT_AS, (2_500_000_000, 2_500_000_000))
        before = await settled_mb(server)
        with unread(server.port, 45):
            for _ in range(20):
                status, _, body = await exchange(
                    server.port, request("GET", "/api/guestbook?limit=20")
                )
                assert status == 200
            grown = server.resident_mb() - before
    assert len(body) < PICTURES_A_PAGE + 100_000
    assert grown < 150


async def all_hosted(http: httpx.AsyncClient) -> None:
    """Wait until the hosted database has everything that was written here."""
    async with asyncio.timeout(20):
        while True:
            health = (await http.get("/health")).json()["components"]["storage"]
            if health["engine"] == "supabase" and not health["outbox"]["depth"]:
                return
            await asyncio.sleep(0.1)


INSANE = ("infinity", "-infinity", "20000-01-01", "0044-03-15 BC", "2999-12-31")


async def test_rows_that_cannot_be_read_cost_no_other(
    tmp_path: Path, gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    """As anybody could insert them before the schema forbade it."""
    rows = "".join(
        "insert into guestbook_signatures (id, name, created_at) values"
        f" ('{uuid4()}', 'Eve', '{moment}');"
        for moment in INSANE
    )
    table = "alter table guestbook_signatures {} trigger guestbook_check_new;"
    postgrest_server.sql(table.format("disable") + rows + table.format("enable"))
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with visitor(tmp_path, **keys) as http:
        await sign(http, "Ada")
        for _ in range(100):
            health = (await http.get("/health")).json()["components"]["storage"]
            if health["engine"] == "supabase" and not health["outbox"]["depth"]:
                break
            await asyncio.sleep(0.1)
        assert [one["name"] for one in await page(http)] == ["Ada"]
    assert gateway.requests > 3


async def test_any_fault_of_a_hosted_read_means_the_copy_here(
    tmp_path: Path, gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    rename = "alter table guestbook_signatures rename column {} to {};"
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with visitor(tmp_path, **keys) as http:
        await sign(http, "Ada")
        postgrest_server.sql(
            rename.format("emoji", "mood") + "notify pgrst, 'reload schema'"
        )
        try:
            for _ in range(5):
                assert [one["name"] for one in await page(http)] == ["Ada"]
                await asyncio.sleep(0.1)
        finally:
            postgrest_server.sql(
                rename.format("mood", "emoji") + "notify pgrst, 'reload schema'"
            )


@pytest.mark.parametrize("rows", [b'["x"]', b'[{"id":"x"}]', b"[null]", b"[[1]]"])
async def test_hosted_rows_of_no_shape_mean_the_copy_here(
    tmp_path: Path, gateway: Gateway, rows: bytes
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with visitor(tmp_path, **keys) as http:
        await sign(http, "Ada")
        await all_hosted(http)
        gateway.fault = says(200, rows)
        assert [one["name"] for one in await page(http)] == ["Ada"]
        log = await http.get("/api/ai-interactions", headers=OWNER)
    assert log.status_code == 200
