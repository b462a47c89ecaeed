"""OpenAI's audio interface: recordings written down, texts spoken."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from services.api.deps import ServicesDep, SettingsDep, WatchDep, audio_upload
from services.api.errors import HEARING_ERRORS, documented
from services.api.openai import hearing
from services.api.openai.events import data, streamed
from services.api.openai.models import HEARS, SPEAKS, require_model
from services.api.schemas.v1 import Heard, SpeechToMake, V1Error
from services.errors import (
    AudioTooLong,
    InvalidInput,
    ModelNotFound,
    SynthesisFailed,
    Unauthorized,
)
from services.models.speech import Payer, SoundFormat, SpeechRequest
from services.pipeline.hearing import Hearing

router = APIRouter(prefix="/v1/audio", tags=["v1"])

MEDIA: dict[SoundFormat, str] = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "pcm": "audio/pcm",
}
THEIR_VOICES = frozenset(
    "alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse".split()
)
WORDS = "The times of single words are not told: ask for segments."
HEARD: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Heard,
        "content": {"text/plain": {}, "text/vtt": {}, "text/event-stream": {}},
    }
}

FileForm = Annotated[
    UploadFile, File(description="WAV, MP3, Ogg, WebM, MP4, AAC, AIFF, ASF or FLAC.")
]
ModelForm = Annotated[
    str,
    Form(max_length=100, description="Such as `whisper-1`.", examples=["whisper-1"]),
]
LanguageForm = Annotated[
    str | None, Form(max_length=16, description="ISO 639-1; detected without.")
]
Granularities = Annotated[
    list[str], Form(alias="timestamp_granularities[]", max_length=4)
]
FormatForm = Annotated[hearing.Format, Form()]


@router.post(
    "/transcriptions",
    summary="Write down a recording (OpenAI)",
    description=(
        "As OpenAI's: `response_format` is json, text, verbose_json, srt or vtt; with "
        "`stream` the words come as server-sent events. `prompt` and `temperature` are "
        "read over: the résumé's own words are expected already."
    ),
    responses=HEARD
    | documented(*HEARING_ERRORS, ModelNotFound, Unauthorized, body=V1Error),
)
async def transcriptions(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    file: FileForm,
    model: ModelForm,
    language: LanguageForm = None,
    response_format: FormatForm = "json",
    stream: Annotated[bool, Form()] = False,
    granularities: Granularities = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    require_model(model, HEARS)
    if "word" in granularities:
        raise InvalidInput(WORDS)
    utterance = await audio_upload(services, settings, watch, file)
    if stream:
        heard = services.turns.hearing.follow(utterance, watch, language=language)
        return await streamed(hearing.told(heard), request.state.request_id)
    found = await services.turns.hearing.hear(utterance, watch, language=language)
    return hearing.written_as(
        response_format,
        found.transcript,
        duration_s=utterance.duration_s,
        task="transcribe",
    )


@router.post(
    "/translations",
    summary="Write down a recording in English (OpenAI)",
    description=(
        "Whatever language is spoken. Whisper does it, so it fails while only the "
        "embedded recogniser is there."
    ),
    responses=HEARD
    | documented(*HEARING_ERRORS, ModelNotFound, Unauthorized, body=V1Error),
)
async def translations(
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    file: FileForm,
    model: ModelForm,
    response_format: FormatForm = "json",
) -> Response:
    require_model(model, HEARS)
    utterance = await audio_upload(services, settings, watch, file)
    translating = Hearing(services.turns.hearing.detector, services.translation)
    found = await translating.hear(utterance, watch)
    return hearing.written_as(
        response_format,
        found.transcript,
        duration_s=utterance.duration_s,
        task="translate",
    )


@router.post(
    "/speech",
    summary="Speak a text (OpenAI)",
    description=(
        "The sound itself, sent while it is made, or server-sent events with "
        "`stream_format: sse`. A voice that costs money speaks for the owner and for "
        "API keys; for others the next voice speaks."
    ),
    response_class=StreamingResponse,
    responses={
        200: {"content": {kind: {} for kind in (*MEDIA.values(), "text/event-stream")}},
        **documented(
            SynthesisFailed, AudioTooLong, ModelNotFound, Unauthorized, body=V1Error
        ),
    },
)
async def speech(
    request: Request, services: ServicesDep, order: SpeechToMake
) -> StreamingResponse:
    require_model(order.model, SPEAKS)
    voice = order.voice if isinstance(order.voice, str) else order.voice.id
    spoken = services.spoken_file(
        SpeechRequest(
            order.input,
            voice=None if voice in THEIR_VOICES else voice,
            speed=order.speed,
            payer=payer_of(request),
        ),
        order.response_format,
    )
    if order.stream_format == "sse":
        return await streamed(told(spoken), request.state.request_id)
    first = await anext(spoken)
    return StreamingResponse(
        rest(first, spoken), media_type=MEDIA[order.response_format]
    )


def payer_of(request: Request) -> Payer:
    """Who pays, if it comes to that."""
    if request.state.by_owner:
        return "owner"
    return "key" if request.state.api_key else "nobody"


async def rest(first: bytes, spoken: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """The sound; a failure in the middle breaks the connection off, as it must."""
    async with aclosing(spoken):
        yield first
        async for piece in spoken:
            yield piece


async def told(spoken: AsyncGenerator[bytes]) -> AsyncGenerator[str]:
    async with aclosing(spoken):
        async for piece in spoken:
            audio = base64.b64encode(piece).decode()
            yield data({"type": "speech.audio.delta", "audio": audio})
    yield data({"type": "speech.audio.done"})
