"""Hearing by itself: words from a recording, and where speech is in it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from services.api.asking import charge
from services.api.body import Json
from services.api.deps import (
    AudioDep,
    LanguageForm,
    ServicesDep,
    SessionForm,
    WatchDep,
)
from services.api.errors import DECODING_ERRORS, HEARING_ERRORS, documented
from services.api.schemas.speech import SpeechFound, Transcription

router = APIRouter(tags=["hearing"])


@router.post(
    "/test/transcribe",
    summary="Write down a recording (older name)",
    description="The same as `/transcribe`.",
    response_model=Transcription,
    responses=documented(*HEARING_ERRORS),
)
@router.post(
    "/transcribe",
    summary="Write down a recording",
    description=(
        "With a `session_id` the session remembers how sure the words are, for the "
        "question that repeats them."
    ),
    response_model=Transcription,
    responses=documented(*HEARING_ERRORS),
)
async def transcribe(
    request: Request,
    services: ServicesDep,
    watch: WatchDep,
    utterance: AudioDep,
    session_id: SessionForm = None,
    language: LanguageForm = None,
) -> Json:
    charge(request, session_id)
    heard = await services.turns.hearing.hear(utterance, watch, language=language)
    transcript = heard.transcript
    if session_id:
        session = await services.turns.sessions.hear(
            session_id, transcript, began_s=request.state.began_s
        )
        session_id = session.id
    return Json(
        {
            "transcription": transcript.text,
            "confidence": round(transcript.confidence, 3),
            "language": transcript.language,
            "engine": transcript.engine,
            "segments": [
                {"start_s": s.start_s, "end_s": s.end_s, "text": s.text}
                for s in transcript.segments
            ],
            "degraded": list(heard.degraded),
            "session_id": session_id,
            "processing_time_ms": watch.timing()["total_ms"],
        }
    )


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
