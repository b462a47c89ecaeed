"""What every GuestbookStore does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.errors import SignatureNotFound
from services.models.records import Order, Signature, SignatureFilter
from services.protocols import GuestbookStore
from tests.contracts.conftest import Stores
from tests.storage.pictures import picture, url

START = datetime(2024, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
NEVER_MADE = "9f1c6a52-3b7e-4d08-8a41-5c2e70d9b613"
"""The name of a signature that nobody has left."""
DRAWING = url(picture())
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"


@pytest.fixture
def book(stores: Stores) -> GuestbookStore:
    assert stores.guestbook is not None
    return stores.guestbook


def signature(name: str, *, after_s: float = 0) -> Signature:
    return Signature(
        id=str(uuid4()),
        name=name,
        emoji=FAMILY,
        image=DRAWING,
        timestamp=START + timedelta(seconds=after_s),
    )


async def names(
    book: GuestbookStore, *, limit: int = 100, offset: int = 0
) -> list[str]:
    return [found.name for found in await book.page(limit=limit, offset=offset)]


async def test_a_signature_comes_back_as_it_was(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = signature('Ada \N{WAVING HAND SIGN} O\'Neil\\ "x" <b>')
    assert await book.add(signed) == signed
    await stores.settle()
    assert list(await book.page(limit=10, offset=0)) == [signed]


async def test_pages_are_newest_first_and_exact(
    book: GuestbookStore, stores: Stores
) -> None:
    for number in range(7):
        await book.add(signature(str(number), after_s=number))
    await stores.settle()
    assert await names(book, limit=3) == ["6", "5", "4"]
    assert await names(book, limit=3, offset=3) == ["3", "2", "1"]
    assert await names(book, limit=3, offset=6) == ["0"]


async def test_pictures_fill_a_page_up_to_its_room(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = [signature(str(number), after_s=number) for number in range(4)]
    for one in signed:
        await book.add(one)
    await stores.settle()
    found = await book.page(limit=10, offset=0, pictures=2 * len(DRAWING) + 1)
    assert [one.picture_left_out for one in found] == [False, False, True, True]
    assert [one.image for one in found] == [DRAWING, DRAWING, "", ""]
    assert await book.find(found[-1].id) == signed[0]


async def test_a_page_past_the_end_is_empty(
    book: GuestbookStore, stores: Stores
) -> None:
    await book.add(signature("only"))
    await stores.settle()
    assert await names(book, limit=20, offset=500) == []


async def test_signatures_of_the_same_moment_keep_their_order(
    book: GuestbookStore, stores: Stores
) -> None:
    for number in range(10):
        await book.add(signature(str(number)))
    await stores.settle()
    whole = await names(book)
    paged = [
        name
        for offset in range(0, 10, 3)
        for name in await names(book, limit=3, offset=offset)
    ]
    assert sorted(whole) == [str(number) for number in range(10)]
    assert paged == whole


async def test_the_oldest_may_come_first_and_a_time_may_be_wanted(
    book: GuestbookStore, stores: Stores
) -> None:
    for number in range(6):
        await book.add(signature(str(number), after_s=number // 2))
    await stores.settle()
    oldest_first = SignatureFilter(order=(Order("timestamp"),))
    whole = [one.name for one in await book.page(limit=9, offset=0)]
    pages = [
        one.name
        for offset in range(0, 6, 2)
        for one in await book.page(limit=2, offset=offset, matching=oldest_first)
    ]
    assert pages == whole[::-1]
    since, until = (START + timedelta(seconds=second) for second in (1, 2))
    wanted = SignatureFilter(since=since, until=until)
    middle = await book.page(limit=9, offset=0, matching=wanted)
    assert {one.name for one in middle} == {"2", "3"}


async def test_parallel_signatures_are_all_kept(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = [signature(str(number)) for number in range(50)]
    await asyncio.gather(*(book.add(one) for one in signed))
    await stores.settle()
    kept = {found.id for found in await book.page(limit=100, offset=0)}
    assert kept == {one.id for one in signed}


async def test_the_same_signature_twice_is_one(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = signature("twice")
    await book.add(signed)
    await book.add(signed)
    await stores.settle()
    assert await names(book) == ["twice"]


async def test_a_hidden_signature_is_left_out_but_kept(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = signature("hidden")
    await book.add(signed)
    await stores.settle()
    assert (await book.set_hidden(signed.id, True)).hidden
    await stores.settle()
    assert await names(book) == []
    kept = await book.page(
        limit=10, offset=0, matching=SignatureFilter(with_hidden=True)
    )
    assert [found.name for found in kept] == ["hidden"]


async def test_a_hidden_signature_can_be_shown_again(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = signature("back")
    await book.add(signed)
    await stores.settle()
    await book.set_hidden(signed.id, True)
    assert await book.set_hidden(signed.id, False) == signed
    await stores.settle()
    assert await names(book) == ["back"]


async def test_a_deleted_signature_is_gone(
    book: GuestbookStore, stores: Stores
) -> None:
    signed = signature("gone")
    await book.add(signed)
    await stores.settle()
    await book.delete(signed.id)
    await stores.settle()
    assert await names(book) == []
    with pytest.raises(SignatureNotFound):
        await book.delete(signed.id)


@pytest.mark.parametrize("unknown", [NEVER_MADE, "no-uuid", "1; drop table", ""])
async def test_what_was_never_signed_is_not_found(
    book: GuestbookStore, unknown: str
) -> None:
    with pytest.raises(SignatureNotFound):
        await book.delete(unknown)
    with pytest.raises(SignatureNotFound):
        await book.set_hidden(unknown, True)
    with pytest.raises(SignatureNotFound):
        await book.find(unknown)
