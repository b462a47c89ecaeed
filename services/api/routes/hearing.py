"""Hearing by itself: words from a recording, and where speech is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request

from services.api.addresses import absolute
from services.api.asking import charge
from services.api.body import Json
from services.api.deps import (
    AudioDep,
    LanguageForm,
    RecordingsDep,
    ServicesDep,
    SessionForm,
    SettingsDep,
    WatchDep,
)
from services.api.errors import DECODING_ERRORS, HEARING_ERRORS, documented
from services.api.heard_words import job_of, transcript_of
from services.api.schemas.speech import (
    SpeechFound,
    Transcription,
    TranscriptionJob,
)
from services.pipeline.sessions import is_usable

router = APIRouter(tags=["hearing"])

ASYNC = "respond-async"

JOB: dict[int | str, dict[str, Any]] = {
    202: {
        "model": TranscriptionJob,
        "description": "Taken as a job; `Location` says where to look at it.",
    }
}


@router.post(
    "/test/transcribe",
    summary="Write down recordings (older name)",
    description="The same as `/transcribe`.",
    response_model=Transcription,
    responses=JOB | documented(*HEARING_ERRORS),
)
@router.post(
    "/transcribe",
    summary="Write down recordings",
    description=(
        "With a `session_id` the session remembers how sure the words are, for the "
        "question that repeats them. Several recordings, or one with "
        "`Prefer: respond-async`, are a job: it is answered at once with 202 and "
        "worked on while nobody else waits. A job of a `session_id` is forgotten with "
        "the session."
    ),
    response_model=Transcription,
    responses=JOB | documented(*HEARING_ERRORS),
)
async def transcribe(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    recordings: RecordingsDep,
    session_id: SessionForm = None,
    language: LanguageForm = None,
) -> Json:
    charge(request, session_id)
    applied = {"preference-applied": ASYNC} if prefers_async(request) else {}
    if applied or len(recordings) > 1:
        job = services.jobs.begin(
            recordings,
            visitor=request.state.visitor,
            session_id=session_id if is_usable(session_id) else None,
            language=language,
            began_s=request.state.began_s,
        )
        place = f"/transcribe/jobs/{job.id}"
        location = absolute(request, place, settings.trusted_proxies)
        return Json(job_of(job), 202, {"location": location, **applied})
    with watch.stage("decode"):
        utterance = await services.decoder.decode(recordings[0].data)
    heard = await services.turns.hearing.hear(utterance, watch, language=language)
    if session_id:
        said = replace(heard.transcript, took_ms=watch.spent())
        session = await services.turns.sessions.hear(
            session_id, said, began_s=request.state.began_s
        )
        session_id = session.id
    return Json(
        {
            **transcript_of(heard.transcript),
            "degraded": list(heard.degraded),
            "session_id": session_id,
            "processing_time_ms": watch.timing()["total_ms"],
        }
    )


def prefers_async(request: Request) -> bool:
    """Whether the client would rather come back for the answer (RFC 7240, 4.1)."""
    said = ",".join(request.headers.getlist("prefer"))
    return ASYNC in (one.partition(";")[0].strip().lower() for one in said.split(","))


@router.post(
    "/vad",
    summary="Find speech in a recording",
    description="Where speech is, in seconds; an empty list where nobody speaks.",
    response_model=SpeechFound,
    responses=documented(*DECODING_ERRORS),
)
async def vad(services: ServicesDep, utterance: AudioDep) -> Json:
    found = await services.turns.hearing.detector.detect(utterance)
    return Json(
        {
            "speech_segments": [
                {"start_s": round(s.start_s, 3), "end_s": round(s.end_s, 3)}
                for s in found.segments
            ],
            "speech_seconds": round(found.speech_s, 3),
            "duration_seconds": round(utterance.duration_s, 3),
            "engine": found.engine,
        }
    )
