"""What routes are given: services, the visitor, the owner's proof, decoded audio."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, File, Form, Request, UploadFile

from services.container import Services
from services.errors import Forbidden, PayloadTooLarge, Unauthorized
from services.metrics import Stopwatch
from services.models.audio import Utterance
from services.settings import Settings


def get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def get_watch(request: Request) -> Stopwatch:
    """The request's one stopwatch; `Server-Timing` and `timing` come from it."""
    watch = Stopwatch()
    request.state.watch = watch
    return watch


ServicesDep = Annotated[Services, Depends(get_services)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
WatchDep = Annotated[Stopwatch, Depends(get_watch)]


async def audio_upload(
    services: ServicesDep,
    settings: SettingsDep,
    watch: WatchDep,
    audio_file: Annotated[
        UploadFile,
        File(description="WAV, MP3, Ogg, WebM, MP4, AAC, AIFF, ASF or FLAC."),
    ],
) -> Utterance:
    """The upload as sound; its name and declared type are not looked at."""
    data = await audio_file.read(settings.max_audio_bytes + 1)
    if len(data) > settings.max_audio_bytes:
        raise PayloadTooLarge
    with watch.stage("decode"):
        return await services.decoder.decode(data)


AudioDep = Annotated[Utterance, Depends(audio_upload)]
SessionForm = Annotated[str | None, Form(description="As in JSON bodies.")]
LanguageForm = Annotated[
    str | None,
    Form(max_length=16, description="ISO 639-1 code, such as `en`; detected without."),
]


def require_owner(request: Request, settings: SettingsDep) -> None:
    """Raise Forbidden while there is no token, Unauthorized for a wrong one."""
    if settings.admin_token is None:
        raise Forbidden
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    expected = settings.admin_token.get_secret_value()
    right = hmac.compare_digest(token.encode(), expected.encode())
    if scheme.lower() != "bearer" or not right:
        raise Unauthorized


OwnerDep = Depends(require_owner)
