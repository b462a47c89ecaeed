"""The built-in page and its files."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from services.api.errors import documented

WEB = Path(__file__).parent.parent.parent / "web"
PAGE_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "cache-control": "no-cache",
}

router = APIRouter(tags=["pages"])


@router.get(
    "/app",
    summary="The built-in page",
    description="Ask by voice or text in a browser.",
    response_class=FileResponse,
    responses=documented(),
)
async def app_page() -> FileResponse:
    return FileResponse(WEB / "app.html", headers=PAGE_HEADERS)


def mount_pages(app: FastAPI) -> None:
    app.include_router(router)
    app.mount("/web", StaticFiles(directory=WEB))
