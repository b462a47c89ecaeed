"""Pages cost little however often they are fetched, and nobody fetches for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from api_server import create_app
from services.guard.rate_limit import PER_MINUTE
from tests.app import settings_for
from tests.server import serving
from tests.wire.conftest import Serve

PAGES = ("/app", "/embed", "/dashboard", "/docs", "/openapi.json", "/web/js/app.js")


def test_the_interface_is_written_once(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path))
    asked, openapi = [], app.openapi

    def counted() -> dict[str, Any]:
        asked.append(1)
        return openapi()

    app.openapi = counted  # type: ignore[method-assign]
    with serving(app) as served, httpx.Client(base_url=served.url) as http:
        told = [http.get("/openapi.json") for _ in range(3)]
    assert len(asked) == 1
    assert len({reply.content for reply in told}) == 1
    servers = [server["url"] for server in told[0].json()["servers"]]
    assert servers == ["./", "./api/v1"]
    assert told[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/app?theme=dark", "/embed"])
def test_a_page_is_put_together_once(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    served = serve()
    read: list[Path] = []
    read_text = Path.read_text

    def noted(self: Path, *given: Any, **more: Any) -> str:
        if self.name == "app.html":
            read.append(self)
        return read_text(self, *given, **more)

    with httpx.Client(base_url=served.url) as http:
        first = http.get(path)
        monkeypatch.setattr(Path, "read_text", noted)
        assert http.get(path).content == first.content
    assert read == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_an_allowance(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setitem(PER_MINUTE, "page", 3)
    served = serve()
    with httpx.Client(base_url=served.url) as http:
        codes = [http.get(path).status_code for _ in range(5)]
        alive = http.get("/health/live").status_code
    assert codes == [200] * 3 + [429] * 2
    assert alive == 200
