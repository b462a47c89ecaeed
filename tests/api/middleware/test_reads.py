"""HEAD is answered wherever GET is."""

from __future__ import annotations

import pytest

from tests.app import Visit


@pytest.mark.parametrize("path", ["/", "/health/ready", "/app", "/docs", "/nope"])
async def test_head_is_get_without_the_body(visit: Visit, path: str) -> None:
    got = await visit.http.get(path)
    head = await visit.http.head(path)
    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert not head.content


async def test_head_of_an_audio_file_tells_its_size(visit: Visit) -> None:
    spoken = (await visit.http.post("/tts", json={"text": "hello"})).json()
    head = await visit.http.head(f"/audio/{spoken['audio_file']}")
    assert head.status_code == 200
    assert int(head.headers["content-length"]) == spoken["file_size_bytes"]


async def test_a_route_that_only_takes_posts_refuses_head(visit: Visit) -> None:
    reply = await visit.http.head("/ask")
    assert reply.status_code == 405


async def test_head_never_tells_of_a_part(visit: Visit) -> None:
    head = await visit.http.head("/web/js/app.js", headers={"range": "bytes=0-3"})
    assert head.status_code == 200


@pytest.mark.parametrize("wanted", ["bytes=0-3", "bytes=-4", "bytes=0-1, 2-3"])
async def test_a_part_is_sent(visit: Visit, wanted: str) -> None:
    reply = await visit.http.get("/web/js/app.js", headers={"range": wanted})
    assert reply.status_code == 206


@pytest.mark.parametrize(
    "wanted", ["bytes=x", "lines=0-3", "bytes=9-3", "bytes=-", "bytes=0-" + "9" * 5000]
)
async def test_what_is_no_range_of_bytes_is_ignored(visit: Visit, wanted: str) -> None:
    reply = await visit.http.get("/web/js/app.js", headers={"range": wanted})
    assert reply.status_code == 200
