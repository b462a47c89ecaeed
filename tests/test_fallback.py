"""Providers in order: who is asked, who is left alone, and who is tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from services.errors import Declined, InvalidInput, Overloaded, SynthesisFailed
from services.fallback import CircuitBreaker, Fallback, Outcome
from tests.fakes import FakePart


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def chain(clock: Clock) -> Fallback[FakePart]:
    return Fallback(
        "tts",
        [FakePart("named"), FakePart("twin")],
        deadline_s=0.05,
        error=SynthesisFailed,
        breaker=lambda: CircuitBreaker(threshold=2, cooldown_s=30, clock=clock),
    )


Ask = Callable[[], Awaitable[Outcome[None]]]


@pytest.fixture
def ask(chain: Fallback[FakePart]) -> Ask:
    return lambda: chain.call(lambda part: part.work())


async def test_the_last_one_without_time_has_an_error_of_its_own() -> None:
    named, twin = FakePart("named"), FakePart("twin")
    chain = Fallback(
        "tts",
        [named, twin],
        deadline_s=0.05,
        error=SynthesisFailed,
        late=Overloaded,
    )
    named.takes_s, twin.fails = 30, SynthesisFailed()
    with pytest.raises(SynthesisFailed):
        await chain.call(lambda part: part.work())
    named.takes_s, twin.takes_s = 0, 30
    named.fails = SynthesisFailed()
    with pytest.raises(Overloaded):
        await chain.call(lambda part: part.work())


async def test_the_first_that_is_well_serves(ask: Ask) -> None:
    assert await ask() == Outcome(None, "named", ())


async def test_the_order_may_be_given_and_leave_some_out(
    chain: Fallback[FakePart],
) -> None:
    chain.providers[1].fails = SynthesisFailed()
    order = ["twin", "named"]
    outcome = await chain.call(lambda part: part.work(), order=order)
    assert outcome == Outcome(None, "named", ("tts:twin:tts_failed",))
    with pytest.raises(SynthesisFailed):
        await chain.call(lambda part: part.work(), order=["twin"])


async def test_one_that_declines_is_passed_and_stays_trusted(
    chain: Fallback[FakePart], ask: Ask
) -> None:
    chain.providers[0].fails = Declined()
    for _ in range(4):
        assert await ask() == Outcome(None, "twin", ("tts:named:declined",))
    assert chain.breakers["named"].state == "closed"


async def test_a_failure_falls_through_by_its_code(
    chain: Fallback[FakePart], ask: Ask
) -> None:
    chain.providers[0].fails = SynthesisFailed()
    assert await ask() == Outcome(None, "twin", ("tts:named:tts_failed",))


async def test_one_that_is_too_slow_is_given_up(
    chain: Fallback[FakePart], ask: Ask
) -> None:
    chain.providers[0].takes_s = 30
    assert await ask() == Outcome(None, "twin", ("tts:named:timeout",))


@pytest.mark.parametrize("error", [InvalidInput(), Overloaded()])
async def test_what_is_no_fault_of_a_provider_falls_through_nobody(
    chain: Fallback[FakePart], ask: Ask, error: InvalidInput | Overloaded
) -> None:
    chain.providers[0].fails = error
    for _ in range(3):
        with pytest.raises(type(error)):
            await ask()
    assert chain.breakers["named"].state == "closed"


async def test_all_failing_is_the_parts_own_error(
    chain: Fallback[FakePart], ask: Ask
) -> None:
    for part in chain.providers:
        part.fails = SynthesisFailed("no voice")
    with pytest.raises(SynthesisFailed):
        await ask()


async def test_who_keeps_failing_is_left_alone_and_tried_once_after_a_rest(
    chain: Fallback[FakePart], ask: Ask, clock: Clock
) -> None:
    chain.providers[0].fails = SynthesisFailed()
    for _ in range(2):
        await ask()
    assert (chain.engine, chain.breakers["named"].state) == ("twin", "open")
    assert (await ask()).degraded == ("tts:named:breaker_open",)
    clock.now_s = 30
    assert chain.breakers["named"].state == "half_open"
    assert (await ask()).degraded == ("tts:named:tts_failed",)
    assert (await ask()).degraded == ("tts:named:breaker_open",)
    chain.providers[0].fails = None
    clock.now_s = 60
    assert (await ask()).engine == chain.engine == "named"


def test_a_trial_belongs_to_one_caller_at_a_time(clock: Clock) -> None:
    breaker = CircuitBreaker(threshold=1, cooldown_s=30, clock=clock)
    breaker.failed()
    clock.now_s = 30
    assert [breaker.admit(), breaker.admit()] == [True, False]
    clock.now_s = 60
    assert breaker.admit(), "the caller before may have left without a word"


def test_a_chain_of_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Fallback[FakePart]("tts", [], deadline_s=1, error=SynthesisFailed)


async def test_who_may_be_slow_is_not_left_alone_for_it() -> None:
    part = FakePart("named", takes_s=30)
    chain = Fallback(
        "recognizer",
        [part],
        deadline_s=0.01,
        error=SynthesisFailed,
        slow_is_fault=False,
        breaker=lambda: CircuitBreaker(threshold=1),
    )
    with pytest.raises(SynthesisFailed):
        await chain.call(lambda part: part.work())
    assert chain.breakers["named"].state == "closed"


async def test_a_call_may_have_more_time(chain: Fallback[FakePart], ask: Ask) -> None:
    chain.providers[0].takes_s = 0.1
    assert (await ask()).engine == "twin"
    outcome = await chain.call(lambda part: part.work(), more_s=30)
    assert outcome.engine == "named"
