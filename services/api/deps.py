"""What routes are given: services, the visitor, the owner's proof, decoded audio."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, File, Form, Request, Security, UploadFile
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    HTTPAuthorizationCredentials,
    HTTPBearer,
)

from services.container import Services
from services.errors import (
    Forbidden,
    PayloadTooLarge,
    RateLimitExceeded,
    Unauthorized,
)
from services.guard.owner_sessions import OwnerSession, OwnerSessions
from services.metrics import Stopwatch
from services.models.audio import Utterance
from services.pipeline.recording_job import Recording
from services.settings import Settings

OWNER_COOKIE = "viva_voce_owner"
FORGERY_HEADER = "x-csrf-token"
INVITATION_HEADER = "x-invitation"
OWNER, OWNER_SESSION, INVITATION = "owner", "owner_session", "invitation"
"""The ways in, as the interface names them."""
MOST_OF_A_NAME = 200
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


async def get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


async def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def get_watch(request: Request) -> Stopwatch:
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


async def audio_uploads(
    settings: SettingsDep,
    audio_file: Annotated[
        list[UploadFile],
        File(
            description="As for `/process`; several of them are written down as a job."
        ),
    ],
) -> list[Recording]:
    """The uploads as they are, which may weigh together what one alone may."""
    left = settings.max_audio_bytes
    found = []
    for upload in audio_file:
        data = await upload.read(left + 1)
        left -= len(data)
        if left < 0:
            raise PayloadTooLarge
        found.append(Recording((upload.filename or "")[:MOST_OF_A_NAME], data))
    return found


AudioDep = Annotated[Utterance, Depends(audio_upload)]
RecordingsDep = Annotated[list[Recording], Depends(audio_uploads)]
SessionForm = Annotated[str | None, Form(description="As in JSON bodies.")]
LanguageForm = Annotated[
    str | None,
    Form(max_length=16, description="ISO 639-1 code, such as `en`; detected without."),
]


BEARER = HTTPBearer(
    scheme_name=OWNER,
    description="The value of ADMIN_TOKEN.",
    auto_error=False,
)
COOKIE = APIKeyCookie(
    scheme_name=OWNER_SESSION,
    name=OWNER_COOKIE,
    description="Set by `POST /api/dashboard/login`; browsers send it by themselves.",
    auto_error=False,
)
GUEST = APIKeyHeader(
    scheme_name=INVITATION,
    name=INVITATION_HEADER.title(),
    description="What the link of an invitation holds, with INTERVIEW_OPEN=true.",
    auto_error=False,
)
"""They describe what is shown, so that /docs can take it; `require_owner` reads it."""
BearerToken = Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
OwnerCookie = Annotated[str | None, Security(COOKIE)]
Invited = Annotated[str | None, Security(GUEST)]


def owner_sessions(services: ServicesDep) -> OwnerSessions:
    """Raise Forbidden while ADMIN_TOKEN is not set."""
    if services.owner_sessions is None:
        raise Forbidden
    return services.owner_sessions


def owner_session(
    request: Request, sessions: Annotated[OwnerSessions, Depends(owner_sessions)]
) -> OwnerSession | None:
    """The owner's log-in in this browser, if there is one."""
    return sessions.read(request.cookies.get(OWNER_COOKIE, ""))


def require_owner(
    request: Request,
    services: ServicesDep,
    _token: BearerToken = None,
    _cookie: OwnerCookie = None,
) -> None:
    """By `Authorization: Bearer`, or by the dashboard's cookie.

    Raise Forbidden while there is no token, and for a write that may be forged;
    Unauthorized without, or with the wrong, proof.
    """
    sessions = owner_sessions(services)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer":
            raise Unauthorized
        check_token(request, services, token)
        return
    session = owner_session(request, sessions)
    if session is None:
        raise Unauthorized
    if request.method not in SAFE_METHODS:
        refuse_forgery(request, sessions, session)


def is_owner(request: Request, services: ServicesDep) -> bool:
    """Whether the request has the owner's proof; a wrong token is refused.

    Visitors have neither a token nor a cookie, and a cookie that has run out makes a
    visitor.
    """
    if "authorization" not in request.headers and not request.cookies.get(OWNER_COOKIE):
        return False
    try:
        require_owner(request, services)
    except (Forbidden, Unauthorized):
        if "authorization" in request.headers:
            raise
        return False
    return True


def check_token(
    request: Request, services: Services, given: str, wrong: str | None = None
) -> None:
    """Raise Unauthorized, saying what is `wrong`, for another token than the owner's.

    Raise RateLimitExceeded after a few of one visitor, whatever is given then: a right
    one that is let in at once would tell a guesser that it is right.
    """
    visitor = request.state.visitor
    verdict = services.guesses.look("guess", visitor)
    if not verdict.allowed:
        raise RateLimitExceeded(retry_after_s=verdict.retry_after_s)
    if not owner_sessions(services).is_token(given):
        services.guesses.take("guess", visitor)
        raise Unauthorized(wrong)


def refuse_forgery(
    request: Request, sessions: OwnerSessions, session: OwnerSession
) -> None:
    """Browsers send cookies along whichever page asks; the token only ours knows."""
    given = request.headers.get(FORGERY_HEADER, "")
    if not (is_from_here(request) and sessions.may_write(session, given)):
        raise Forbidden("The request did not come from the dashboard; log in again.")


def is_from_here(request: Request) -> bool:
    """Whether a page that asks is of this origin, as far as browsers say.

    Programs say nothing, and pass.
    """
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


OwnerDep = Depends(require_owner)
MAYBE_OWNER = [Security(BEARER), Security(COOKIE)]
"""For routes that the owner may use in more ways than others."""
ANYBODY: dict[str, Any] = {"security": [{}]}
"""What their description adds: they can be called without, too."""
OwnerSessionsDep = Annotated[OwnerSessions, Depends(owner_sessions)]
OwnerSessionDep = Annotated[OwnerSession | None, Depends(owner_session)]
