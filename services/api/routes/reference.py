"""The interface as pages to read and to try, with all their files from this machine."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_redoc_html
from starlette.responses import HTMLResponse, Response

from services.api.body import Json
from services.api.described.interface import BELOW
from services.api.described.names import with_short_ids
from services.api.kept import Kept, kept
from services.api.middleware.versions import is_versioned
from services.api.routes.pages import FILES as WEB_FILES
from services.api.routes.pages import PageFiles

PACKAGE = "fastapi_offline"
"""Carries Swagger UI and ReDoc; only its files are used."""

FILES = "/docs/files"
SHORT = "short"
"""How `ids` asks for short operation ids."""
ICON = "data:,"
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; worker-src blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; media-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
}
"""Both programs write styles of their own; sound is played from what was answered."""


# Without the application in reach: FastAPI remembers endpoints for good.
router = APIRouter(include_in_schema=False)


def mount_reference(app: FastAPI) -> None:
    app.mount(FILES, PageFiles(directory=files()))
    app.include_router(router)

    @cache
    def written(versioned: bool, short: bool) -> Kept:
        """The interface as JSON, written on first use."""
        schema = with_short_ids(app.openapi()) if short else app.openapi()
        servers = BELOW if versioned else schema["servers"]
        return kept(bytes(Json({**schema, "servers": servers}).body), Json.media_type)

    async def interface(request: Request) -> Response:
        short = request.query_params.get("ids") == SHORT
        return written(is_versioned(request.state.asked), short).reply(request, {})

    app.add_route("/openapi.json", interface, include_in_schema=False)


@router.get("/docs")
async def swagger(request: Request) -> Response:
    page = await WEB_FILES.get_response("reference.html", request.scope)
    page.headers.update(HEADERS)
    return page


@router.get("/redoc")
async def redoc(request: Request) -> HTMLResponse:
    page = get_redoc_html(
        openapi_url="openapi.json",
        title=request.app.title,
        redoc_js_url=f"{FILES.removeprefix('/')}/redoc.standalone.js",
        redoc_favicon_url=ICON,
        with_google_fonts=False,
    )
    return HTMLResponse(page.body, headers=HEADERS)


def files() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed")
    return Path(found.origin).parent / "static"
