"""Viva Voce's HTTP service: `python api_server.py` serves it."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from services.api.connection import Connection
from services.api.connection_limits import ConnectionLimits, most_connections
from services.api.cross_origin import ALLOWED_HEADERS, EXPOSED_HEADERS
from services.api.deprecations import DEPRECATIONS
from services.api.described.interface import describe
from services.api.errors import install_error_handlers
from services.api.middleware.admission import Admission
from services.api.middleware.bodies import Bodies
from services.api.middleware.hosts import Hosts
from services.api.middleware.keys import Keys
from services.api.middleware.leaving import Leaving
from services.api.middleware.places import Places, UploadRoom
from services.api.middleware.reads import Reads
from services.api.middleware.request_scope import RequestScope
from services.api.middleware.superseded import Superseded
from services.api.middleware.versions import Versions
from services.api.ports import is_taken, page_address
from services.api.routes import (
    cached_answers,
    chunked,
    content,
    dashboard,
    debug,
    guestbook,
    hearing,
    interview_owner,
    interviews,
    jobs,
    mcp,
    metrics,
    owner,
    pages,
    realtime,
    records,
    reference,
    service,
    sessions,
    smart,
    speaking,
    streaming,
    turns,
    usage,
    v1_answers,
    v1_audio,
    v1_models,
)
from services.api.websocket import SERVED
from services.building import build_services
from services.configuration.named import page_origins
from services.configuration.own_resume import told
from services.container import Services
from services.data_folder import held_alone
from services.errors import ConfigurationError
from services.guard.rate_limit import RateLimit, is_trusted
from services.logs import configure_logging
from services.readings import measure_lag, readings
from services.settings import (
    Settings,
    idle_settings,
    misnamed_settings,
    read_settings,
)

VERSION = "0.1.0"
ROUTERS = (
    service,
    metrics,
    turns,
    chunked,
    smart,
    streaming,
    realtime,
    hearing,
    jobs,
    speaking,
    sessions,
    records,
    usage,
    guestbook,
    owner,
    dashboard,
    cached_answers,
    content,
    interview_owner,
    interviews,
    v1_models,
    v1_audio,
    v1_answers,
)
FINISH_S = 6
"""After SIGTERM, for what is under way; then it is cancelled."""
STOP_S = 3.0
"""For parts to stop, so that the whole is over within ten seconds."""

_log = structlog.get_logger(__name__)


def origins_of(settings: Settings) -> tuple[str, ...]:
    """Origins whose pages may call the service."""
    return page_origins(settings.cors_origins, settings.api_key_origins)


def middleware_of(settings: Settings, services: Services) -> list[Middleware]:
    """Outermost first; CORS is, so that errors carry its headers too."""
    queue = services.queue
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins_of(settings),
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=ALLOWED_HEADERS,
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        ),
        Middleware(Versions),
        Middleware(
            RequestScope,
            trusted_proxies=settings.trusted_proxies,
            metrics=services.metrics,
        ),
        Middleware(Hosts, allowed=settings.allowed_hosts),
        Middleware(
            Keys,
            keys=services.api_keys,
            is_owner=services.is_owners,
            guesses=services.guesses,
        ),
        Middleware(
            Admission,
            limit=RateLimit() if settings.rate_limit_enabled else None,
        ),
        Middleware(Bodies, max_audio_bytes=settings.max_audio_bytes),
        Middleware(Leaving),
        Middleware(
            Places,
            max_concurrent=settings.max_concurrent_requests,
            uploads=UploadRoom(most=queue.room, per_visitor=queue.share),
        ),
        Middleware(Reads),
        Middleware(Superseded, deprecations=DEPRECATIONS),
    ]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    await services.start()
    lag = asyncio.create_task(measure_lag(services.metrics))
    try:
        yield
    finally:
        lag.cancel()
        await stop(services)


async def stop(services: Services) -> None:
    try:
        await asyncio.wait_for(services.stop(), STOP_S)
    except TimeoutError:
        _log.warning("stopped_late", limit_s=STOP_S)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Raise ConfigurationError when a setting or the résumé is broken."""
    given, settings = settings, settings or read_settings()
    configure_logging(
        level=settings.log_level, json=settings.environment == "production"
    )
    if given is None:
        tell_misnamed()
        tell_idle(settings)
    services = build_services(settings)
    services.metrics.gauges(partial(readings, services))
    app = FastAPI(
        title="Viva Voce",
        version=VERSION,
        description="A portfolio that answers out loud.",
        middleware=middleware_of(settings, services),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    describe(app, DEPRECATIONS)
    app.state.settings = settings
    app.state.services = services
    install_error_handlers(app)
    for family in ROUTERS:
        app.include_router(family.router)
    if settings.debug_mode:
        app.include_router(debug.router)
    if settings.mcp_enabled:
        mcp.mount_mcp(app, origins_of(settings))
    pages.mount_pages(app)
    reference.mount_reference(app)
    return app


def tell_idle(settings: Settings) -> None:
    """A key whose address is missing would else do nothing in silence."""
    for name, needed in idle_settings(settings).items():
        _log.warning("setting_without_effect", name=name, needs=needed)


def tell_misnamed() -> None:
    """A setting with a slip in its name would else be left out in silence.

    A name that is like none may be anything, a part of a key too: its place is enough.
    """
    for found in misnamed_settings():
        named = {"name": found.name} if found.nearest else {}
        meant = found.nearest or "none is like it"
        _log.warning("setting_unknown", **named, place=found.place, nearest=meant)


def made_to_serve(settings: Settings | None = None) -> FastAPI:
    """For the rest of the process: its data folder is its own, and the collector
    leaves alone what it starts with.
    """
    found = settings or read_settings()
    data_folder = held_alone(found.data_dir)
    app = create_app(settings)
    app.state.data_folder = data_folder
    gc.freeze()
    return app


def connection_limits(settings: Settings) -> ConnectionLimits:
    """Proxies that are trusted stand for many visitors each."""
    proxies = settings.trusted_proxies
    return ConnectionLimits(
        most=most_connections(), exempt=partial(is_trusted, proxies=proxies)
    )


def serving(settings: Settings) -> dict[str, Any]:
    """How uvicorn serves: with limits on slow clients that it lacks by itself."""
    return {
        "host": settings.api_host,
        "port": settings.api_port,
        "loop": "uvloop",
        "http": partial(Connection, limits=connection_limits(settings)),
        "reload": settings.reload,
        "workers": settings.workers,
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
        "log_level": settings.log_level.lower(),
        "timeout_graceful_shutdown": FINISH_S,
        **SERVED,
    }


def serve() -> None:
    """Say where, then serve until stopped."""
    try:
        settings = read_settings()
        if is_taken(settings.api_host, settings.api_port):
            raise ConfigurationError(
                f"port {settings.api_port} is taken by another program; stop that one, "
                "or set API_PORT"
            )
        target = "api_server:app" if settings.reload else made_to_serve()
    except ConfigurationError as error:
        sys.exit(f"Viva Voce cannot start: {error}")
    page = page_address(settings.api_host, settings.api_port)
    sys.stderr.write(f"Viva Voce: open {page}\n{told(settings.resume_path)}\n")
    uvicorn.run(target, **serving(settings))


def __getattr__(name: str) -> FastAPI:
    """The `app`, made when a server asks for it: importing this module stays cheap."""
    if name != "app":
        raise AttributeError(name)
    app = made_to_serve()
    globals()["app"] = app
    return app


if __name__ == "__main__":
    serve()
