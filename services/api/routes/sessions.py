"""Sessions: started, looked at, forgotten."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Body, Path

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.schemas.examples import SESSION_ID
from services.api.schemas.sessions import (
    NewSession,
    SessionCreated,
    SessionDeleted,
    SessionSchema,
)
from services.errors import SessionExists, SessionExpired, SessionNotFound
from services.models.conversation import Session, Turn
from services.pipeline.sessions import is_usable, new_session_id

router = APIRouter(tags=["sessions"])

SessionPath = Annotated[str, Path(max_length=200, examples=[SESSION_ID])]


@router.post(
    "/session/create",
    summary="Start a session",
    description=(
        "The body may be empty. An id that is in use, or that somebody else could "
        "guess, gets a fresh one."
    ),
    response_model=SessionCreated,
    responses=documented(),
)
async def create_session(
    services: ServicesDep, wanted: Annotated[NewSession | None, Body()] = None
) -> Json:
    asked = wanted or NewSession()
    store = services.turns.sessions.store
    session = None
    if is_usable(asked.session_id):
        with suppress(SessionExists):
            session = await store.create(asked.session_id, metadata=asked.metadata)
    if session is None:
        session = await store.create(
            new_session_id(), metadata=asked.metadata, fresh=True
        )
    return Json(
        {
            "status": "success",
            "session_id": session.id,
            "expires_at": session.expires_at.isoformat(),
            "capabilities": services.capabilities(),
        }
    )


@router.get(
    "/session/{session_id}",
    summary="Look at a session",
    description="What was asked and answered in it, oldest first.",
    response_model=SessionSchema,
    responses=documented(SessionNotFound, SessionExpired),
)
async def get_session(services: ServicesDep, session_id: SessionPath) -> Json:
    session = await services.turns.sessions.store.get(known(session_id))
    return Json(session_of(session))


@router.delete(
    "/session/{session_id}",
    summary="Forget a session",
    description="Erases its turns, what was logged of them, its thumbs, notes and "
    "messages, and the audio made in it.",
    response_model=SessionDeleted,
    responses=documented(SessionNotFound, SessionExpired),
)
async def delete_session(services: ServicesDep, session_id: SessionPath) -> Json:
    gone = await services.forgetting.forget(known(session_id))
    return Json(
        {
            "status": "success",
            "message": "The session and everything said in it is forgotten.",
            "cleanup_info": {
                "audio_files_removed": gone.audio_files,
                "interactions_removed": gone.interactions,
                "messages_removed": gone.messages,
                "history_archived": False,
            },
        }
    )


def known(session_id: str) -> str:
    if not is_usable(session_id):
        raise SessionNotFound
    return session_id


def session_of(session: Session) -> dict[str, object]:
    return {
        "session_id": session.id,
        "created_at": session.created_at.isoformat(),
        "last_activity": session.last_activity.isoformat(),
        "message_count": len(session.turns),
        "conversation_history": [turn_of(turn) for turn in session.turns],
    }


def turn_of(turn: Turn) -> dict[str, object]:
    return {
        "timestamp": turn.timestamp.isoformat(),
        "user_input": turn.user_input,
        "ai_response": turn.ai_response,
        "items_shown": list(turn.shown),
        "item_type": turn.item_type,
    }
