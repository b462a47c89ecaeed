"""Front door of speaking: the best voice there is says it, and says it only once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

import structlog

from services.errors import InputError, InvalidInput, ServiceError, SynthesisFailed
from services.fallback import CircuitBreaker, Fallback
from services.models.health import PartHealth
from services.models.speech import (
    AudioFormat,
    Pitch,
    Rate,
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.protocols import Synthesizer
from services.settings import Settings
from services.speech.speakable import speakable
from services.speech.spoken_cache import SingleFlight, SpokenCache
from services.speech.voice_bill import PAID, Bill
from services.speech.voice_budget import VoiceBudget
from services.speech.voices import ANY_LANGUAGE, language_of, nearest_voice
from services.work_queue import WorkQueue, visitor

PART = "tts"
LEDGER_FILE = "voice_ledger.json"
RESTING = "breaker_open"
"""The fallback's reason for an engine that was not asked at all."""
_log = structlog.get_logger(__name__)


def choose_synthesizers(
    *, has_elevenlabs_key: bool, edge_enabled: bool
) -> tuple[str, ...]:
    """Engines from the best voice to the one that needs nothing."""
    return (
        *(("elevenlabs",) if has_elevenlabs_key else ()),
        *(("edge-tts",) if edge_enabled else ()),
        "espeak-ng",
    )


def build_synthesizer(settings: Settings, queue: WorkQueue) -> TtsService:
    engines = choose_synthesizers(
        has_elevenlabs_key=settings.elevenlabs_api_key is not None,
        edge_enabled=settings.edge_tts_enabled,
    )
    return TtsService(
        [_build(engine, settings, queue) for engine in engines],
        default_voice=settings.tts_voice,
        deadline_s=settings.tts_deadline,
        cache_bytes=settings.tts_cache_bytes,
        budget=VoiceBudget(
            settings.data_dir / LEDGER_FILE,
            daily_limit_usd=settings.voice_daily_limit_usd,
            usd_per_1000=settings.elevenlabs_price,
        ),
    )


def _build(engine: str, settings: Settings, queue: WorkQueue) -> Synthesizer:
    if engine == "elevenlabs" and settings.elevenlabs_api_key:
        from services.speech.elevenlabs import ElevenLabsSynthesizer

        return ElevenLabsSynthesizer(
            queue,
            api_key=settings.elevenlabs_api_key.get_secret_value(),
            voice_id=settings.elevenlabs_voice_id,
            base_url=settings.elevenlabs_base_url,
            first_audio_s=settings.tts_first_audio,
        )
    if engine == "edge-tts":
        from services.speech.edge import EdgeSynthesizer

        return EdgeSynthesizer(
            queue, first_audio_s=settings.tts_first_audio, url=settings.edge_tts_url
        )
    from services.speech.espeak import EspeakSynthesizer

    return EspeakSynthesizer(queue, deadline_s=settings.tts_deadline)


def _breaker() -> CircuitBreaker:
    """Open after one failure: the visitor who met it waited, the next must not."""
    return CircuitBreaker(threshold=1)


