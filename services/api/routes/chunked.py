"""A question by voice that is sent while it is spoken, chunk by chunk."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile

from services.api.asking import asked_of, charge_also
from services.api.body import Json
from services.api.deps import (
    LanguageForm,
    ServicesDep,
    SessionForm,
    SettingsDep,
    WatchDep,
)
from services.api.errors import HEARING_ERRORS, documented
from services.api.schemas.turns import ChunkReply
from services.api.shaping import turn_of
from services.errors import PayloadTooLarge
from services.pipeline.chunks import put_together
from services.pipeline.recordings import Chunk
from services.pipeline.sessions import is_usable, new_session_id

router = APIRouter(tags=["turns"])

ChunkFile = Annotated[
    UploadFile,
    File(description="The next piece of one recording, or a WAV file of its own."),
]


@router.post(
    "/stream-process",
    summary="Ask by voice, chunk by chunk",
    description=(
        "One call a chunk, each with the `session_id` that the first one answers; "
        "`partial_transcription` is what is heard so far. With `final` it is the whole "
        "turn of `/process`. `sequence` counts the chunks from 0: one that is missing, "
        "repeated or out of order is then refused, and the recording waits for the "
        "right one. A recording is given up 30 seconds after its last chunk."
    ),
    response_model=ChunkReply,
    responses=documented(*HEARING_ERRORS),
)
async def stream_process(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    audio_chunk: ChunkFile,
    session_id: SessionForm = None,
    final: Annotated[bool, Form(description="Whether this is the last.")] = False,
    sequence: Annotated[int | None, Form(ge=0, le=100_000)] = None,
    language: LanguageForm = None,
) -> Json:
    holder = session_id if is_usable(session_id) else new_session_id()
    asked = asked_of(request, session_id=holder, speak=True)
    if services.recordings.begins(holder):
        charge_also(request, "audio")
    recording = services.recordings.add(
        Chunk(
            data=await audio_chunk.read(),
            session_id=holder,
            visitor=asked.visitor,
            number=sequence,
            final=final,
            language=language,
            began_s=asked.began_s,
        )
    )
    if recording.size > settings.max_audio_bytes:
        services.recordings.drop(holder)
        raise PayloadTooLarge
    if not final:
        return Json(
            {
                "status": "listening",
                "session_id": holder,
                "partial_transcription": recording.partial,
                "chunks": len(recording.chunks),
            }
        )
    with watch.stage("decode"):
        utterance = await services.decoder.decode(put_together(recording.chunks))
    asked = replace(asked, began_s=recording.began_s)
    reply = await services.turns.spoken(
        utterance, asked, watch, language=recording.language
    )
    heard = reply.transcript.text if reply.transcript else recording.partial
    return Json({**turn_of(reply), "partial_transcription": heard})
