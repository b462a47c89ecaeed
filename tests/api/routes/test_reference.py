"""The reference pages work where there is no network."""

from __future__ import annotations

import re

import pytest

from tests.app import Visit

FETCHED = re.compile(r"""(?:src|href)=["']([^"']+)["']""")


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_a_page_fetches_nothing_from_elsewhere(visit: Visit, path: str) -> None:
    page = await visit.http.get(path)
    fetched = [url for url in FETCHED.findall(page.text) if not url.startswith("data:")]
    assert fetched
    for url in fetched:
        assert url.startswith("/")
        assert (await visit.http.get(url)).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_a_page_reads_the_interface_of_this_service(
    visit: Visit, path: str
) -> None:
    assert "/openapi.json" in (await visit.http.get(path)).text
