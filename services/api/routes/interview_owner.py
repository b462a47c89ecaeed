"""Interview practice for the owner: invitations, figures, disputes, candidates."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from services.api.addresses import absolute
from services.api.body import Json
from services.api.deps import OwnerDep, ServicesDep, SettingsDep
from services.api.errors import documented
from services.api.listing import KnownQueryDep, Reading, reading_of
from services.api.page_parts import PAGE, page_headers
from services.api.routes.interviews import (
    ATTACHED,
    OWN_ERRORS,
    InterviewPath,
    exported,
    report,
    shown,
    wanted_of,
)
from services.api.routes.pages import FILES
from services.api.schemas.interviews import (
    CANDIDATE,
    Analytics,
    BankList,
    BankSchema,
    Dispute,
    DriftReport,
    ExportedInterviews,
    InterviewErased,
    InterviewSchema,
    Invited,
    Listed,
    NewInvitation,
    Results,
)
from services.errors import Forbidden, NotFound, SessionBusy
from services.interview.analytics import analytics_of, by_bank
from services.interview.drift import drift_of
from services.models.interview import InterviewFilter, State

router = APIRouter(tags=["interviews"])

CandidatePath = Annotated[str, Path(pattern=CANDIDATE)]
CandidateQuery = Annotated[str | None, Query(pattern=CANDIDATE)]
Days = Annotated[int, Query(ge=1, le=366, description="How far back to look.")]
Limit = Annotated[int, Query(ge=1, le=1_000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
InterviewsReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(InterviewSchema.model_fields),
        sortable=("created_at",),
        first="-created_at",
    ),
]
BanksReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(BankSchema.model_fields), sortable=("name", "title", "questions")
    ),
]
PAGE_HEADERS = page_headers("'none'")
CLOSED = "Invitations are closed: set INTERVIEW_OPEN=true to open them."


@router.get(
    "/practice",
    summary="The page of interview practice",
    description="For the owner once logged in, and for whoever opens an invitation.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def page(request: Request) -> Response:
    found = await FILES.get_response("practice.html", request.scope)
    found.headers.update(PAGE_HEADERS)
    return found


@router.get(
    "/interviews",
    summary="All interviews",
    description="Newest first, unless `sort` says otherwise.",
    response_model=Listed,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def listed(
    services: ServicesDep,
    reading: InterviewsReading,
    candidate_id: CandidateQuery = None,
    status: Annotated[State | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Json:
    oldest_first = not reading.order[-1].descending
    matching = InterviewFilter(candidate_id, status, oldest_first=oldest_first)
    found = await services.interviewing.interviews.listed(
        matching, limit=limit, offset=offset
    )
    rows = [shown(services, one) for one in found]
    return Json({"interviews": reading.shown(rows)})


@router.get(
    "/interviews/banks",
    summary="Banks of questions",
    description="Those that come along, your own, and that of your résumé.",
    response_model=BankList,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep, KnownQueryDep],
)
async def banks(services: ServicesDep, reading: BanksReading) -> Json:
    rows = [
        {
            "name": bank.name,
            "title": bank.title,
            "questions": len(bank.questions),
            "skills": list(bank.skills),
            "story": bank.star,
        }
        for bank in services.interviewing.interviews.banks.all()
    ]
    return Json({"banks": reading.shown(reading.in_order(rows))})


@router.get(
    "/interviews/analytics",
    summary="Figures of all interviews",
    description="Totals, distribution, by level, skill and question, and the trend.",
    response_model=Analytics,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def analytics(
    services: ServicesDep, days: Days = 90, candidate_id: CandidateQuery = None
) -> Json:
    interviews = services.interviewing.interviews
    since = services.clock.now() - timedelta(days=days)
    found = await interviews.listed(InterviewFilter(candidate_id, None, since))
    return Json(analytics_of(found, by_bank(interviews.banks.all()).get))


@router.get(
    "/interviews/drift",
    summary="Whether answers drift",
    description="Each week's scores and recognition against the first four.",
    response_model=DriftReport,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def drift(services: ServicesDep, days: Days = 180) -> Json:
    since = services.clock.now() - timedelta(days=days)
    matching = InterviewFilter(since=since)
    return Json(drift_of(await services.interviewing.interviews.listed(matching)))


@router.post(
    "/interviews/invitations",
    summary="Invite a candidate",
    description="Makes an interview that waits, and the link into it.",
    status_code=201,
    response_model=Invited,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def invite(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    wanted: NewInvitation,
) -> Json:
    invitations = services.interviewing.invitations
    if not settings.interview_open or invitations is None:
        raise Forbidden(CLOSED)
    interviews = services.interviewing.interviews
    made = await interviews.start(wanted_of(services, wanted), begun=False)
    lasts = timedelta(days=wanted.days)
    token = invitations.issue(made.id, lasts.total_seconds())
    path = f"/practice?session={made.id}#{token}"
    return Json(
        {
            "session_id": made.id,
            "invitation": token,
            "link": absolute(request, path, settings.trusted_proxies),
            "expires_at": (services.clock.now() + lasts).isoformat(),
        },
        201,
    )


@router.post(
    "/interviews/{session_id}/answers/{number}/dispute",
    summary="Dispute a score",
    description="Your score counts from then on, and a refit learns from it.",
    response_model=Results,
    responses=documented(*OWN_ERRORS, NotFound, SessionBusy),
    dependencies=[OwnerDep],
)
async def dispute(
    services: ServicesDep,
    session_id: InterviewPath,
    number: Annotated[int, Path(ge=1, le=1_000)],
    wanted: Dispute,
) -> Json:
    worth = None if wanted.score is None else wanted.score / 100
    await services.interviewing.interviews.dispute(session_id, number - 1, worth)
    return Json(await report(services, session_id))


@router.get(
    "/interviews/candidates/{candidate_id}/export",
    summary="Everything kept of a candidate",
    description="As a file.",
    response_model=ExportedInterviews,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def export_candidate(services: ServicesDep, candidate_id: CandidatePath) -> Json:
    found = await services.interviewing.interviews.listed(InterviewFilter(candidate_id))
    return Json(exported(candidate_id, list(found)), headers=ATTACHED)


@router.delete(
    "/interviews/candidates/{candidate_id}",
    summary="Erase a candidate",
    description="All their interviews go, from copies of the database, too.",
    response_model=InterviewErased,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def erase_candidate(services: ServicesDep, candidate_id: CandidatePath) -> Json:
    interviews = services.interviewing.interviews
    return Json({"erased": await interviews.erase_candidate(candidate_id)})
