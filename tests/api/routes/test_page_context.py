"""What the page around says, as data that tells what "this" is."""

from __future__ import annotations

from tests.app import Visit

THIS = "tell me more about this"
PATHS = ("/ask", "/process/text", "/smart/query")


async def cards_of(visit: Visit, path: str, **body: str) -> list[str]:
    reply = await visit.http.post(path, json={"text": THIS, **body})
    assert reply.status_code == 200, reply.text
    return [card["id"] for card in reply.json()["items"]]


async def test_this_is_what_the_page_names(visit: Visit) -> None:
    text = "Work\n\n River   Watch, a project"
    for path in PATHS:
        assert await cards_of(visit, path, page_text=text) == ["river-watch"]
        assert await cards_of(visit, path, section="intro", page_text=text) == [
            "river-watch"
        ]
        assert await cards_of(visit, path, page_text="") == []


async def test_the_server_reads_no_more_than_it_says(visit: Visit) -> None:
    late = "word " * 120 + "River Watch"
    assert await cards_of(visit, "/ask", page_text=late) == []
    long = {"text": THIS, "page_text": "x" * 4001}
    reply = await visit.http.post("/ask", json=long)
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")
    for odd in (1, ["River Watch"], {"a": 1}):
        reply = await visit.http.post("/ask", json={"text": THIS, "page_text": odd})
        assert reply.status_code == 422
