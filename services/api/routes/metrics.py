"""Figures for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api.deps import (
    ANYBODY,
    MAYBE_OWNER,
    ServicesDep,
    SettingsDep,
    require_owner,
)
from services.api.errors import documented
from services.api.middleware.hosts import LOOPBACK, name_of
from services.errors import Forbidden, Unauthorized

router = APIRouter(tags=["service"])

PROXY_FIELDS = (
    "x-forwarded-",
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "cf-connecting-ip",
    "true-client-ip",
)
"""How the names of fields begin that only a proxy adds."""

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    description="For loopback, for the owner, or for all with `METRICS_PUBLIC=true`.",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {}}},
        **documented(Unauthorized, Forbidden),
    },
    dependencies=MAYBE_OWNER,
    openapi_extra=ANYBODY,
)
async def metrics(
    request: Request, services: ServicesDep, settings: SettingsDep
) -> Response:
    if not (settings.metrics_public or is_loopback(request)):
        require_owner(request, services)
    return Response(services.metrics.text(), media_type=MEDIA_TYPE)


def is_loopback(request: Request) -> bool:
    """Whether a request comes from this machine itself.

    One through a local proxy, trusted or not, comes from somebody else; so does one
    that names another host, as a proxy may hand it on.
    """
    host = name_of(request.headers.get("host", ""))
    if host not in LOOPBACK or is_forwarded(request.headers):
        return False
    try:
        return ip_address(request.state.visitor).is_loopback
    except ValueError:
        return False


def is_forwarded(names: Iterable[str]) -> bool:
    """Whether any of the names of a request's fields is a proxy's."""
    return any(name.lower().startswith(PROXY_FIELDS) for name in names)
