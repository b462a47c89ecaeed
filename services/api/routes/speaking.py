"""Speaking by itself: text to sound, voices, and the files they leave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import FileResponse, Response

from services.api.body import Json
from services.api.deps import (
    ANYBODY,
    MAYBE_OWNER,
    ServicesDep,
    WatchDep,
    is_owner,
)
from services.api.errors import documented
from services.api.listing import Reading, reading_of
from services.api.schemas.speech import (
    SpeechMade,
    SpeechOrder,
    TestSpeech,
    Voices,
    VoiceSchema,
)
from services.errors import AudioTooLong, FileNotFound, SynthesisFailed
from services.models.audio_file import MEDIA_TYPES, AudioOnDisk
from services.models.speech import Payer, SpeechRequest
from services.pipeline.speaking import was_given

router = APIRouter(tags=["speaking"])

VoicesReading = Annotated[
    Reading,
    reading_of(
        fields=tuple(VoiceSchema.model_fields),
        sortable=("name", "display_name", "gender", "locale"),
    ),
]
LARGEST_IN_MEMORY = 1_000_000
"""Sound that is answered from memory: 20 s of the embedded voice."""


@router.post(
    "/tts",
    summary="Speak a text",
    description="Makes an audio file, to be fetched from `/audio/`. Markup is unsaid. "
    "A voice that costs money says only this session's replies of the last ten "
    "minutes, or what the owner sends.",
    response_model=SpeechMade,
    responses=documented(SynthesisFailed, AudioTooLong),
    dependencies=MAYBE_OWNER,
    openapi_extra=ANYBODY,
)
async def tts(request: Request, services: ServicesDep, order: SpeechOrder) -> Json:
    payer = await payer_of(request, services, order)
    speech = await services.synthesizer.synthesize(
        SpeechRequest(
            order.text,
            voice=order.voice,
            language=order.language,
            rate=order.rate,
            pitch=order.pitch,
            format=order.output_format,
            payer=payer,
        )
    )
    saved = await services.audio_files.save(
        speech, order.session_id if payer == "reply" else None
    )
    return Json(
        {
            "status": "success",
            "audio_file": saved.name,
            "text_length": len(order.text),
            "audio_duration": round(speech.duration_s, 3),
            "voice_used": speech.voice,
            "engine": speech.engine,
            "degraded": list(speech.degraded),
            "file_size_bytes": saved.size_bytes,
            "expires_at": saved.expires_at.isoformat(),
        }
    )


@router.get(
    "/tts/voices",
    summary="List the voices",
    description="Every voice of every engine, or those of a locale such as `en-GB`.",
    response_model=Voices,
    responses=documented(),
)
async def voices(
    services: ServicesDep,
    reading: VoicesReading,
    locale: Annotated[str | None, Query(max_length=20)] = None,
) -> Json:
    offered = await services.synthesizer.voices()
    wanted = (locale or "").lower()
    found = [v for v in offered if v.locale.lower().startswith(wanted)]
    rows = reading.in_order(
        {
            "name": voice.name,
            "display_name": voice.display_name,
            "gender": voice.gender,
            "locale": voice.locale,
            "style_list": list(voice.styles),
        }
        for voice in found
    )
    return Json(
        {
            "voices": reading.shown(rows),
            "total_voices": len(found),
            "supported_locales": sorted({voice.locale for voice in offered}),
        }
    )


async def held_files() -> AsyncIterator[AsyncExitStack]:
    """Left when the last byte is sent."""
    async with AsyncExitStack() as stack:
        yield stack


DiskDep = Annotated[AsyncExitStack, Depends(held_files)]


@router.post(
    "/test/tts",
    summary="Speak a text, answered with the sound",
    description="The WAV itself; the header `processing_time_ms` says how long it took",
    response_class=Response,
    responses={
        200: {"content": {"audio/wav": {}}},
        **documented(SynthesisFailed, AudioTooLong),
    },
    dependencies=MAYBE_OWNER,
    openapi_extra=ANYBODY,
)
async def test_tts(
    request: Request,
    services: ServicesDep,
    watch: WatchDep,
    order: TestSpeech,
    disk: DiskDep,
) -> Response:
    payer = await payer_of(request, services, order)
    with watch.stage("tts"):
        speech = await services.synthesizer.synthesize(
            SpeechRequest(order.text, payer=payer)
        )
    headers = {"processing_time_ms": f"{watch.timing()['total_ms']:.1f}"}
    media_type = MEDIA_TYPES[speech.format]
    if len(speech.data) <= LARGEST_IN_MEMORY:
        return Response(speech.data, 200, headers, media_type)
    # A reader who takes their time must not keep so much in memory.
    saved = await services.audio_files.save(speech)
    held = await disk.enter_async_context(services.audio_files.reading(saved.name))
    return FileResponse(
        held.path, headers=headers, media_type=media_type, stat_result=held.status
    )


async def payer_of(
    request: Request, services: ServicesDep, order: SpeechOrder | TestSpeech
) -> Payer:
    if is_owner(request, services):
        return "owner"
    store = services.turns.sessions.store
    given = await was_given(store, order.session_id, order.text)
    return "reply" if given else "nobody"


async def audio_on_disk(
    services: ServicesDep,
    filename: Annotated[str, Path(examples=["Zk2Yw1q8Jr4mXn7Tb5Vd3A.wav"])],
) -> AsyncIterator[AudioOnDisk]:
    """Held until the last byte is sent, so that no clean-up takes it away."""
    async with services.audio_files.reading(filename) as audio:
        yield audio


@router.get(
    "/audio/{filename:path}",
    summary="Fetch spoken audio",
    description="`Range` and `If-Range` work; the name is all that gives access.",
    response_class=FileResponse,
    responses={
        200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}},
        206: {"description": "The range that was asked for."},
        **documented(FileNotFound),
    },
)
async def audio(
    request: Request, held: Annotated[AudioOnDisk, Depends(audio_on_disk)]
) -> Response:
    headers = {"etag": held.etag, "cache-control": "private, max-age=3600"}
    if held.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        held.path,
        media_type=held.media_type,
        stat_result=held.status,
        headers=headers,
    )
