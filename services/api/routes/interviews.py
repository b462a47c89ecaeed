"""Interview practice for whoever answers: the owner, or a candidate with a link."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Header, Path, Request, UploadFile
from starlette.responses import Response

from services.api.body import Json
from services.api.deps import (
    INVITATION_HEADER,
    BearerToken,
    Invited,
    OwnerCookie,
    OwnerDep,
    ServicesDep,
    SettingsDep,
    WatchDep,
    is_owner,
    require_owner,
)
from services.api.errors import HEARING_ERRORS, documented
from services.api.schemas.examples import SESSION_ID
from services.api.schemas.interviews import (
    AnswerTaken,
    ExportedInterviews,
    InterviewErased,
    InterviewSchema,
    NewInterview,
    Results,
    TypedAnswer,
)
from services.container import Services
from services.errors import (
    Forbidden,
    NotFound,
    PayloadTooLarge,
    SessionBusy,
    StorageUnavailable,
    Unauthorized,
)
from services.interview.interviews import Wanted
from services.interview.report import report_of
from services.interview.sessions import position, spent_s
from services.models.interview import Interview, InterviewFilter
from services.models.interview_bank import Bank
from services.models.speech import Transcript

router = APIRouter(tags=["interviews"])

InterviewPath = Annotated[str, Path(max_length=64, examples=[SESSION_ID])]
OWN_ERRORS = (Unauthorized, Forbidden, StorageUnavailable)
ERRORS = (*OWN_ERRORS, NotFound, SessionBusy)
ATTACHED = {"content-disposition": 'attachment; filename="interview.json"'}
InvitationHeader = Annotated[
    str,
    Header(
        alias=INVITATION_HEADER,
        max_length=200,
        description="What the link of an invitation holds; the owner needs none.",
    ),
]


def require_guest(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    session_id: InterviewPath,
    invitation: InvitationHeader = "",
    _token: BearerToken = None,
    _cookie: OwnerCookie = None,
    _invited: Invited = None,
) -> None:
    """Let in the owner, and whoever was invited to this interview while it is open."""
    invitations = services.interviewing.invitations
    if settings.interview_open and invitation and invitations is not None:
        if invitations.admits(invitation, session_id):
            return
        raise Unauthorized("The invitation has run out, or is for another interview.")
    if not is_owner(request, services):
        require_owner(request, services)


GuestDep = Depends(require_guest)


@router.post(
    "/interviews/start",
    summary="Start an interview",
    description="With a bank, or a job that one is chosen for. For the owner.",
    status_code=201,
    response_model=InterviewSchema,
    responses=documented(*OWN_ERRORS),
    dependencies=[OwnerDep],
)
async def start(services: ServicesDep, wanted: NewInterview) -> Json:
    found = await services.interviewing.interviews.start(wanted_of(services, wanted))
    return Json(shown(services, found), 201)


@router.get(
    "/interviews/{session_id}",
    summary="Look at an interview",
    description="How far it is, and the question that waits.",
    response_model=InterviewSchema,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def look(services: ServicesDep, session_id: InterviewPath) -> Json:
    return Json(shown(services, await services.interviewing.interviews.get(session_id)))


@router.post(
    "/interviews/{session_id}/answers",
    summary="Answer in writing",
    description="Scores the answer and gives the next question, or a follow-up.",
    response_model=AnswerTaken,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def answer(
    services: ServicesDep, session_id: InterviewPath, given: TypedAnswer
) -> Json:
    found = await services.interviewing.interviews.answer(
        session_id, given.text, turn=given.turn
    )
    return Json({**shown(services, found), "heard": None})


@router.post(
    "/interviews/{session_id}/answers/spoken",
    summary="Answer aloud",
    description="A recording up to `INTERVIEW_MAX_ANSWER_S`; it is not kept.",
    response_model=AnswerTaken,
    responses=documented(*ERRORS, *HEARING_ERRORS),
    dependencies=[GuestDep],
)
async def answer_aloud(
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    session_id: InterviewPath,
    audio_file: Annotated[UploadFile, File(description="As for `/process`.")],
    turn: Annotated[int | None, Form(ge=1, le=1_000)] = None,
) -> Json:
    interviews = services.interviewing.interviews
    # Before the work: an interview that is not there, or waits for nothing.
    await interviews.check_waiting(session_id, turn)
    data = await audio_file.read(settings.max_audio_bytes + 1)
    if len(data) > settings.max_audio_bytes:
        raise PayloadTooLarge
    with watch.stage("decode"):
        utterance = await services.interviewing.decoder.decode(data)
    heard = await services.turns.hearing.hear(utterance, watch)
    transcript: Transcript = heard.transcript
    found = await interviews.answer(
        session_id, transcript.text, turn=turn, heard=transcript
    )
    return Json({**shown(services, found), "heard": transcript.text})


@router.post(
    "/interviews/{session_id}/pause",
    summary="Pause an interview",
    description="The time stands still until it is resumed.",
    response_model=InterviewSchema,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def pause(services: ServicesDep, session_id: InterviewPath) -> Json:
    found = await services.interviewing.interviews.pause(session_id)
    return Json(shown(services, found))


@router.post(
    "/interviews/{session_id}/resume",
    summary="Begin or resume an interview",
    description="One that an invitation made begins by this.",
    response_model=InterviewSchema,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def resume(services: ServicesDep, session_id: InterviewPath) -> Json:
    found = await services.interviewing.interviews.resume(session_id)
    return Json(shown(services, found))


@router.post(
    "/interviews/{session_id}/finish",
    summary="End an interview",
    description="Completed when something was answered, else abandoned.",
    response_model=InterviewSchema,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def finish(services: ServicesDep, session_id: InterviewPath) -> Json:
    found = await services.interviewing.interviews.finish(session_id)
    return Json(shown(services, found))


@router.get(
    "/interviews/{session_id}/results",
    summary="The report",
    description="The overall score with its interval, and all that it rests on.",
    response_model=Results,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def results(services: ServicesDep, session_id: InterviewPath) -> Json:
    return Json(await report(services, session_id))


@router.get(
    "/interviews/{session_id}/export",
    summary="Everything kept of an interview",
    description="As a file.",
    response_model=ExportedInterviews,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def export(services: ServicesDep, session_id: InterviewPath) -> Json:
    found = await services.interviewing.interviews.get(session_id)
    return Json(exported(found.candidate_id, [found]), headers=ATTACHED)


@router.delete(
    "/interviews/{session_id}",
    summary="Erase an interview",
    description="Nothing of it stays, in figures neither.",
    response_model=InterviewErased,
    responses=documented(*ERRORS),
    dependencies=[GuestDep],
)
async def erase(services: ServicesDep, session_id: InterviewPath) -> Response:
    await services.interviewing.interviews.erase(session_id)
    return Json({"erased": 1})


def wanted_of(services: Services, wanted: NewInterview) -> Wanted:
    bank = wanted.bank
    if bank is None:
        bank = services.interviewing.interviews.banks.for_job(wanted.job or "").name
    return Wanted(
        wanted.candidate_id, wanted.skill_level, bank, wanted.minutes, wanted.mode
    )


def shown(services: Services, interview: Interview) -> dict[str, Any]:
    """Return an interview as it is shown: no scores while it goes on."""
    bank = services.interviewing.interviews.banks.find(interview.bank)
    return {
        "session_id": interview.id,
        "candidate_id": interview.candidate_id,
        "status": interview.state,
        "bank": interview.bank,
        "skill_level": interview.level,
        "mode": interview.mode,
        "minutes": interview.minutes,
        "spent_s": round(spent_s(interview, services.clock.now()), 1),
        "answered": len(interview.answered),
        "created_at": interview.created_at.isoformat(),
        "ended_by": interview.ended_by,
        "next_question": next_of(bank, interview),
    }


def next_of(bank: Bank | None, interview: Interview) -> dict[str, Any] | None:
    """Return the question that waits; None where none does."""
    if interview.state not in ("active", "paused") or not interview.turns:
        return None
    turn = interview.turns[-1]
    question = bank.question(turn.question_id) if bank is not None else None
    if question is None or not turn.waits:
        return None
    return {
        "turn": position(interview),
        "question_id": question.id,
        "text": turn.follow_up or question.text,
        "follow_up": bool(turn.follow_up),
        "level": question.level,
        "skills": list(question.skills),
    }


async def report(services: Services, session_id: str) -> dict[str, Any]:
    interviews = services.interviewing.interviews
    found = await interviews.get(session_id)
    own = await interviews.listed(InterviewFilter(candidate_id=found.candidate_id))
    bank = interviews.bank_of(found)
    return report_of(found, bank, services.processor.resume, own)


def exported(candidate_id: str, interviews: list[Interview]) -> dict[str, Any]:
    rows = [asdict(interview) for interview in interviews]
    return {"candidate_id": candidate_id, "interviews": rows}
