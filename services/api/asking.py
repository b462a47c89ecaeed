"""Questions as they come in over the wire, turned into what the pipeline asks."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from services.api.accepted_sound import accepted_sound
from services.api.middleware.admission import SAYS_SO_ITSELF
from services.api.schemas.turns import Question
from services.api.shaping import messages_of
from services.errors import RateLimitExceeded
from services.guard.rate_limit import Allowance, Kind
from services.models.records import Door
from services.pipeline.page_text import plain_text
from services.pipeline.reply import Asked
from services.pipeline.sessions import is_usable

DOOR_HEADER = "x-viva-voce-door"
"""Pages of other origins may not send it: `cross_origin.py` does not name it."""
OWN_DOORS: dict[str, Door] = {"page": "page", "embed": "widget"}


def asked_of(
    request: Request,
    question: Question | None = None,
    *,
    session_id: Any = None,
    history: Any = None,
    speak: bool = False,
) -> Asked:
    """What a request asks, once it is charged to its session.

    `?explain=1` on any turn asks why each card is there. Raise RateLimitExceeded when
    the session has asked too much.
    """
    given = question.session_id if question else session_id
    holder = given if isinstance(given, str) else None
    charge(request, holder)
    return Asked(
        text=question.text if question else "",
        session_id=holder,
        messages=messages_of(history),
        section=question.section if question else None,
        page_text=plain_text(question.page_text if question else None),
        explain=request.query_params.get("explain", "") in ("1", "true"),
        speak=speak,
        sound=accepted_sound(request.headers.get("accept", "")),
        visitor=request.state.visitor,
        request_id=request.state.request_id,
        **way_of(request),
        began_s=request.state.began_s,
    )


def way_of(request: Request) -> dict[str, Any]:
    """The door of a request, and whether its words were said to a browser.

    Only the service's own page tells: all others are programs.
    """
    form, _, told = request.headers.get(DOOR_HEADER, "").partition(" ")
    own = OWN_DOORS.get(form)
    return {"door": own or "api", "spoken": own is not None and told == "spoken"}


def charge(request: Request, session_id: str | None) -> None:
    """Let a session pay for its request, beside the address it came from."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    if allowance is None or not is_usable(session_id):
        return
    verdict = allowance.charge(session_id)
    if not verdict.allowed and request.url.path != SAYS_SO_ITSELF:
        raise RateLimitExceeded(retry_after_s=verdict.retry_after_s)


def charge_also(request: Request, kind: Kind) -> None:
    """Let a request pay for what else it begins; raise RateLimitExceeded."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    if allowance is None:
        return
    verdict = allowance.also(kind)
    if not verdict.allowed:
        raise RateLimitExceeded(retry_after_s=verdict.retry_after_s)
