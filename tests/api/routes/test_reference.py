"""The reference pages work where there is no network."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from tests.app import Visit

FETCHED = re.compile(r"""(?:src|href)=["']([^"']+)["']""")


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_a_page_fetches_nothing_from_elsewhere(visit: Visit, path: str) -> None:
    page = await visit.http.get(path)
    fetched = [url for url in FETCHED.findall(page.text) if not url.startswith("data:")]
    assert fetched
    for url in fetched:
        there = urljoin(path, url)
        assert there.startswith("/")
        assert (await visit.http.get(there)).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_a_page_reads_the_interface_of_this_service(
    visit: Visit, path: str
) -> None:
    page = (await visit.http.get(path)).text
    read = re.search(r"""["']([^"']*openapi\.json)["']""", page)
    assert read
    assert urljoin(path, read[1]) == "/openapi.json"


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/api/v1/docs"])
async def test_no_script_stands_in_a_page(visit: Visit, path: str) -> None:
    page = await visit.http.get(path)
    policy = page.headers["content-security-policy"]
    scripts = next(
        (rule for rule in policy.split("; ") if rule.startswith("script-src")),
        policy.split("; ")[0],
    )
    assert "unsafe-inline" not in scripts
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page.text) == []
