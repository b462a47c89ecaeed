"""The owner's word on turns, which becomes test questions and a figure."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from services.analytics.labels import accuracy, lines_of
from services.api.acts import note_act
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep
from services.api.schemas.owner_acts import (
    Accuracy,
    Judged,
    Labelled,
    Unlabelled,
    Unsure,
)
from services.container import Services
from services.errors import (
    Forbidden,
    InvalidInput,
    NotFound,
    StorageFull,
    StorageUnavailable,
    Unauthorized,
)
from services.models.label import Judgement
from services.models.records import Interaction

router = APIRouter(prefix="/api/dashboard", tags=["dashboard"])

OWNER_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
MOST_ENTRIES = 2_000
NO_ENTRY = "The résumé has no such entry."
ENTRY_FOR_WRONG = "Only with `wrong` is there an entry that should have been shown."
JSONL = "application/x-ndjson"
ATTACHED = {"content-disposition": 'attachment; filename="labels.jsonl"'}
LINES: dict[int | str, dict[str, Any]] = {
    200: {"content": {JSONL: {"schema": {"type": "string"}}}}
}
TurnId = Annotated[str, Path(min_length=1, max_length=64)]


@router.get(
    "/unsure",
    summary="The least sure answers",
    description="Turns of the log that have no label yet, the least sure answer first. "
    "Turns without words, or from before answers were logged with their confidence, "
    "are not among them.",
    response_model=Unsure,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def list_unsure_answers(
    services: ServicesDep,
    days: Annotated[
        int, Query(ge=1, le=366, description="How many days up to now.")
    ] = 90,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Json:
    await services.session_log.written()
    since = services.clock.now() - timedelta(days=days)
    turns, total = await services.storage.labels.unsure(limit=limit, since=since)
    return Json(
        {
            "turns": [told(turn) for turn in turns],
            "total": total,
            "entries": entries_of(services),
        }
    )


@router.put(
    "/labels/{interaction_id}",
    summary="Label a turn",
    description="Right, wrong or not in the résumé; again to change it. A label keeps "
    "the turn's question, and the five before it, until it or the session is erased.",
    response_model=Labelled,
    responses=documented(*OWNER_ERRORS, NotFound, StorageFull),
    dependencies=[OwnerDep],
)
async def label_turn(
    services: ServicesDep, interaction_id: TurnId, judged: Judged
) -> Json:
    if judged.entry is not None:
        if judged.verdict != "wrong":
            raise InvalidInput(ENTRY_FOR_WRONG)
        if judged.entry not in {one["id"] for one in entries_of(services)}:
            raise InvalidInput(NO_ENTRY)
    await services.session_log.written()
    judgement = Judgement(judged.verdict, judged.entry)
    now = services.clock.now()
    made = await services.storage.labels.put(interaction_id, judgement, now)
    note_act("label", verdict=judged.verdict)
    return Json(
        {
            "id": made.interaction_id,
            "verdict": judged.verdict,
            "entry": judged.entry,
            "question": made.question,
            "labelled_at": made.labelled_at.isoformat(),
        }
    )


@router.delete(
    "/labels/{interaction_id}",
    summary="Take a label back",
    description="The words that it kept are erased.",
    response_model=Unlabelled,
    responses=documented(*OWNER_ERRORS, NotFound),
    dependencies=[OwnerDep],
)
async def take_label_back(services: ServicesDep, interaction_id: TurnId) -> Json:
    await services.storage.labels.delete(interaction_id)
    note_act("unlabel")
    return Json({"id": interaction_id, "labelled": False})


@router.get(
    "/labels.jsonl",
    summary="Labels as test questions",
    description="A question a line, for `python -m services.resume try`.",
    response_class=Response,
    responses=LINES | documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def download_labels(services: ServicesDep) -> Response:
    labels = await services.storage.labels.all()
    return Response("".join(lines_of(labels)), media_type=JSONL, headers=ATTACHED)


@router.get(
    "/accuracy",
    summary="How often answers were right",
    description="By week, of the turns that have a label, and of visitors' thumbs.",
    response_model=Accuracy,
    responses=documented(*OWNER_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def read_accuracy(
    services: ServicesDep, weeks: Annotated[int, Query(ge=1, le=104)] = 12
) -> Json:
    since = services.clock.now() - timedelta(weeks=weeks - 1)
    found = await accuracy(services.storage.labels, services.owner.thumbs, since)
    return Json({"weeks": found})


def told(turn: Interaction) -> dict[str, Any]:
    return {
        "id": turn.id,
        "created_at": turn.created_at.isoformat(),
        "channel": turn.channel,
        "question": turn.user_input,
        "response": turn.response,
        "intent": turn.intent,
        "shown": list(turn.shown),
        "unanswered": turn.unanswered,
        "confidence": turn.answer_confidence,
    }


def entries_of(services: Services) -> list[dict[str, str]]:
    """What can be shown, by the names that the résumé gives it."""
    found = [
        {"id": entry.id, "title": entry.title}
        for entries in services.processor.resume.sections.values()
        for entry in entries
    ]
    return found[:MOST_ENTRIES]
