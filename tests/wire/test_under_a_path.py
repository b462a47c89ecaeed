"""The service behind a proxy that serves it under a path of its own."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from tests.server import Served

PREFIX = "https://me.example.com/voice"
PAGES = ["/app", "/embed", "/dashboard", "/docs", "/redoc"]
NAMED = re.compile(r"""(?:src|href|url|spec-url)\s*[=:]\s*["']([^"'#]+)["']""")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_beside_it(unlimited: Served, page: str) -> None:
    with httpx.Client(timeout=30, base_url=unlimited.url) as http:
        named = NAMED.findall(http.get(page).text)
        ours = [one for one in named if not one.startswith(("data:", "https:"))]
        assert ours
        for one in ours:
            address = urljoin(PREFIX + page, one)
            assert address.startswith(PREFIX + "/"), one
            inside = urlsplit(address).path.removeprefix("/voice")
            # The dashboard's export is the owner's.
            assert http.get(inside).status_code in (200, 401), one


@pytest.mark.parametrize("page", PAGES)
def test_a_slash_behind_a_page_leads_to_the_page(unlimited: Served, page: str) -> None:
    with httpx.Client(timeout=30, base_url=unlimited.url) as http:
        reply = http.get(page + "/?theme=dark")
        assert reply.status_code == 308
        place = urljoin(f"{PREFIX}{page}/?theme=dark", reply.headers["location"])
    assert place == f"{PREFIX}{page}?theme=dark"


def test_a_browser_at_the_root_is_sent_to_the_page(unlimited: Served) -> None:
    reply = httpx.get(unlimited.url, headers={"accept": "text/html"}, timeout=30)
    assert urljoin(f"{PREFIX}/", reply.headers["location"]) == f"{PREFIX}/app"
    assert urljoin(unlimited.url, reply.headers["location"]) == f"{unlimited.url}/app"


def test_scripts_name_no_path_of_the_host(unlimited: Served) -> None:
    """They ask for what stands where they were found."""
    with httpx.Client(timeout=30, base_url=unlimited.url) as http:
        for name in ("js/api.js", "js/asking.js", "js/dashboard/server.js"):
            script = http.get(f"/web/{name}").text
            assert not re.search(r"""(?:fetch|EventSource)\(\s*["'`]/""", script)
        assert "script.src" in http.get("/embed.js").text