class TtsService:
    """A Synthesizer over several: each answer names its engine and what failed.

    An engine that failed is tried again behind the visitor's back: while it is not
    known to be well, the next one speaks, and nobody waits to find out.
    """

    name = PART

    def __init__(
        self,
        engines: Sequence[Synthesizer],
        *,
        default_voice: str,
        deadline_s: float,
        cache_bytes: int,
        budget: VoiceBudget,
        breaker: Callable[[], CircuitBreaker] = _breaker,
    ) -> None:
        self._chain = Fallback(
            PART, engines, deadline_s=deadline_s, error=SynthesisFailed, breaker=breaker
        )
        # There is none after the last one, so it is never left alone.
        self._chain.breakers[engines[-1].name] = CircuitBreaker(threshold=sys.maxsize)
        self._default_voice = default_voice
        self._deadline_s = deadline_s
        self.budget = budget
        self._cache = SpokenCache(max_bytes=cache_bytes)
        self._flights: SingleFlight[SynthesizedSpeech] = SingleFlight()
        self._trials: set[asyncio.Task[None]] = set()
        self._has_spoken: set[str] = set()

    async def voices(self) -> tuple[Voice, ...]:
        offered = [await engine.voices() for engine in self._chain.providers]
        return tuple(voice for voices in offered for voice in voices)

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        """Raise InvalidInput for what cannot be said, SynthesisFailed when none can.

        A voice that costs money is left out unless somebody pays: see Payer.
        """
        _validate(request)
        wanted, owner = await self._wanted(request)
        language = language_of(wanted.locale)
        if language == ANY_LANGUAGE:
            language = request.language
        text = speakable(request.text, language)
        said = replace(request, text=text, language=language, payer="nobody")
        versions = {
            engine.name: replace(
                said, voice=nearest_voice(wanted, await engine.voices()).name
            )
            for engine in self._chain.providers
            if request.payer != "nobody" or engine.name not in PAID
        }
        charged = "" if request.payer == "owner" else visitor.get()
        self._try_recovered(versions, charged)
        kept = self._kept(versions, owner)
        if kept is not None:
            return kept
        key = (owner, *versions.values())
        return await self._flights.run(
            key, lambda: self._speak(versions, owner, charged)
        )

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._chain.breakers

    async def health(self) -> PartHealth:
        """Degraded when an engine fails that was set up, or that has worked before."""
        breakers = self._chain.breakers
        failing = {name for name, b in breakers.items() if b.state != "closed"}
        broken = failing & (PAID | self._has_spoken)
        return PartHealth(
            "degraded" if broken else "healthy",
            self._chain.engine,
            {
                "engines": {name: b.state for name, b in breakers.items()},
                "cache_bytes": self._cache.size_bytes,
            },
        )

    async def close(self) -> None:
        for trial in self._trials:
            trial.cancel()
        await asyncio.gather(*self._trials, return_exceptions=True)
        for engine in self._chain.providers:
            await engine.close()

    async def _wanted(self, request: SpeechRequest) -> tuple[Voice, str | None]:
        """The voice to come close to, and the engine to start with."""
        if request.voice is not None:
            name = request.voice.casefold()
            for engine in self._chain.providers:
                for voice in await engine.voices():
                    if voice.name.casefold() == name:
                        return voice, engine.name
            raise InvalidInput("There is no such voice; GET /tts/voices lists them.")
        default = await self._default()
        if language_of(default.locale) == language_of(request.language):
            return default, None
        return Voice("", "", default.gender, request.language), None

    async def _default(self) -> Voice:
        for voice in await self.voices():
            if voice.name == self._default_voice:
                return voice
        return Voice(self._default_voice, "", "Female", "en-US")

    def _kept(
        self, versions: Mapping[str, SpeechRequest], owner: str | None
    ) -> SynthesizedSpeech | None:
        """A kept answer of the engine that would speak now, or of a better one."""
        degraded: list[str] = []
        for name in sorted(versions, key=lambda name: name != owner):
            speech = self._cache.get(name, versions[name])
            if speech is not None:
                return replace(speech, degraded=tuple(degraded))
            if self._chain.breakers[name].state == "closed":
                return None
            degraded.append(f"{PART}:{name}:{RESTING}")
        return None

    async def _speak(
        self, versions: Mapping[str, SpeechRequest], owner: str | None, charged: str
    ) -> SynthesizedSpeech:
        bill = Bill(PART, self.budget, versions, charged)
        try:
            outcome = await self._chain.call(bill.ask, first=owner, only=bill.payable)
        finally:
            bill.settle()
        self._keep(versions, outcome.value)
        return replace(outcome.value, degraded=(*bill.withheld, *outcome.degraded))

    def _keep(
        self, versions: Mapping[str, SpeechRequest], speech: SynthesizedSpeech
    ) -> None:
        """The last engine is quick and costs nothing: its answers are not kept."""
        self._has_spoken.add(speech.engine)
        if speech.engine != self._chain.providers[-1].name:
            self._cache.put(versions[speech.engine], speech)

    def _try_recovered(
        self, versions: Mapping[str, SpeechRequest], charged: str
    ) -> None:
        """Give engines whose rest is over this text to say, without waiting for them.

        Taking the breaker's one trial makes the chain pass the engine by this time.
        """
        *may_rest, _ = self._chain.providers
        for engine in may_rest:
            breaker = self._chain.breakers[engine.name]
            if engine.name not in versions or breaker.state != "half_open":
                continue
            bill = Bill(
                PART, self.budget, {engine.name: versions[engine.name]}, charged
            )
            if not bill.payable or not breaker.admit():
                bill.settle()
                continue
            trial = asyncio.create_task(self._try(engine, breaker, bill))
            self._trials.add(trial)
            trial.add_done_callback(self._trials.discard)

    async def _try(
        self,
        engine: Synthesizer,
        breaker: CircuitBreaker,
        bill: Bill,
    ) -> None:
        try:
            async with asyncio.timeout(self._deadline_s):
                speech = await bill.ask(engine)
        except InputError:
            return
        except (ServiceError, TimeoutError):
            breaker.failed()
            return
        finally:
            bill.settle()
        breaker.succeeded()
        self._keep(bill.versions, speech)
        _log.info("tts_recovered", engine=engine.name)


def _validate(request: SpeechRequest) -> None:
    for field, allowed in (("rate", Rate), ("pitch", Pitch), ("format", AudioFormat)):
        if getattr(request, field) not in get_args(allowed):
            raise InvalidInput(f"{field} is one of {', '.join(get_args(allowed))}.")
