"""ElevenLabs's voices over its HTTP interface."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import httpx

from services.errors import SpeechTooLong, SynthesisFailed
from services.models.health import PartHealth
from services.models.speech import (
    LONGEST_SPOKEN_S,
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.speech.prosody import pace
from services.speech.transcode import Pcm, encoded
from services.speech.voices import ANY_LANGUAGE, ENGLISH
from services.work_queue import WorkQueue

_MODEL = "eleven_flash_v2_5"
"""The quickest of the models that speak many languages."""
_RATE_HZ = 24_000
_SLOWEST, _FASTEST = 0.7, 1.2
"""Bounds of the service's own speed setting; it has none for pitch."""
_SILENCE_S = 5.0
_LARGEST_BYTES = LONGEST_SPOKEN_S * _RATE_HZ * 2


class ElevenLabsSynthesizer:
    """Speaks with the one voice that the owner chose, in the text's language."""

    name = "elevenlabs"

    def __init__(
        self,
        queue: WorkQueue,
        *,
        api_key: str,
        voice_id: str,
        base_url: str,
        first_audio_s: float,
    ) -> None:
        self._queue = queue
        self._first_audio_s = first_audio_s
        self._voice = Voice(voice_id, "ElevenLabs", "Neutral", ANY_LANGUAGE)
        self._path = f"/v1/text-to-speech/{quote(voice_id, safe='')}/stream"
        self._client = httpx.AsyncClient(
            base_url=base_url, headers={"xi-api-key": api_key}, timeout=_SILENCE_S
        )

    @property
    def available(self) -> bool:
        return True

    async def start(self) -> None:
        """Nothing is loaded."""

    async def voices(self) -> tuple[Voice, ...]:
        return (self._voice,)

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        try:
            sound = await self._fetch(request)
        except (httpx.HTTPError, TimeoutError) as error:
            raise SynthesisFailed("ElevenLabs could not be reached.") from error
        pcm = Pcm(sound, _RATE_HZ)
        data = await encoded(self._queue, pcm, request.format)
        return SynthesizedSpeech(
            data, request.format, pcm.duration_s, self._voice.name, self.name
        )

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        await self._client.aclose()

    async def _fetch(self, request: SpeechRequest) -> bytes:
        """The whole is bounded by the caller; here, that it begins in time."""
        sound = bytearray()
        async with (
            asyncio.timeout(self._first_audio_s) as patience,
            self._client.stream(
                "POST",
                self._path,
                params={"output_format": f"pcm_{_RATE_HZ}"},
                json=_body(request),
            ) as reply,
        ):
            if reply.status_code != httpx.codes.OK:
                raise SynthesisFailed(f"ElevenLabs answered {reply.status_code}.")
            async for chunk in reply.aiter_bytes():
                patience.reschedule(None)
                sound += chunk
                if len(sound) > _LARGEST_BYTES:
                    raise SpeechTooLong
        if len(sound) < _RATE_HZ // 10 or len(sound) % 2:
            raise SynthesisFailed("ElevenLabs sent no sound.")
        return bytes(sound)


def _body(request: SpeechRequest) -> dict[str, Any]:
    speed = min(max(pace(request), _SLOWEST), _FASTEST)
    return {
        "text": request.text,
        "model_id": _MODEL,
        "language_code": request.language or ENGLISH,
        "voice_settings": {"speed": speed},
    }
