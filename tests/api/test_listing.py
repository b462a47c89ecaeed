"""Every list is sorted, and cut down to fields, in one way; bad wishes are refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from api_server import create_app
from tests.app import Visit, settings_for, visiting
from tests.ids import own_id
from tests.server import serving
from tests.storage.pictures import picture, url

TOKEN = "t0ken-for-owners"
OWNER = {"authorization": f"Bearer {TOKEN}"}
LISTS = {
    "/api/guestbook": ("signatures", "timestamp"),
    "/api/dashboard/guestbook": ("signatures", "timestamp"),
    "/api/ai-interactions": ("interactions", "created_at"),
    "/api/dashboard/answers": ("answers", "created_at"),
    "/api/dashboard/questions": ("questions", "created_at"),
    "/content/projects": ("items", "title"),
    "/content/search": ("results", "title"),
    "/content/types": ("content_types", "type"),
    "/tts/voices": ("voices", "name"),
    "/interviews": ("interviews", "created_at"),
    "/interviews/banks": ("banks", "name"),
}
AS_THEY_ARE = {
    "/v1/models": "OpenAI's shape",
    "/session/{session_id}": "one conversation, in its order",
    "/session/{session_id}/export": "the same, to take away",
    "/transcribe/jobs/{job_id}": "the recordings of one job, in theirs",
    "/api/dashboard/unsure": "a queue: what is least sure comes first",
    "/api/dashboard/accuracy": "a row for each week, oldest first",
    "/api/dashboard/origins": "three short lists at once",
    "/api/dashboard/alerts": "a book of fifty, the latest first",
}
"""Answers that hold rows and are no list."""
OWNERS = [
    *("/api/dashboard/guestbook", "/api/ai-interactions", "/api/dashboard/answers"),
    *("/interviews", "/interviews/banks"),
    *("/api/dashboard/questions", "/api/dashboard/live"),
    *("/api/dashboard/overview", "/api/dashboard/gaps", "/api/dashboard/export"),
]
INJECTIONS = [
    "",
    ",",
    "nope",
    "id;drop table turns",
    "id desc",
    "created_at,(select 1)",
    "id' or '1'='1",
    "--created_at",
    "-",
    "__class__",
    "timestamp.asc,id.desc",
    "\0",
    "\ud800",
    "Ⓘd",
    "created_at\n",
]


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(settings_for(tmp_path, admin_token=TOKEN)) as visit:
        visit.http.headers.update(OWNER)
        yield visit


async def rows(visit: Visit, path: str, **query: Any) -> list[dict[str, Any]]:
    reply = await visit.http.get(path, params=query)
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json()[LISTS[path][0]]
    return found


async def sign(visit: Visit, *names: str) -> None:
    for name in names:
        body = {"name": name, "emoji": "", "image": url(picture())}
        assert (await visit.http.post("/api/guestbook", json=body)).status_code == 200


@pytest.mark.parametrize("path", ["/api/guestbook", "/api/dashboard/guestbook"])
async def test_the_guestbook_is_read_from_either_end(visit: Visit, path: str) -> None:
    await sign(visit, "Ada", "Grace", "Linus")
    names = [row["name"] for row in await rows(visit, path, sort="timestamp")]
    assert names == ["Ada", "Grace", "Linus"]
    for sort in ({}, {"sort": "-timestamp"}):
        assert [row["name"] for row in await rows(visit, path, **sort)] == names[::-1]
    _, middle, last = [row["timestamp"] for row in await rows(visit, path)][::-1]
    found = await rows(visit, path, since=middle, until=last)
    assert [row["name"] for row in found] == ["Grace"]
    second = await rows(visit, path, sort="timestamp", limit=1, offset=1)
    assert [row["name"] for row in second] == ["Grace"]


async def test_fields_that_are_not_wanted_are_not_read(visit: Visit) -> None:
    await sign(visit, "Ada")
    (row,) = await rows(visit, "/api/guestbook", fields="name,timestamp,name")
    assert list(row) == ["name", "timestamp"]
    (row,) = await rows(visit, "/api/dashboard/guestbook", fields="hidden")
    assert row == {"hidden": False}
    (row,) = await rows(visit, "/api/guestbook", fields="image")
    assert row["image"].startswith("data:image/")


async def test_the_log_is_sorted_by_more_than_one_field(visit: Visit) -> None:
    for number, text in enumerate(("skills", "who are you", "her skills please")):
        await visit.ask(text, session_id=own_id(str(number)))
    path, fields = "/api/ai-interactions", "user_input,intent"
    found = await rows(visit, path, sort="intent,-created_at", fields=fields)
    assert [row["user_input"] for row in found] == [
        "who are you",
        "her skills please",
        "skills",
    ]
    assert all(list(row) == fields.split(",") for row in found)
    found = await rows(visit, path, sort="created_at", limit=1, offset=1)
    assert found[0]["user_input"] == "who are you"
    assert set(found[0]) == set((await rows(visit, path))[0])


async def test_content_is_sorted_and_cut(visit: Visit) -> None:
    path = "/content/projects"
    titles = [card["title"] for card in await rows(visit, path)]
    in_order = sorted(titles, key=str.casefold)
    assert titles != in_order
    for sort, expected in (("title", in_order), ("-title", in_order[::-1])):
        found = await rows(visit, path, sort=sort, fields="title", offset=1, limit=2)
        assert found == [{"title": title} for title in expected[1:3]]
    reply = (await visit.http.get(path, params={"limit": 1})).json()
    assert reply["total_items"] == len(titles)


async def test_what_is_found_is_sorted_and_cut(visit: Visit) -> None:
    path = "/content/search"
    best = await rows(visit, path, q="python")
    assert len(best) > 3
    for sort in ("title", "type,-title", "-relevance_score"):
        found = await rows(visit, path, q="python", sort=sort)
        assert len(found) == len(best)
        paged = [
            row
            for offset in range(0, len(best), 2)
            for row in await rows(
                visit, path, q="python", sort=sort, limit=2, offset=offset
            )
        ]
        assert paged == found
    found = await rows(visit, path, q="python", sort="type,-title", fields="type,title")
    keys = [(row["type"], row["title"].casefold()) for row in found]
    assert keys == sorted(
        sorted(keys, key=lambda key: key[1], reverse=True), key=lambda key: key[0]
    )


async def test_voices_are_sorted(visit: Visit) -> None:
    (row,) = await rows(visit, "/tts/voices", sort="-locale,name", fields="name")
    assert row == {"name": "fake-voice"}


@pytest.mark.parametrize("path", LISTS)
async def test_every_field_may_be_wanted_as_the_interface_says(
    visit: Visit, path: str
) -> None:
    described = visit.app.openapi()["paths"]
    template = path if path in described else "/content/{content_type}"
    found = {one["name"]: one for one in described[template]["get"]["parameters"]}
    for name in ("sort", "fields"):
        names = found[name]["description"].rpartition(": ")[2].rstrip(".").split(", ")
        for wanted in (*names, ",".join(names)):
            reply = await visit.http.get(path, params={name: wanted})
            assert reply.status_code == 200, (name, wanted)


async def test_interviews_are_read_from_either_end(visit: Visit) -> None:
    for name in ("ada", "bo", "cy"):
        sent = {"candidate_id": name, "skill_level": "junior", "bank": "sql"}
        reply = await visit.http.post("/interviews/start", json=sent)
        assert reply.status_code == 201
    path, who = "/interviews", {"fields": "candidate_id"}
    newest = [row["candidate_id"] for row in await rows(visit, path, **who)]
    assert newest == ["cy", "bo", "ada"]
    found = await rows(visit, path, sort="created_at", limit=1, offset=1, **who)
    assert found == [{"candidate_id": "bo"}]
    names = [row["name"] for row in await rows(visit, "/interviews/banks", sort="name")]
    assert names == sorted(names)
    assert len(names) > 1


def lists_of(document: dict[str, Any]) -> list[str]:
    """The calls whose answer has rows of a described kind."""
    found = []
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        content = methods.get("get", {}).get("responses", {}).get("200", {})
        schema = content.get("content", {}).get("application/json", {}).get("schema")
        name = (schema or {}).get("$ref", "").rpartition("/")[2]
        fields = schemas.get(name, {}).get("properties", {}).values()
        if any("$ref" in field.get("items", {}) for field in fields):
            found.append(path)
    return found


def test_every_list_of_the_interface_says_how_it_is_read(visit: Visit) -> None:
    document = visit.app.openapi()
    found = lists_of(document)
    assert len(found) > len(AS_THEY_ARE) + 5
    for path in set(found) - AS_THEY_ARE.keys():
        taken = document["paths"][path]["get"].get("parameters", [])
        missing = {"sort", "fields"} - {one["name"] for one in taken}
        assert not missing, f"{path}: reading_of of services/api/listing.py reads them"


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("name", ["sort", "fields"])
async def test_any_other_name_is_refused(visit: Visit, path: str, name: str) -> None:
    for bad in (*INJECTIONS, f"{LISTS[path][1]},nope"):
        sent = quote(bad, errors="surrogatepass")
        reply = await visit.http.get(f"{path}?{name}={sent}")
        assert reply.status_code == 422, bad
        assert f"`{name}` takes names of these: " in reply.json()["message"]


def test_ten_thousand_fields_are_refused(tmp_path: Path) -> None:
    """Over a socket, which takes addresses of up to 64 kB."""
    names = ",".join(["id"] * 10_000), ",".join(f"f{n}" for n in range(10_000))
    unknown = "&".join(f"f{n}=1" for n in range(6_000))
    owner = f"Authorization: {OWNER['authorization']}"
    with serving(create_app(settings_for(tmp_path, admin_token=TOKEN))) as served:
        told = [
            *(served.get(f"/api/guestbook?fields={many}") for many in names),
            *(served.get(f"/content/search?sort={many}") for many in names),
            served.get(f"/api/ai-interactions?{unknown}", owner),
        ]
    for reply in told:
        assert reply.startswith(b"HTTP/1.1 422 ")
        assert b"INVALID_INPUT" in reply
        assert len(reply) < 2000


@pytest.mark.parametrize("path", OWNERS)
async def test_a_parameter_that_is_none_is_named(visit: Visit, path: str) -> None:
    for name in ("ofset", "x" * 5000, "<b>", "Limit"):
        reply = await visit.http.get(path, params={name: "1"})
        assert reply.status_code == 422
        told = reply.json()["message"]
        assert f"`{name[:60]}` is no parameter here" in told
        assert len(told) < 500
    strangers = await visit.http.get(
        path, params={"ofset": "1"}, headers={"authorization": "Bearer wrong"}
    )
    assert strangers.status_code == 401


async def test_visitors_lists_read_over_what_is_none(visit: Visit) -> None:
    """Pages add parameters of their own, as for their caches."""
    for path in ("/api/guestbook", "/content/projects", "/content/search"):
        assert (await visit.http.get(path, params={"_": "1"})).status_code == 200


@pytest.mark.parametrize("path", ["/api/guestbook", "/api/ai-interactions"])
@pytest.mark.parametrize("name", ["since", "until"])
async def test_a_moment_has_to_be_one(visit: Visit, path: str, name: str) -> None:
    await sign(visit, "Ada")
    for bad in ("yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        reply = await visit.http.get(path, params={name: bad})
        assert reply.status_code == 422, bad
        assert name in reply.json()["message"]
    for good in ("2026-11-30", "2026-11-30T10:00:00+02:00", "0001-01-01T00:00:00Z"):
        reply = await visit.http.get(path, params={name: good})
        assert reply.status_code == 200
