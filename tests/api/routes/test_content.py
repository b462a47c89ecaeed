"""The résumé's content over HTTP."""

from __future__ import annotations

import pytest

from tests.app import Visit


async def test_kinds_come_with_counts_and_fields(visit: Visit) -> None:
    found = (await visit.http.get("/content/types")).json()
    kinds = {kind["type"]: kind for kind in found["content_types"]}
    assert kinds["projects"]["count"] >= 6
    assert "title" in kinds["projects"]["fields"]
    assert found["total_items"] == sum(k["count"] for k in kinds.values())


async def test_every_kind_can_be_browsed(visit: Visit) -> None:
    found = (await visit.http.get("/content/types")).json()
    for kind in found["content_types"]:
        page = (await visit.http.get(f"/content/{kind['type']}")).json()
        assert page["total_items"] == kind["count"] == len(page["items"])
        assert page["last_updated"]


async def test_an_unknown_kind_is_not_found(visit: Visit) -> None:
    reply = await visit.http.get("/content/spaceships")
    assert (reply.status_code, reply.json()["error_code"]) == (404, "NOT_FOUND")


async def test_a_search_says_why_it_found_what_it_found(visit: Visit) -> None:
    reply = (await visit.http.get("/content/search?q=python&limit=3")).json()
    assert reply["query"] == "python"
    assert 1 <= len(reply["results"]) <= 3
    assert reply["total_results"] >= len(reply["results"])
    best = reply["results"][0]
    assert best["match_reasons"]
    assert 0 < best["relevance_score"] <= 1
    assert reply["search_time_ms"] >= 0


async def test_a_search_keeps_to_its_kind(visit: Visit) -> None:
    reply = (await visit.http.get("/content/search?q=python&type=projects")).json()
    projects = (await visit.http.get("/content/projects")).json()["items"]
    assert reply["results"]
    assert {r["id"] for r in reply["results"]} <= {card["id"] for card in projects}


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", f"q={'x' * 4001}", f"tech={'x' * 65}"]
)
async def test_a_search_out_of_range_is_refused(visit: Visit, query: str) -> None:
    reply = await visit.http.get(f"/content/search?{query}")
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")
