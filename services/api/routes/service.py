"""The service about itself: welcome and health."""

from __future__ import annotations

import platform
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.schemas.service import Health, Readiness, Welcome

router = APIRouter(tags=["service"])

NEGOTIATED = {"vary": "accept"}


@router.get(
    "/",
    summary="What this is",
    description="Instant; a browser that asks for a page is sent to `/app`.",
    response_model=Welcome,
    responses=documented(),
)
async def root(request: Request, services: ServicesDep) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        # As seen from here: the service may be served under a path.
        *_, here = request.state.asked.split("/")
        page = f"./{here}/app" if here else "./app"
        return RedirectResponse(page, headers=NEGOTIATED)
    return Json(
        {
            "status": "healthy",
            "service": request.app.title,
            "version": request.app.version,
            "message": "Ask at /app, or read /docs.",
            "timestamp": datetime.now(UTC).isoformat(),
            "system_info": {
                "python_version": platform.python_version(),
                "models_loaded": services.models_loaded(),
                "audio_cleanup": services.cleanup.is_running,
            },
        },
        headers=NEGOTIATED,
    )


@router.get(
    "/health",
    summary="Ask every part",
    description="healthy and degraded are 200, unhealthy is 503; kept for 0.5 s.",
    response_model=Health,
    responses=documented(),
)
async def health(services: ServicesDep) -> Json:
    report = await services.health.report()
    return Json(
        {
            "status": report.status,
            "components": {
                name: {"status": part.status, "engine": part.engine, **part.detail}
                for name, part in report.parts.items()
            },
            "performance": {
                "memory_usage_mb": report.memory_mb,
                "cpu_usage_percent": report.cpu_percent,
                "disk_usage_mb": report.disk_mb,
            },
        },
        503 if report.status == "unhealthy" else 200,
    )


@router.get(
    "/health/live",
    summary="Is the process alive",
    description="For orchestrators.",
    response_model=Readiness,
    responses=documented(),
)
async def live() -> Json:
    return Json({"status": "live"})


@router.get(
    "/health/ready",
    summary="Can it answer",
    description="200 when a text question can be answered now, else 503.",
    response_model=Readiness,
    responses=documented(),
)
async def ready(services: ServicesDep) -> Json:
    """The engine is built before the first connection is taken."""
    if (await services.processor.health()).status == "unhealthy":
        return Json({"status": "not ready"}, 503)
    return Json({"status": "ready"})
