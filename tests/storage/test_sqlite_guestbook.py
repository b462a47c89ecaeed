from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from services.errors import SignatureNotFound
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import KEYS_KEPT_FOR, SqliteGuestbook
from tests.contracts.conftest import Clock
from tests.storage.records import signature


async def test_a_hundred_posts_with_one_key_are_one_row(file: SqliteFile) -> None:
    book = SqliteGuestbook(file)
    stored = await asyncio.gather(
        *(book.add(signature("same"), key="once") for _ in range(100))
    )
    assert len({one.id for one in stored}) == 1
    assert len(await book.page(limit=100, offset=0)) == 1


async def test_other_keys_are_other_rows(file: SqliteFile) -> None:
    book = SqliteGuestbook(file)
    await asyncio.gather(
        *(book.add(signature("same"), key=f"key {n}") for n in range(20))
    )
    assert len(await book.page(limit=100, offset=0)) == 20


async def test_a_key_is_forgotten_after_its_time(file: SqliteFile) -> None:
    clock = Clock()
    book = SqliteGuestbook(file, clock=clock)
    await book.add(signature("same"), key="once")
    clock.move((KEYS_KEPT_FOR + timedelta(seconds=1)).total_seconds())
    await book.add(signature("same"), key="once")
    assert len(await book.page(limit=100, offset=0)) == 2


async def test_a_deleted_signature_may_be_signed_again(file: SqliteFile) -> None:
    book = SqliteGuestbook(file)
    first = await book.add(signature("same"), key="once")
    await book.delete(first.id)
    second = await book.add(signature("same"), key="once")
    assert second.id != first.id
    with pytest.raises(SignatureNotFound):
        await book.delete(first.id)
