"""What the public key may do on the real server: the table of docs/operations.md."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from services.errors import InvalidInput
from services.guestbook_service import check_name
from services.pictures.outline import is_sane
from services.storage.signature_image import clean_picture, data_url
from tests.gateway import PUBLIC_KEY, SECRET_KEY, Gateway
from tests.postgrest import SCHEMA, PostgrestServer
from tests.storage.pictures import noise, picture, saved, url, with_scans

KINDS = ("PNG", "JPEG", "WEBP")
OPERATIONS = Path(__file__).parent.parent.parent / "docs" / "operations.md"
SEEN, HIDDEN = str(uuid4()), str(uuid4())
PICTURE = url(picture())
NO_PICTURE = url(picture()[:16] + b"<script>alert(1)</script>")
GIANT = url(picture()[:18] + b"\xff" + picture()[19:])
GIANT_JPEG = url(picture("JPEG", (4097, 1)), "jpeg")
GIANT_WEBP = url(picture("WEBP", (4097, 1)), "webp")
MANY_SCANS = url(with_scans(500), "jpeg")
OVER_100_KB = url(noise(200, 200))
ROWS = f"""
    insert into guestbook_signatures (id, name) values ('{SEEN}', 'seen');
    insert into guestbook_signatures (id, name, hidden)
        values ('{HIDDEN}', 'hid', true);
    insert into ai_sessions (id) values ('session-1');
    insert into ai_interactions (id, session_id, channel)
        values ('{uuid4()}', 'session-1', 'text');
"""
BOOK = "guestbook_signatures"
TURN = {"id": str(uuid4()), "session_id": "session-1", "channel": "text"}


@pytest.fixture
async def visitor(
    gateway: Gateway, postgrest_server: PostgrestServer
) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with the public key, which is no secret."""
    postgrest_server.sql(ROWS)
    async with httpx.AsyncClient(
        base_url=f"{gateway.url}/rest/v1/", headers={"apikey": PUBLIC_KEY}
    ) as client:
        yield client


def new(**columns: object) -> dict[str, object]:
    return {"id": str(uuid4()), "name": "Eve", **columns}


# number, method, address, body, expected status; in the order of docs/operations.md
PROBES = [
    (1, "GET", f"{BOOK}?select=id,name,emoji,image,created_at,hidden", None, 200),
    (2, "GET", f"{BOOK}?hidden=is.true", None, 200),
    (3, "GET", f"{BOOK}?id=eq.{HIDDEN}", None, 200),
    (4, "POST", BOOK, new(emoji="x", image=PICTURE), 201),
    (5, "POST", BOOK, new(hidden=True), 401),
    (6, "POST", BOOK, new(hidden=False), 401),
    (7, "POST", BOOK, new(name=""), 400),
    (8, "POST", BOOK, new(name="x" * 101), 400),
    (9, "POST", BOOK, new(emoji="x" * 17), 400),
    (10, "POST", BOOK, new(image="data:image/svg+xml;base64,PHN2Zz4="), 400),
    (11, "POST", BOOK, new(image="javascript:alert(1)"), 400),
    (12, "POST", BOOK, new(image="data:image/png;base64," + "A" * 700_000), 400),
    (13, "PATCH", f"{BOOK}?id=eq.{SEEN}", {"name": "mine"}, 401),
    (14, "PATCH", f"{BOOK}?id=eq.{HIDDEN}", {"hidden": False}, 401),
    (15, "DELETE", f"{BOOK}?id=eq.{SEEN}", None, 401),
    (16, "POST", f"{BOOK}?on_conflict=id", new(id=SEEN, name="overwritten"), 401),
    (17, "GET", "ai_sessions?select=id", None, 401),
    (18, "POST", "ai_sessions", {"id": "session-2"}, 401),
    (19, "PATCH", "ai_sessions?id=eq.session-1", {"turn_count": 9}, 401),
    (20, "DELETE", "ai_sessions?id=eq.session-1", None, 401),
    (21, "GET", "ai_interactions?select=user_input,response", None, 401),
    (22, "POST", "ai_interactions", TURN, 401),
    (23, "PATCH", "ai_interactions?session_id=eq.session-1", {"response": ""}, 401),
    (24, "DELETE", "ai_interactions?session_id=eq.session-1", None, 401),
    (25, "GET", "guestbook_signatures?select=*,ai_sessions(*)", None, 400),
    (26, "POST", "rpc/erase_conversations_before", {"moment": "2100-01-01"}, 401),
    (27, "POST", BOOK, new(created_at="infinity"), 401),
    (28, "POST", BOOK, new(created_at="2024-01-01"), 401),
    (29, "POST", BOOK, new(name="\u200b"), 400),
    (30, "POST", BOOK, new(name="Eve\u202e"), 400),
    (31, "POST", BOOK, new(emoji="\u2066x"), 400),
    (32, "POST", BOOK, new(image=NO_PICTURE), 400),
    (33, "POST", BOOK, new(image=GIANT), 400),
    (34, "POST", BOOK, new(image=OVER_100_KB), 400),
    (35, "POST", BOOK, new(image=GIANT_JPEG), 400),
    (36, "POST", BOOK, new(image=GIANT_WEBP), 400),
    (37, "POST", BOOK, new(image=MANY_SCANS), 400),
]


