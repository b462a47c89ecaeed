"""Figures for Prometheus."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api.deps import MaybeOwnerDep, ServicesDep, SettingsDep, require_owner
from services.api.errors import documented
from services.errors import Forbidden, Unauthorized

router = APIRouter(tags=["service"])

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
    dependencies=[MaybeOwnerDep],
)
async def metrics(
    request: Request, services: ServicesDep, settings: SettingsDep
) -> Response:
    if not (settings.metrics_public or is_loopback(request)):
        require_owner(request, services)
    return Response(services.metrics.text(), media_type=MEDIA_TYPE)


def is_loopback(request: Request) -> bool:
    """Whether a request comes from this machine itself.

    One through a local proxy, trusted or not, comes from somebody else.
    """
    if "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        return False
    try:
        return ip_address(request.state.visitor).is_loopback
    except ValueError:
        return False
