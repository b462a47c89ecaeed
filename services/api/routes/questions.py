"""The owner's questions: the latest of them, a conversation as a whole, and now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.filters import Filter, filter_of
from services.api.listing import KnownQueryDep, Reading, reading_of
from services.api.schemas.questions import Conversation, Live, QuestionPage
from services.container import Services
from services.errors import (
    Forbidden,
    SessionNotFound,
    StorageUnavailable,
    Unauthorized,
)
from services.models.records import Interaction, InteractionFilter, Order

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

OWNER_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
MOST_TURNS = 100
"""Of a conversation at once."""
LATELY_MIN = 15.0
IN_ORDER = (Order("created_at"),)
QuestionsReading = Annotated[
    Reading,
    reading_of(
        fields=(*Interaction.__slots__, "came_by"),
        sortable=("created_at",),
        first="-created_at",
    ),
]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get(
    "/questions",
    summary="The questions behind the figures",
    description="By the same filters as every figure; newest first, unless `sort` "
    "says otherwise.",
    response_model=QuestionPage,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_questions(
    services: ServicesDep,
    reading: QuestionsReading,
    wanted: Annotated[Filter, filter_of(30)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Offset = 0,
) -> Json:
    await services.session_log.written()
    ids = await services.insight.turns(wanted.within, wanted.wanted)
    if not reading.order[0].descending:
        ids.reverse()
    page = await turns_of(services, ids[offset : offset + limit])
    return Json(
        {
            "questions": reading.shown(shaped(page)),
            "total": len(ids),
            "limit": limit,
            "offset": offset,
        }
    )


async def turns_of(services: Services, ids: Iterable[bytes]) -> list[Interaction]:
    """The turns of a page from the log, in the order of their ids."""
    wanted = tuple(one.decode() for one in ids)
    if not wanted:
        return []
    rows = await services.session_log.store.latest(
        limit=len(wanted), matching=InteractionFilter(ids=wanted)
    )
    found = {row.id: row for row in rows}
    return [found[one] for one in wanted if one in found]


def shaped(turns: Iterable[Interaction]) -> list[dict[str, Any]]:
    return [{**turn.to_dict(), "came_by": turn.came_by} for turn in turns]


@router.get(
    "/conversations/{session_id}",
    summary="A conversation as a whole",
    description="All turns of a session in order, with the cards that were shown; "
    "`more` where there are further ones.",
    response_model=Conversation,
    responses=documented(*OWNER_ERRORS, SessionNotFound),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def get_conversation(
    services: ServicesDep,
    session_id: Annotated[str, Path(min_length=1, max_length=200)],
    offset: Offset = 0,
) -> Json:
    log = await services.session_log.written()
    turns = await log.latest(
        limit=MOST_TURNS + 1,
        offset=offset,
        matching=InteractionFilter(session_id=session_id, order=IN_ORDER),
    )
    if not turns and not offset:
        raise SessionNotFound
    page = turns[:MOST_TURNS]
    shown = {card for turn in page for card in turn.shown}
    found: dict[str, Any] = {
        "session_id": session_id,
        "turns": shaped(page),
        "more": len(turns) > MOST_TURNS,
        "cards": titles(services, shown),
    }
    return Json(found)


def titles(services: Services, ids: set[str]) -> dict[str, str]:
    """The titles of cards, of those that the résumé still has."""
    sections = services.processor.resume.sections
    entries = (entry for section in sections.values() for entry in section)
    return {entry.id: entry.title for entry in entries if entry.id in ids}


@router.get(
    "/live",
    summary="What goes on right now",
    description="Sockets, work, who would serve next, today's money, and the stages "
    "of the last quarter of an hour.",
    response_model=Live,
    responses=documented(Unauthorized, Forbidden),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def get_live(services: ServicesDep) -> Json:
    used, limit = services.phraser.usage(), services.settings.daily_cost_limit_usd
    spent = used["cost_usd"]
    return Json(
        {
            "sockets": {"open": len(list(services.talks)), **services.talks.modes},
            "queue": {
                "waiting": services.queue.depth,
                "at_work": services.queue.at_work,
                "turns_to_log": services.session_log.waiting,
            },
            "engines": {
                "recognizer": services.recognizer.name,
                "llm": services.phraser.name,
                "tts": (await services.synthesizer.health()).engine,
                "storage": services.session_log.store.name,
            },
            "budget": {
                "spent_usd": spent,
                "limit_usd": limit,
                "left_usd": round(max(0.0, limit - spent), 6),
            },
            "lately": {
                "minutes": LATELY_MIN,
                **services.insight.lately(LATELY_MIN),
            },
        }
    )
