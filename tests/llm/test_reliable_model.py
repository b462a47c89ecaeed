"""Deadlines, retries and the breaker, on a clock of the test's own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
from structlog.testing import capture_logs

from services.errors import LLMServiceError, LLMTimeout
from services.fallback import CircuitBreaker
from services.llm.failures import (
    MAX_REST_S,
    BreakerOpen,
    Refused,
    Transient,
    Unusable,
)
from services.llm.reliable_model import Patience, ReliableModel
from services.models.health import PartHealth
from services.models.language import ChatMessage, Completion, CompletionRequest

REQUEST = CompletionRequest((ChatMessage("user", "hi"),), "m", 10, deadline_s=8.0)
DONE = Completion("fine", "m", 1, 1)


@dataclass
class ScriptedModel:
    """Raises or returns what the script says; `hang` waits until cancelled."""

    script: list[LLMServiceError | Completion | str]
    name: str = "scripted"
    calls: int = 0

    def _next(self) -> LLMServiceError | Completion | str:
        self.calls += 1
        return self.script.pop(0) if self.script else DONE

    async def complete(self, request: CompletionRequest) -> Completion:
        step = self._next()
        if isinstance(step, Exception):
            raise step
        if step == "hang":
            await asyncio.Event().wait()
        return DONE

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        step = self._next()
        if step == "break":
            yield "half "
            raise Transient
        if isinstance(step, Exception):
            raise step
        if step == "hang":
            await asyncio.Event().wait()
        yield "fine"
        yield DONE

    async def prepare(self) -> None:
        return None

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None


@dataclass
class FakeClock:
    now: float = 100.0
    pauses: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def reliable(
    model: ScriptedModel, clock: FakeClock, *, attempt_s: float = 4.0
) -> ReliableModel:
    return ReliableModel(
        model,
        patience=Patience(attempt_s=attempt_s, attempt_share=0.0),
        breaker=CircuitBreaker(threshold=3, cooldown_s=30, clock=clock),
        clock=clock,
        pause=clock.pause,
        jitter=lambda: 0.5,
    )


async def heard(model: ReliableModel) -> list[str | Completion]:
    return [delta async for delta in model.stream(REQUEST)]


async def test_what_may_pass_is_tried_again_with_growing_pauses() -> None:
    clock, model = FakeClock(), ScriptedModel([Transient(), Transient()])
    assert await reliable(model, clock).complete(REQUEST) == DONE
    assert clock.pauses == pytest.approx([0.2, 0.4])


async def test_what_cannot_pass_is_not_tried_again() -> None:
    model = ScriptedModel([Refused()])
    with pytest.raises(Refused):
        await reliable(model, FakeClock()).complete(REQUEST)
    assert model.calls == 1


async def test_three_attempts_are_enough() -> None:
    model = ScriptedModel([Transient() for _ in range(9)])
    with pytest.raises(Transient):
        await reliable(model, FakeClock()).complete(REQUEST)
    assert model.calls == 3


async def test_the_servers_own_wait_is_honoured() -> None:
    clock, model = FakeClock(), ScriptedModel([Transient(retry_after_s=3.0)])
    assert await reliable(model, clock).complete(REQUEST) == DONE
    assert clock.pauses == [3.0]


async def test_a_wait_beyond_the_deadline_is_not_waited_for_and_nobody_asks() -> None:
    clock, model = FakeClock(), ScriptedModel([Transient(retry_after_s=60.0)])
    phrasing = reliable(model, clock)
    with pytest.raises(Transient):
        await phrasing.complete(REQUEST)
    with pytest.raises(BreakerOpen):
        await phrasing.complete(REQUEST)
    assert (clock.pauses, model.calls) == ([], 1)
    clock.now += 61
    assert await phrasing.complete(REQUEST) == DONE


async def test_an_attempt_that_hangs_is_given_up() -> None:
    model = ScriptedModel(["hang"])
    phrasing = reliable(model, FakeClock(), attempt_s=0.02)
    assert await phrasing.complete(REQUEST) == DONE
    assert model.calls == 2


async def test_a_slow_machine_has_half_of_a_long_deadline_to_begin() -> None:
    clock, model = FakeClock(), ScriptedModel(["hang"])
    patience = Patience(attempt_s=0.01, attempt_share=0.5)
    phrasing = ReliableModel(model, patience=patience, clock=clock, pause=clock.pause)
    began = time.monotonic()
    await phrasing.complete(replace(REQUEST, deadline_s=0.8))
    assert time.monotonic() - began >= 0.4
    assert model.calls == 2


async def test_a_model_that_always_hangs_times_out() -> None:
    model = ScriptedModel(["hang"] * 3)
    with pytest.raises(LLMTimeout):
        await reliable(model, FakeClock(), attempt_s=0.01).complete(REQUEST)


async def test_the_breaker_opens_and_lets_one_probe_through_a_window() -> None:
    clock, model = FakeClock(), ScriptedModel([Refused() for _ in range(20)])
    phrasing = reliable(model, clock)
    for _ in range(10):
        with pytest.raises(LLMServiceError):
            await phrasing.complete(REQUEST)
    assert model.calls == 3
    assert (await phrasing.health()).status == "degraded"
    for _ in range(3):
        clock.now += 31
        for _ in range(5):
            with pytest.raises(LLMServiceError):
                await phrasing.complete(REQUEST)
    assert model.calls == 6


async def test_a_probe_that_succeeds_closes_the_breaker() -> None:
    clock, model = FakeClock(), ScriptedModel([Refused() for _ in range(3)])
    phrasing = reliable(model, clock)
    for _ in range(3):
        with pytest.raises(Refused):
            await phrasing.complete(REQUEST)
    clock.now += 31
    assert await phrasing.complete(REQUEST) == DONE
    assert (await phrasing.health()).status == "healthy"


async def test_a_stream_is_begun_again_as_long_as_nothing_was_heard() -> None:
    model = ScriptedModel([Transient()])
    assert await heard(reliable(model, FakeClock())) == ["fine", DONE]


async def test_a_stream_that_breaks_off_is_not_begun_again() -> None:
    model = ScriptedModel(["break"])
    stream = reliable(model, FakeClock()).stream(REQUEST)
    assert await anext(stream) == "half "
    with pytest.raises(Transient):
        await anext(stream)
    assert model.calls == 1


async def test_a_silent_stream_times_out() -> None:
    model = ScriptedModel(["hang"] * 3)
    with pytest.raises(LLMTimeout):
        await heard(reliable(model, FakeClock(), attempt_s=0.01))


async def test_leaving_a_stream_early_counts_as_a_success() -> None:
    clock, model = FakeClock(), ScriptedModel([Refused(), Refused()])
    phrasing = reliable(model, clock)
    for _ in range(2):
        with pytest.raises(Refused):
            await phrasing.complete(REQUEST)
    stream = phrasing.stream(REQUEST)
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    model.script = [Unusable()]
    with pytest.raises(Unusable):
        await phrasing.complete(REQUEST)
    assert (await phrasing.health()).status == "healthy"


async def test_however_long_a_server_asks_to_wait_it_is_asked_again() -> None:
    clock, model = FakeClock(), ScriptedModel([Transient(retry_after_s=3e7)])
    phrasing = reliable(model, clock)
    with pytest.raises(Transient):
        await phrasing.complete(REQUEST)
    resting = await phrasing.health()
    assert (resting.status, resting.detail["rests_s"]) == ("degraded", MAX_REST_S)
    clock.now += MAX_REST_S + 1
    assert await phrasing.complete(REQUEST) == DONE
    assert (await phrasing.health()).status == "healthy"


async def test_what_only_its_owner_can_mend_is_told_at_once() -> None:
    model = ScriptedModel([Refused("HTTP 404 from http://x/v1")])
    phrasing = reliable(model, FakeClock())
    with capture_logs() as logs, pytest.raises(Refused):
        await phrasing.complete(REQUEST)
    told = await phrasing.health()
    assert (told.status, told.detail["last_error"]) == (
        "degraded",
        "HTTP 404 from http://x/v1",
    )
    (failed,) = [log for log in logs if log["event"] == "provider_failed"]
    assert (failed["part"], failed["why"]) == ("llm", "HTTP 404 from http://x/v1")


async def test_a_fault_that_no_adapter_knows_is_a_failure_like_any_other() -> None:
    model = ScriptedModel([RuntimeError("odd")])  # type: ignore[list-item]
    with pytest.raises(LLMServiceError):
        await reliable(model, FakeClock()).complete(REQUEST)
    model.script = [RuntimeError("odd")]  # type: ignore[list-item]
    with pytest.raises(LLMServiceError):
        await heard(reliable(model, FakeClock()))
