"""Saying a reply: the finished sound in a file, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from services.errors import InputError, Overloaded, ProviderError
from services.models.speech import SpeechRequest
from services.protocols import AudioStore, Synthesizer

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    audio_file: str | None
    engine: str | None
    degraded: tuple[str, ...] = ()


class Speaking:
    def __init__(self, synthesizer: Synthesizer, store: AudioStore) -> None:
        self.synthesizer = synthesizer
        self.store = store

    async def say(self, text: str, *, language: str, session_id: str) -> Spoken:
        """Never raises for a voice that fails: the answer stands without it."""
        request = SpeechRequest(text, language=language)
        try:
            speech = await self.synthesizer.synthesize(request)
            saved = await self.store.save(speech, session_id)
        except (ProviderError, Overloaded, InputError) as error:
            _log.warning("reply_unspoken", error_code=error.error_code)
            return Spoken(None, None, (f"tts:none:{error.error_code.lower()}",))
        return Spoken(saved.name, speech.engine, speech.degraded)
