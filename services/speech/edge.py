"""Microsoft's online voices through the edge-tts package."""

from __future__ import annotations

import asyncio
import importlib.util
from contextlib import aclosing
from types import ModuleType
from typing import Any

from services.errors import SpeechTooLong, SynthesisFailed
from services.models.health import PartHealth
from services.models.speech import (
    LONGEST_SPOKEN_S,
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.speech.edge_voices import EDGE_VOICES
from services.speech.prosody import SEMITONES, pace
from services.speech.transcode import (
    Pcm,
    Stopped,
    decode_mp3,
    encode,
    run_stoppable,
)
from services.speech.voices import find_voice
from services.work_queue import WorkQueue

_LARGEST_BYTES = LONGEST_SPOKEN_S * 48_000 // 8 + 65_536
"""It sends 48 kbit/s; what is over in time is seen when it is decoded."""
_SPEAKING_PITCH_HZ = 170
"""Between the usual pitch of men and women; the service takes pitch in Hz only."""


class EdgeSynthesizer:
    """Raise SynthesisFailed unless sound begins within `first_audio_s` and is whole.

    The package's own time-outs do not fire behind a stalled proxy, and it takes a
    connection that closes half-way for the end, so both are watched here.
    """

    name = "edge-tts"

    def __init__(
        self, queue: WorkQueue, *, first_audio_s: float, url: str | None = None
    ) -> None:
        self._queue = queue
        self._first_audio_s = first_audio_s
        self._url = url
        self._package: ModuleType | None = None

    @property
    def available(self) -> bool:
        return True

    async def start(self) -> None:
        """The package is loaded when it is needed: it is large, and may never be."""

    async def voices(self) -> tuple[Voice, ...]:
        return EDGE_VOICES

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        voice = find_voice(request, EDGE_VOICES)
        mp3 = await self._fetch(request, voice)
        data, duration_s = await run_stoppable(
            self._queue, lambda is_over: _finish(mp3, request, is_over)
        )
        return SynthesizedSpeech(
            data, request.format, duration_s, voice.name, self.name
        )

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        """Nothing is kept open between requests."""

    async def _fetch(self, request: SpeechRequest, voice: Voice) -> bytes:
        if self._package is None:
            # It takes a quarter of a second, which the event loop must not stand.
            self._package = await asyncio.to_thread(_package, self._url)
        from aiohttp import ClientError
        from edge_tts.exceptions import EdgeTTSException

        speaker = self._package.Communicate(
            request.text,
            voice.name,
            rate=f"{(pace(request) - 1) * 100:+.0f}%",
            pitch=f"{_hertz(SEMITONES[request.pitch]):+.0f}Hz",
        )
        try:
            sound = await self._collect(speaker)
        except TimeoutError as error:
            raise SynthesisFailed("edge-tts did not begin to speak in time.") from error
        # The package raises the last three on an answer it does not understand.
        except (
            EdgeTTSException,
            ClientError,
            OSError,
            ValueError,
            LookupError,
            TypeError,
        ) as error:
            raise SynthesisFailed("edge-tts could not speak.") from error
        if speaker.state["cumulative_audio_bytes"] != len(sound):
            raise SynthesisFailed("edge-tts stopped in the middle.")
        return sound

    async def _collect(self, speaker: Any) -> bytes:
        sound = bytearray()
        async with (
            asyncio.timeout(self._first_audio_s) as patience,
            aclosing(speaker.stream()) as chunks,
        ):
            async for chunk in chunks:
                if chunk["type"] == "audio":
                    patience.reschedule(None)
                    sound += chunk["data"]
                    if len(sound) > _LARGEST_BYTES:
                        raise SpeechTooLong
        return bytes(sound)


def _package(url: str | None) -> ModuleType:
    """edge-tts's client; another address goes into a copy that only we use."""
    from edge_tts import communicate, constants

    if url is None:
        return communicate
    spec = importlib.util.find_spec(communicate.__name__)
    if spec is None or spec.loader is None:
        raise ImportError(communicate.__name__)
    copy: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    joint = "&" if "?" in url else "?"
    token = constants.TRUSTED_CLIENT_TOKEN
    copy.WSS_URL = f"{url}{joint}TrustedClientToken={token}"
    module: ModuleType = copy
    return module


def _hertz(semitones: int) -> float:
    hertz: float = _SPEAKING_PITCH_HZ * (2 ** (semitones / 12) - 1)
    return hertz


def _finish(
    mp3: bytes, request: SpeechRequest, is_over: Stopped
) -> tuple[bytes, float]:
    pcm: Pcm = decode_mp3(mp3, is_over=is_over)
    data = mp3
    if request.format != "mp3":
        data = encode(pcm, request.format, is_over=is_over)
    return data, pcm.duration_s
