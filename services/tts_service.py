"""Front door of speaking: the best voice there is says it, and says it only once."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncIterator,
    Callable,
    Coroutine,
    Mapping,
    Sequence,
)
from dataclasses import replace
from typing import Any

import structlog

from services.day_book import Tell, log_alone
from services.errors import InputError, Overloaded, ServiceError, SynthesisFailed
from services.fallback import CircuitBreaker, Fallback, never_open
from services.language.pieces import pieces
from services.models.health import PartHealth
from services.models.speech import (
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.protocols import Synthesizer
from services.settings import Settings
from services.speech.casting import Prepared, casting, prepared
from services.speech.spoken_cache import SingleFlight, SpokenCache
from services.speech.voice_bill import PAID, Bill
from services.speech.voice_budget import VoiceBudget
from services.tts_engines import build_engines
from services.work_queue import WorkQueue, visitor

PART = "tts"
LEDGER_FILE = "voice_ledger.json"
RESTING = "breaker_open"
"""The fallback's reason for an engine that was not asked at all."""
_log = structlog.get_logger(__name__)


def build_synthesizer(
    settings: Settings, queue: WorkQueue, tell: Tell = log_alone
) -> TtsService:
    """The voices that the settings ask for; `tell` hears of the day's money."""
    return TtsService(
        build_engines(settings, queue),
        default_voice=settings.tts_voice,
        deadline_s=settings.tts_deadline,
        cache_bytes=settings.tts_cache_bytes,
        budget=VoiceBudget(
            settings.data_dir / LEDGER_FILE,
            daily_limit_usd=settings.voice_daily_limit_usd,
            usd_per_1000=settings.elevenlabs_price,
            tell=tell,
        ),
    )


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
            PART,
            engines,
            deadline_s=deadline_s,
            error=SynthesisFailed,
            late=Overloaded,
            breaker=breaker,
        )
        self._chain.breakers[engines[-1].name] = never_open()
        self._default_voice = default_voice
        self._deadline_s = deadline_s
        self.budget = budget
        self._cache = SpokenCache(max_bytes=cache_bytes)
        self._flights: SingleFlight[SynthesizedSpeech] = SingleFlight()
        self._trials: set[asyncio.Task[None]] = set()
        self._starting: list[asyncio.Task[None]] = []
        self._has_spoken: set[str] = set()

    async def voices(self) -> tuple[Voice, ...]:
        offered = [await engine.voices() for engine in self._chain.providers]
        return tuple(voice for voices in offered for voice in voices)

    async def start(self) -> None:
        """Begin to load what engines have to load, and return at once."""
        starting = [engine.start() for engine in self._chain.providers]
        self._starting = [asyncio.create_task(_started(start)) for start in starting]

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        """Raise InvalidInput for what cannot be said, SynthesisFailed when none can,
        Overloaded when none can in time.

        A voice that costs money is left out unless somebody pays: see Payer.
        """
        return await self._say(await self._prepared(request))

    async def stream(self, request: SpeechRequest) -> AsyncIterator[SynthesizedSpeech]:
        """Yield the first clause, then sentence by sentence, each when it is made.

        A sentence that an engine fails at is said by the next one.
        """
        whole = await self._prepared(request)
        for piece in pieces(whole.request.text):
            if any(char.isalnum() for char in piece):
                part = replace(whole.request, text=piece)
                yield await self._say(replace(whole, request=part))

    @property
    def engines(self) -> tuple[Synthesizer, ...]:
        """The engines from the best to the last."""
        return self._chain.providers

    @property
    def breakers(self) -> Mapping[str, CircuitBreaker]:
        return self._chain.breakers

    async def health(self) -> PartHealth:
        """Degraded when an engine fails that was set up, or that has worked before."""
        breakers = self._chain.breakers
        failing = {name for name, b in breakers.items() if b.state != "closed"}
        told = {e.name: await e.health() for e in self._chain.providers}
        unwell = {name for name, health in told.items() if health.status != "healthy"}
        broken = failing & (PAID | self._has_spoken) | unwell
        return PartHealth(
            "degraded" if broken else "healthy",
            self._engine,
            {
                "engines": {name: b.state for name, b in breakers.items()},
                "cache_bytes": self._cache.size_bytes,
                **{
                    name: dict(health.detail)
                    for name, health in told.items()
                    if health.detail
                },
            },
        )

    async def close(self) -> None:
        background = [*self._trials, *self._starting]
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        for engine in self._chain.providers:
            await engine.close()

    async def _prepared(self, request: SpeechRequest) -> Prepared:
        offered = {e.name: await e.voices() for e in self._chain.providers}
        return prepared(request, offered, default_voice=self._default_voice)

    async def _say(self, said: Prepared) -> SynthesizedSpeech:
        offered = {
            engine.name: await engine.voices()
            for engine in self._chain.providers
            if engine.available and (said.payer != "nobody" or engine.name not in PAID)
        }
        versions = casting(said, offered)
        charged = "" if said.payer == "owner" else visitor.get()
        absent = await self._absent()
        self._try_recovered(versions, charged)
        speech = self._kept(versions)
        if speech is None:
            key = tuple(versions.items())
            speech = await self._flights.run(
                key, lambda: self._speak(versions, charged)
            )
        return replace(speech, degraded=absent + speech.degraded)

    def _kept(self, versions: Mapping[str, SpeechRequest]) -> SynthesizedSpeech | None:
        """A kept answer of the engine that would speak now, or of a better one."""
        degraded: list[str] = []
        for name, version in versions.items():
            speech = self._cache.get(name, version)
            if speech is not None:
                return replace(speech, degraded=tuple(degraded))
            if self._chain.breakers[name].state == "closed":
                return None
            degraded.append(f"{PART}:{name}:{RESTING}")
        return None

    async def _speak(
        self, versions: Mapping[str, SpeechRequest], charged: str
    ) -> SynthesizedSpeech:
        bill = Bill(PART, self.budget, versions, charged)
        try:
            outcome = await self._chain.call(bill.ask, order=bill.payable)
        finally:
            bill.settle()
        self._keep(versions, outcome.value)
        return replace(outcome.value, degraded=(*bill.withheld, *outcome.degraded))

    async def _absent(self) -> tuple[str, ...]:
        """Engines that cannot speak now through a fault, as `part:engine:reason`."""
        reasons = []
        for engine in self._chain.providers:
            if engine.available:
                continue
            if self._chain.breakers[engine.name].state != "closed":
                reasons.append(f"{PART}:{engine.name}:{RESTING}")
            elif (await engine.health()).status != "healthy":
                reasons.append(f"{PART}:{engine.name}:unusable")
        return tuple(reasons)

    @property
    def _engine(self) -> str:
        """The engine that would speak English next."""
        for engine in self._chain.providers:
            if engine.available and self._chain.breakers[engine.name].state != "open":
                return engine.name
        return self._chain.providers[-1].name

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


async def _started(start: Coroutine[Any, Any, None]) -> None:
    """Without it the first call starts the engine, or says what is wrong with it."""
    try:
        await start
    except (ServiceError, OSError) as error:
        _log.warning("voice_not_started", why=str(error))