def documented() -> dict[int, int]:
    rows = re.findall(
        r"^\| (\d+) \|.*\| (\d{3}) \|", OPERATIONS.read_text("utf-8"), re.M
    )
    return {int(number): int(status) for number, status in rows}


def state(server: PostgrestServer) -> str:
    return server.sql(
        "select id, name, hidden from guestbook_signatures"
        " where name <> 'Eve' order by 1;"
        "select id, turn_count from ai_sessions;"
        "select session_id, response from ai_interactions"
    )


def test_the_document_lists_every_probe() -> None:
    assert documented() == {probe[0]: probe[4] for probe in PROBES}


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: f"probe-{probe[0]}")
async def test_the_public_key_can_do_what_the_policy_says_and_no_more(
    visitor: httpx.AsyncClient,
    postgrest_server: PostgrestServer,
    probe: tuple[int, str, str, dict[str, object] | None, int],
) -> None:
    number, method, address, body, expected = probe
    before = state(postgrest_server)
    merging = {"prefer": "resolution=merge-duplicates"} if number == 16 else {}
    answer = await visitor.request(method, address, json=body, headers=merging)
    assert answer.status_code == expected, answer.text
    assert state(postgrest_server) == before
    if number == 1:
        assert [row["name"] for row in answer.json()] == ["seen"]
    if number in (2, 3):
        assert answer.json() == []


NAMES = [
    "Ada",
    "Zoë",
    "<b>x</b>",
    " spaced ",
    "علی\u200cرضا",
    "\N{MAN}\u200d\N{PERSONAL COMPUTER}",
    "\u2764\ufe0f",
    " ",
    "\u00a0",
    "\u200d",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u200b",
    "A\u200bda",
    "A\ufeffda",
    "A\u2060da",
    "A\u00adda",
    "\u202eadA",
    "\u2067Ada",
    "Ada\u200f",
    "A\nda",
    "A\u0085da",
    "\x1b[31m",
    "".join(chr(0xE0000 + ord(letter)) for letter in "hello"),
    "Ada" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore"),
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(x)) for x in "gbsct") + "\U000e007f",
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(x)) for x in "hidden text"),
    "\U000e0100" * 3,
    "\u8fbb\U000e0100",
    "\u8fbb\U000e0100\U000e0100",
    "Ada" + "\ufe0f" * 9,
    "\u180b\u180c",
    "\U0001bca0",
    "\U0001d173\U0001d174",
    "\ufff0\ufff1",
    "\u0600",
    "\U000e0fff",
    "\uffff",
    "\U0001ffff",
    "\ue000",
    "\U000f0000",
    "\U00050000",
    "\u0301" * 3,
    "\u034f",
    "a" + "\u0301" * 99,
    "a" + "\u0e49" * 6,
    "a\u0323\u0302",
    "\u05e9\u05bc\u05c1\u05b8",
    "\U0001fae8",
    "1\ufe0f\u20e3",
]


