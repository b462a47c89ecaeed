from __future__ import annotations

import time

import pytest

from services.errors import SignatureNotFound, StorageUnavailable
from services.storage.carried import IN_TIME_S, CarriedGuestbook, RemoteReads
from services.storage.outbox import Outbox
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.storage.supabase_guestbook import SupabaseGuestbook
from services.storage.supabase_tables import SupabaseTables
from tests.gateway import Gateway, says, silent
from tests.storage.records import signature


@pytest.fixture
def remote(tables: SupabaseTables) -> SupabaseGuestbook:
    return SupabaseGuestbook(tables)


@pytest.fixture
def book(
    file: SqliteFile, tables: SupabaseTables, remote: SupabaseGuestbook
) -> CarriedGuestbook:
    outbox = Outbox(frozenset({"guestbook_signatures"}))
    local = SqliteGuestbook(file, outbox=outbox)
    return CarriedGuestbook(local, remote, RemoteReads(file, tables))


async def names(book: CarriedGuestbook) -> list[str]:
    return [one.name for one in await book.page(limit=10, offset=0)]


async def test_pages_come_from_the_hosted_database_while_it_is_well(
    book: CarriedGuestbook, remote: SupabaseGuestbook
) -> None:
    await remote.add(signature("signed elsewhere"))
    assert await names(book) == ["signed elsewhere"]


async def test_a_signature_is_seen_at_once(
    book: CarriedGuestbook, tables: SupabaseTables
) -> None:
    await tables.ping()
    await book.add(signature("just now"))
    assert await names(book) == ["just now"]


async def test_a_failing_database_leaves_the_copy_here(
    book: CarriedGuestbook, gateway: Gateway, tables: SupabaseTables
) -> None:
    await tables.ping()
    gateway.fault = says(500, b"{}")
    assert await names(book) == []
    assert not tables.is_well


async def test_only_the_first_visitor_waits_for_a_silent_database(
    book: CarriedGuestbook, gateway: Gateway, tables: SupabaseTables
) -> None:
    await tables.ping()
    gateway.fault = silent(60)
    started = time.perf_counter()
    await names(book)
    first_s = time.perf_counter() - started
    for _ in range(20):
        await names(book)
    assert first_s < IN_TIME_S * 3
    assert gateway.requests == 2


async def test_what_was_signed_elsewhere_can_be_hidden_and_deleted(
    book: CarriedGuestbook, remote: SupabaseGuestbook
) -> None:
    elsewhere = signature()
    await remote.add(elsewhere)
    assert (await book.set_hidden(elsewhere.id, True)).hidden
    await book.delete(elsewhere.id)
    with pytest.raises(SignatureNotFound):
        await book.delete(elsewhere.id)


async def test_an_unknown_signature_is_not_claimed_to_be_gone_during_an_outage(
    book: CarriedGuestbook, gateway: Gateway
) -> None:
    gateway.fault = says(500, b"{}")
    with pytest.raises(StorageUnavailable):
        await book.delete(signature().id)
