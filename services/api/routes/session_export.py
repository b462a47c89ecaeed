"""A conversation to take away, as data or as a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import PlainTextResponse, Response

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.routes.sessions import SessionPath, known
from services.api.schemas.feedback import ExportedSession
from services.container import Services
from services.errors import SessionExpired, SessionNotFound, StorageUnavailable
from services.models.conversation import Session, Turn
from services.models.feedback import Thumb

router = APIRouter(tags=["sessions"])

Format = Annotated[
    Literal["json", "text"], Query(description="As data, or as a text to read.")
]
TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {}}}}
RULE = "-" * 40


@router.get(
    "/session/{session_id}/export",
    summary="Take a conversation away",
    description="What was asked and answered, when, what was shown and how it was "
    "rated, oldest first, as a file; as far as the session still holds it.",
    response_model=ExportedSession,
    responses=TEXT | documented(SessionNotFound, SessionExpired, StorageUnavailable),
)
async def export_session(
    services: ServicesDep, session_id: SessionPath, format: Format = "json"
) -> Response:
    session = await services.turns.sessions.store.get(known(session_id))
    thumbs = await services.feedback.thumbs.store.of_session(session.id)
    titles = titles_of(services)
    turns = [turn_of(turn, titles, thumbs) for turn in session.turns]
    told = {
        "session_id": session.id,
        "created_at": session.created_at.isoformat(),
        "last_activity": session.last_activity.isoformat(),
        "turns": turns,
    }
    if format == "json":
        return Json(told, headers=attached("json"))
    return PlainTextResponse(text_of(session, turns), headers=attached("txt"))


def attached(ending: str) -> dict[str, str]:
    name = f"conversation.{ending}"
    return {"content-disposition": f'attachment; filename="{name}"'}


def titles_of(services: Services) -> dict[str, str]:
    """Titles by the ids of cards, of the résumé as it is now."""
    sections = services.processor.resume.sections.values()
    return {entry.id: entry.title for entries in sections for entry in entries}


def turn_of(
    turn: Turn, titles: Mapping[str, str], thumbs: Mapping[str, Thumb]
) -> dict[str, Any]:
    """A card that the résumé has no more is named by its id."""
    rated = thumbs.get(turn.turn_id)
    return {
        "asked_at": turn.timestamp.isoformat(),
        "question": turn.user_input,
        "answer": turn.ai_response,
        "cards": [titles.get(card, card) for card in turn.shown],
        "thumb": rated.thumb if rated else None,
        "note": rated.note if rated else "",
    }


def text_of(session: Session, turns: list[dict[str, Any]]) -> str:
    begun = session.created_at.strftime("%Y-%m-%d %H:%M UTC")
    parts = [f"Conversation of {begun}"]
    for turn, told in zip(session.turns, turns, strict=True):
        lines = [
            RULE,
            turn.timestamp.strftime("%Y-%m-%d %H:%M:%S UTC"),
            f"Q: {told['question']}",
            f"A: {told['answer']}",
        ]
        if told["cards"]:
            lines.append(f"Shown: {', '.join(told['cards'])}")
        if told["thumb"]:
            note = f" ({told['note']})" if told["note"] else ""
            lines.append(f"Thumb: {told['thumb']}{note}")
        parts.append("\n".join(lines))
    text = "\n".join(parts) + "\n"
    # A lone surrogate cannot be sent.
    return text.encode("utf-8", "replace").decode()
