"""Questions as they come in over the wire, turned into what the pipeline asks."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from services.api.schemas.turns import Question
from services.api.shaping import messages_of
from services.pipeline.reply import Asked


def asked_of(
    request: Request,
    question: Question | None = None,
    *,
    session_id: Any = None,
    history: Any = None,
    speak: bool = False,
) -> Asked:
    """`?explain=1` on any turn asks why each card is there."""
    holder = question.session_id if question else session_id
    return Asked(
        text=question.text if question else "",
        session_id=holder if isinstance(holder, str) else None,
        messages=messages_of(history),
        section=question.section if question else None,
        explain=request.query_params.get("explain", "") in ("1", "true"),
        speak=speak,
        visitor=request.state.visitor,
        request_id=request.state.request_id,
    )
