"""The owner's log-in for the dashboard: the token once, then a cookie."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from fastapi import APIRouter, Request

from services.api.body import Json
from services.api.deps import (
    OWNER_COOKIE,
    OwnerDep,
    OwnerSessionDep,
    OwnerSessionsDep,
    ServicesDep,
    check_token,
    is_from_here,
)
from services.api.errors import documented
from services.api.schemas.dashboard import LoggedIn, LogIn
from services.errors import Forbidden, Unauthorized
from services.guard.owner_sessions import LASTS_S, OwnerSession, OwnerSessions

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])


@router.get(
    "/session",
    summary="Whether the owner is logged in",
    description="Also says whether ADMIN_TOKEN is set at all.",
    response_model=LoggedIn,
    responses=documented(),
)
async def session(request: Request, services: ServicesDep) -> Json:
    sessions = services.owner_sessions
    if sessions is None:
        return Json(told(None, None))
    return Json(told(sessions, sessions.read(request.cookies.get(OWNER_COOKIE, ""))))


@router.post(
    "/login",
    summary="Log in",
    description="Sets a cookie for twelve hours; five wrong tokens a minute.",
    response_model=LoggedIn,
    responses=documented(Unauthorized, Forbidden),
)
async def log_in(
    request: Request, services: ServicesDep, sessions: OwnerSessionsDep, given: LogIn
) -> Json:
    if not is_from_here(request):
        # Another site could use up the owner's tries.
        raise Forbidden("The request did not come from the dashboard.")
    check_token(request, services, given.token, "That is not the token.")
    opened = sessions.open()
    response = Json(told(sessions, opened))
    response.set_cookie(
        OWNER_COOKIE,
        sessions.cookie(opened),
        max_age=LASTS_S,
        httponly=True,
        samesite="strict",
        secure=is_https(request),
    )
    return response


@router.post(
    "/logout",
    summary="Log out",
    description="Ends the session that the cookie holds.",
    response_model=LoggedIn,
    responses=documented(Unauthorized, Forbidden),
    dependencies=[OwnerDep],
)
async def log_out(sessions: OwnerSessionsDep, session: OwnerSessionDep) -> Json:
    if session is not None:
        await asyncio.to_thread(sessions.end, session)
    response = Json(told(sessions, None))
    response.delete_cookie(OWNER_COOKIE, httponly=True, samesite="strict")
    return response


def told(
    sessions: OwnerSessions | None, session: OwnerSession | None
) -> dict[str, object]:
    found: dict[str, object] = {
        "open": sessions is not None,
        "logged_in": False,
        "csrf_token": None,
        "expires_at": None,
    }
    if sessions is not None and session is not None:
        found |= {
            "logged_in": True,
            "csrf_token": sessions.forgery_token(session),
            "expires_at": datetime.fromtimestamp(session.expires_s, UTC).isoformat(),
        }
    return found


def is_https(request: Request) -> bool:
    """Whether the request was made by HTTPS, to this server or to a proxy.

    A proxy's word is enough here: it can only make the cookie stricter.
    """
    forwarded = request.headers.get("x-forwarded-proto", "")
    return "https" in (request.url.scheme, forwarded.split(",")[0].strip())
