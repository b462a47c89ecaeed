"""Viva Voce's HTTP service: `python api_server.py` serves it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from services.api.errors import install_error_handlers
from services.api.middleware.admission import Admission
from services.api.middleware.body_cap import BodyCap
from services.api.middleware.request_scope import RequestScope
from services.api.routes import (
    content,
    guestbook,
    hearing,
    metrics,
    pages,
    records,
    service,
    sessions,
    smart,
    speaking,
    streaming,
    turns,
    usage,
)
from services.container import Services, build_services
from services.errors import ConfigurationError
from services.guard.rate_limit import RateLimit
from services.logs import configure_logging
from services.metrics import Metrics
from services.readings import measure_lag, readings
from services.settings import Settings

VERSION = "0.1.0"
ROUTERS = (
    service,
    metrics,
    turns,
    smart,
    streaming,
    hearing,
    speaking,
    sessions,
    records,
    usage,
    guestbook,
    content,
)
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked about, not bound
EXPOSED_HEADERS = ("x-request-id", "retry-after", "server-timing", "processing_time_ms")


def middleware_of(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """Outermost first; CORS is, so that errors carry its headers too."""
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=[
                "cache-control",
                "content-type",
                "authorization",
                "idempotency-key",
            ],
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        ),
        Middleware(
            RequestScope, trusted_proxies=settings.trusted_proxies, metrics=metrics
        ),
        Middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts),
        Middleware(
            Admission,
            limit=RateLimit() if settings.rate_limit_enabled else None,
            max_concurrent=settings.max_concurrent_requests,
        ),
        Middleware(BodyCap, max_audio_bytes=settings.max_audio_bytes),
    ]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    await services.start()
    lag = asyncio.create_task(measure_lag(services.metrics))
    yield
    lag.cancel()
    await services.stop()


def create_app(settings: Settings | None = None) -> FastAPI:
    """Raise ConfigurationError when the résumé is broken."""
    settings = settings or Settings()
    configure_logging(
        level=settings.log_level, json=settings.environment == "production"
    )
    services = build_services(settings)
    services.metrics.gauges(partial(readings, services))
    app = FastAPI(
        title="Viva Voce",
        version=VERSION,
        description="A portfolio that answers out loud.",
        middleware=middleware_of(settings, services.metrics),
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.services = services
    install_error_handlers(app)
    for family in ROUTERS:
        app.include_router(family.router)
    pages.mount_pages(app)
    return app


def serve() -> None:
    """Say where, then serve until stopped."""
    try:
        settings = Settings()
        several = settings.reload or settings.workers > 1
        target = "api_server:app" if several else create_app(settings)
    except (ValidationError, ConfigurationError) as error:
        sys.exit(f"Viva Voce cannot start: {error}")
    host = "localhost" if settings.api_host in EVERYWHERE else settings.api_host
    sys.stderr.write(f"Viva Voce: open http://{host}:{settings.api_port}/app\n")
    uvicorn.run(
        target,
        host=settings.api_host,
        port=settings.api_port,
        loop="uvloop",
        http="httptools",
        reload=settings.reload,
        workers=settings.workers,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level=settings.log_level.lower(),
        timeout_graceful_shutdown=8,
    )


def __getattr__(name: str) -> FastAPI:
    """`app`, made when a server asks for it: importing this module stays cheap."""
    if name != "app":
        raise AttributeError(name)
    app = create_app()
    globals()["app"] = app
    return app


if __name__ == "__main__":
    serve()
