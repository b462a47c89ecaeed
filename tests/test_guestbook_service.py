from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.errors import InvalidInput
from services.guestbook_service import Guestbook
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_guestbook import SqliteGuestbook
from services.work_queue import WorkQueue
from tests.storage.pictures import picture, url

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Guestbook]:
    file = SqliteFile(tmp_path / "book.sqlite3")
    queue = WorkQueue(workers=2, capacity=8, per_visitor=4)
    yield Guestbook(SqliteGuestbook(file), queue)
    queue.close()
    await file.close()


async def sign(book: Guestbook, name: str = "Ada", **more: str) -> str:
    wanted = {"emoji": FAMILY, "image": "", "visitor": "203.0.113.7"} | more
    signature = await book.sign(name=name, **wanted)
    return signature.id


async def names(book: Guestbook) -> list[str]:
    return [found.name for found in await book.store.page(limit=100, offset=0)]


async def test_a_name_is_kept_character_for_character(book: Guestbook) -> None:
    for name in (
        " Ada ",
        "Zoë",
        "<b>x</b>",
        "Robert'); DROP TABLE",
        "علی\u200cرضا",
        "ﷺ",
    ):
        await sign(book, name)
        assert name in await names(book)


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "x" * 101, "a\0b", "a\nb", "\x1b[31m", "\ud800", "\u2003"),
        *("\u202eevil", "A\u200bda", "\u200d", "\u3164", "Ada\u200f", "\ufeffAda"),
    ],
)
async def test_a_name_that_is_none_is_refused(book: Guestbook, name: str) -> None:
    with pytest.raises(InvalidInput):
        await sign(book, name)


async def test_an_emoji_has_sixteen_code_points_at_most(book: Guestbook) -> None:
    await sign(book, emoji="x" * 16)
    for emoji in ("x" * 17, "\0", "\udfff"):
        with pytest.raises(InvalidInput):
            await sign(book, emoji=emoji)


async def test_fifty_people_at_once_are_fifty_rows(book: Guestbook) -> None:
    drawing = url(picture(size=(400, 200)))
    ids = await asyncio.gather(
        *(sign(book, f"visitor {n}", image=drawing) for n in range(50))
    )
    assert len(set(ids)) == 50
    assert len(await names(book)) == 50


async def test_a_hundred_posts_of_one_signature_are_one_row(book: Guestbook) -> None:
    ids = await asyncio.gather(*(sign(book) for _ in range(100)))
    assert len(set(ids)) == 1
    assert await names(book) == ["Ada"]


async def test_people_who_sign_alike_are_told_apart(book: Guestbook) -> None:
    await sign(book, visitor="203.0.113.7")
    await sign(book, visitor="203.0.113.8")
    assert await names(book) == ["Ada", "Ada"]


async def test_one_idempotency_key_is_one_row(book: Guestbook) -> None:
    first = await sign(book, "Ada", idempotency_key="k-1")
    assert await sign(book, "Ada again", idempotency_key="k-1") == first
    assert await sign(book, "Ada", idempotency_key="k-2") != first


@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "ü"])
async def test_a_key_that_is_none_is_refused(book: Guestbook, key: str) -> None:
    with pytest.raises(InvalidInput):
        await sign(book, idempotency_key=key)


async def test_a_drawing_is_encoded_anew(book: Guestbook) -> None:
    sent = picture() + b"<script>"
    await sign(book, image=url(sent))
    (kept,) = await book.store.page(limit=1, offset=0)
    assert kept.image.startswith("data:image/png;base64,")
    assert kept.image != url(sent)


@pytest.mark.parametrize("name", ["\u0378", "\U0001bca0", "a" + "\u0f71" * 6])
async def test_a_name_that_no_database_would_know_is_refused(
    book: Guestbook, name: str
) -> None:
    with pytest.raises(InvalidInput):
        await sign(book, name)


async def test_an_emoji_of_tomorrow_and_a_flag_are_kept(book: Guestbook) -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for emoji in ("\U0001faff", flag, FAMILY, "\u2764\ufe0f"):
        await sign(book, emoji=emoji)
