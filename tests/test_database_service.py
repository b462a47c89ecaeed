from __future__ import annotations

import asyncio
from asyncio import to_thread
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from services.database_service import Storage, build_storage, choose_reach
from services.storage.sqlite_open import in_use
from tests.app import settings_for
from tests.gateway import PUBLIC_KEY, SECRET_KEY, Gateway, says
from tests.postgrest import PostgrestServer
from tests.storage.records import interaction, signature


@asynccontextmanager
async def running(folder: Path, **changes: Any) -> AsyncIterator[Storage]:
    storage = build_storage(settings_for(folder, **changes))
    await storage.start()
    yield storage
    await storage.close()


@pytest.mark.parametrize(
    ("url", "service", "anon", "reach"),
    [
        (False, False, False, "none"),
        (False, True, True, "none"),
        (True, False, False, "none"),
        (True, False, True, "guestbook"),
        (True, True, False, "everything"),
        (True, True, True, "everything"),
    ],
)
def test_the_keys_decide_what_is_carried(
    url: bool, service: bool, anon: bool, reach: str
) -> None:
    found = choose_reach(has_url=url, has_service_key=service, has_anon_key=anon)
    assert found == reach


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    signed, turn = signature(), interaction()
    async with running(tmp_path) as storage:
        await storage.sessions.create("session-1", metadata={"page": "/"})
        await storage.guestbook.add(signed)
        await storage.interactions.record(turn)
    async with running(tmp_path) as storage:
        assert (await storage.sessions.get("session-1")).metadata == {"page": "/"}
        assert list(await storage.guestbook.page(limit=9, offset=0)) == [signed]
        assert list(await storage.interactions.latest(limit=9)) == [turn]


async def test_sqlite_alone_is_healthy(tmp_path: Path) -> None:
    async with running(tmp_path) as storage:
        health = await storage.health()
    assert (health.status, health.engine) == ("healthy", "sqlite")


async def test_a_damaged_file_shows_in_health(tmp_path: Path) -> None:
    (tmp_path / "viva_voce.sqlite3").write_bytes(b"no database" * 1000)
    async with running(tmp_path) as storage:
        health = await storage.health()
    assert health.status == "degraded"
    assert health.detail["damaged_file_kept_as"].startswith(
        "viva_voce.sqlite3.damaged-"
    )


async def test_a_folder_that_cannot_be_written_leaves_sessions_in_memory(
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").write_text("")
    async with running(tmp_path / "taken") as storage:
        await storage.sessions.create("session-1")
        assert (await storage.sessions.get("session-1")).turns == ()
        health = await storage.health()
    assert (health.status, health.engine) == ("degraded", "memory")


async def test_supabase_is_healthy_when_it_answers(
    tmp_path: Path, gateway: Gateway
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with running(tmp_path, **keys) as storage:
        health = await storage.health()
    assert (health.status, health.engine) == ("healthy", "supabase")
    assert health.detail["outbox"]["depth"] == 0


async def test_health_says_what_the_public_key_cannot_do(
    tmp_path: Path, gateway: Gateway
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_anon_key": PUBLIC_KEY}
    async with running(tmp_path, **keys) as storage:
        health = await storage.health()
    assert health.status == "healthy"
    assert "keep sessions and interactions in Supabase" in health.detail["cannot"]


async def test_what_the_owner_hides_is_gone_with_the_public_key_too(
    tmp_path: Path, gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    keys = {"supabase_url": gateway.url, "supabase_anon_key": PUBLIC_KEY}
    async with running(tmp_path, **keys) as storage:
        signed = await storage.guestbook.add(signature())
        arrived = "select id from guestbook_signatures"
        await until(lambda: to_thread(postgrest_server.sql, arrived), signed.id)
        await storage.guestbook.set_hidden(signed.id, True)
        assert list(await storage.guestbook.page(limit=9, offset=0)) == []


async def test_health_shows_the_backlog_of_an_outage(
    tmp_path: Path, gateway: Gateway
) -> None:
    gateway.fault = says(401, b"{}")
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    async with running(tmp_path, **keys) as storage:
        await storage.guestbook.add(signature())
        health = await storage.health()
    assert (health.status, health.engine) == ("degraded", "sqlite")
    assert health.detail["outbox"]["depth"] == 1
    assert health.detail["outbox"]["last_error"] == "denied:401"


async def test_a_running_service_marks_its_file(tmp_path: Path) -> None:
    path = tmp_path / "viva_voce.sqlite3"
    async with running(tmp_path):
        assert in_use(path)
    assert not in_use(path)


async def test_health_shows_why_rows_do_not_arrive(
    tmp_path: Path, gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    """The database answers, but one of its tables does not take what is sent."""
    postgrest_server.sql("revoke insert on guestbook_signatures from service_role")
    keys = {"supabase_url": gateway.url, "supabase_service_key": SECRET_KEY}
    try:
        async with running(tmp_path, **keys) as storage:
            await storage.guestbook.add(signature())
            await until(lambda: last_error(storage), "denied:403")
    finally:
        postgrest_server.sql("grant insert on guestbook_signatures to service_role")


async def last_error(storage: Storage) -> str | None:
    found: str | None = (await storage.health()).detail["outbox"]["last_error"]
    return found


async def until(read: Callable[[], Awaitable[object]], wanted: object) -> None:
    for _ in range(200):
        if await read() == wanted:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it never was {wanted}")
