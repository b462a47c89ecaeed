"""Saying a reply: the finished sound in a file, or the reason why there is none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from services.errors import (
    InputError,
    Overloaded,
    ProviderError,
    ServiceError,
    SessionExpired,
    SessionNotFound,
    StorageUnavailable,
)
from services.models.speech import AudioFormat, SpeechRequest
from services.pipeline.sessions import is_usable
from services.protocols import AudioStore, SessionStore, Speaker

GIVEN_FOR = timedelta(minutes=10)
"""How long a page may take to have a reply spoken."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    audio_file: str | None
    engine: str | None
    degraded: tuple[str, ...] = ()


async def was_given(store: SessionStore, session_id: object, text: str) -> bool:
    """Whether `text` is what this session was replied in the last ten minutes."""
    if not isinstance(session_id, str) or not is_usable(session_id):
        return False
    try:
        session = await store.get(session_id)
    except (SessionNotFound, SessionExpired, StorageUnavailable):
        return False
    since, words = datetime.now(UTC) - GIVEN_FOR, text.split()
    return any(
        turn.timestamp >= since and turn.ai_response.split() == words
        for turn in session.turns
    )


class Speaking:
    def __init__(self, synthesizer: Speaker, store: AudioStore) -> None:
        self.synthesizer = synthesizer
        self.store = store

    async def say(
        self, text: str, *, language: str, session_id: str, sound: AudioFormat = "wav"
    ) -> Spoken:
        """Never raises for a voice that fails: the answer stands without it."""
        request = SpeechRequest(text, language=language, format=sound, payer="reply")
        try:
            speech = await self.synthesizer.synthesize(request)
            saved = await self.store.save(speech, session_id)
        except (ProviderError, Overloaded, InputError) as error:
            return _unspoken(error)
        return Spoken(saved.name, speech.engine, speech.degraded)

    async def say_as_made(
        self, text: str, *, language: str, session_id: str, sound: AudioFormat = "wav"
    ) -> AsyncIterator[Spoken]:
        """Yield each piece when it is made. A failure ends it, and is told last."""
        request = SpeechRequest(text, language=language, format=sound, payer="reply")
        try:
            async for speech in self.synthesizer.stream(request):
                saved = await self.store.save(speech, session_id)
                yield Spoken(saved.name, speech.engine, speech.degraded)
        except (ProviderError, Overloaded, InputError) as error:
            yield _unspoken(error)


def _unspoken(error: ServiceError) -> Spoken:
    _log.warning("reply_unspoken", error_code=error.error_code)
    return Spoken(None, None, (f"tts:none:{error.error_code.lower()}",))