async def test_the_schema_and_the_service_refuse_the_same_names(
    visitor: httpx.AsyncClient,
) -> None:
    here, there = {}, {}
    for name in NAMES:
        try:
            check_name(name)
        except InvalidInput:
            here[name] = False
        else:
            here[name] = True
        answer = await visitor.post(BOOK, json=new(name=name))
        there[name] = answer.status_code == 201
    assert there == here
    assert set(here.values()) == {True, False}


@pytest.mark.parametrize("kind", KINDS)
async def test_every_picture_that_the_service_keeps_is_taken(
    visitor: httpx.AsyncClient, kind: str
) -> None:
    kept = data_url(*clean_picture(picture(kind, (400, 200))))
    assert (await visitor.post(BOOK, json=new(image=kept))).status_code == 201


HEADS = [
    *(
        picture(kind, size)
        for kind in KINDS
        for size in ((1, 1), (4096, 976), (9, 4097))
    ),
    *(picture(kind, (2001, 2000)) for kind in KINDS),
    *(saved("WEBP", "RGBA", (40, 30), lossless=lossless) for lossless in (True, False)),
    saved("JPEG", "L", (33, 20), progressive=True, exif=b"Exif\0\0" + b"\xff" * 900),
    with_scans(0),
    with_scans(500),
    b"\xff\xd8\xff" + b"\xff" * 60 + b"\xff\xd9",
    b"\xff\xd8\xff\xda\0\x08" + bytes(20) + b"\xff\xd9",
    b"\xff\xd8\xff\xe0",
    b"\xff\xd8\xff\xd9",
]


def test_the_schema_and_the_service_take_the_same_pictures(
    postgrest_server: PostgrestServer,
) -> None:
    kinds = {b"\x89P": "png", b"RI": "webp", b"\xff\xd8": "jpeg"}
    asked = "".join(
        f"select guestbook_is_picture('{url(data, kinds[data[:2]])}');\n"
        for data in HEADS
    )
    there = [answer == "t" for answer in postgrest_server.sql(asked).split()]
    assert there == [is_sane(data) for data in HEADS]
    assert set(there) == {True, False}


async def test_a_full_book_takes_no_more_from_the_public_key(
    visitor: httpx.AsyncClient, postgrest_server: PostgrestServer
) -> None:
    limit = "200000000"
    schema = SCHEMA.read_text("utf-8")
    assert limit in schema
    try:
        postgrest_server.sql(schema.replace(limit, "100"))
        assert (await visitor.post(BOOK, json=new())).status_code >= 400
    finally:
        postgrest_server.sql(schema)
    assert (await visitor.post(BOOK, json=new())).status_code == 201


async def test_the_secret_key_can_do_everything(
    gateway: Gateway, postgrest_server: PostgrestServer
) -> None:
    postgrest_server.sql(ROWS)
    async with httpx.AsyncClient(
        base_url=f"{gateway.url}/rest/v1/", headers={"apikey": SECRET_KEY}
    ) as service:
        for table in (BOOK, "ai_sessions", "ai_interactions"):
            assert (await service.get(table)).status_code == 200
        assert len((await service.get(BOOK)).json()) == 2
        changed = await service.patch(f"{BOOK}?id=eq.{HIDDEN}", json={"hidden": False})
        assert changed.status_code == 204
        erased = await service.delete("ai_sessions?id=eq.session-1")
        assert erased.status_code == 204
        assert (await service.get("ai_interactions")).json() == []


def test_running_the_schema_again_keeps_the_rows(
    postgrest_server: PostgrestServer,
) -> None:
    postgrest_server.empty()
    postgrest_server.sql(ROWS)
    before = state(postgrest_server)
    postgrest_server.sql(SCHEMA.read_text(encoding="utf-8"))
    assert state(postgrest_server) == before


def test_the_retention_function_erases_what_is_older(
    postgrest_server: PostgrestServer,
) -> None:
    postgrest_server.empty()
    postgrest_server.sql(ROWS)
    call = "select erase_conversations_before({})"
    assert postgrest_server.sql(call.format("now() - interval '1 hour'")) == "0"
    assert postgrest_server.sql(call.format("now() + interval '1 hour'")) == "1"
    assert postgrest_server.sql("select count(*) from ai_sessions") == "0"
