"""Ten simulated minutes of an attacker at full rate, and a breaker's windows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.figure import Figure
from bench.language_model_rig import folder
from services.errors import LLMServiceError
from services.fallback import CircuitBreaker
from services.llm.composing import Persona
from services.llm.failures import Refused
from services.llm.ledger import Ledger
from services.llm.modes import REPHRASE
from services.llm.owner import Owner
from services.llm.paid_model import PaidModel
from services.llm.phrasing import GroundedPhraser
from services.llm.preparing import Guards, Preparation
from services.llm.prices import load_prices
from services.llm.prompts import load_prompts
from services.llm.reliable_model import ReliableModel
from services.llm.routing import Routes
from services.models.answer import Answer, Card, Query
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest
from tests.fact_sheets import no_facts

MINUTES = 10
PER_SECOND = 20
VISITORS = 500
LIMIT_USD = 0.01
MODEL = "llama-3.1-8b-instant"
COOLDOWN_S = 30.0
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = Card("atlas", "project", "Atlas", "projects", content="Maps the sea in Rust.")
ANSWER = Answer("Atlas maps the sea.", "projects", cards=(CARD,), may_rephrase=True)


@dataclass
class InstantModel:
    """Answers at once, or refuses; counts what it was asked."""

    name: str = "instant"
    refuses: bool = False
    calls: int = 0

    async def complete(self, request: CompletionRequest) -> Completion:
        self.calls += 1
        if self.refuses:
            raise Refused
        return Completion("Atlas maps the sea in Rust.", MODEL, 400, 20)

    async def stream(
        self, request: CompletionRequest
    ) -> AsyncIterator[str | Completion]:
        yield await self.complete(request)

    async def prepare(self) -> None:
        return None

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        return None


@dataclass
class Clock:
    seconds: float = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


def phraser_over(model: InstantModel, ledger: Ledger) -> GroundedPhraser:
    owner = Owner(Persona("Ann Lee"), "1")
    return GroundedPhraser(
        PaidModel(model, prices=load_prices(), ledger=ledger),
        owner=lambda: owner,
        facts=no_facts,
        preparation=Preparation(
            REPHRASE,
            load_prompts(),
            Guards(suspicious=lambda text: False, clean=lambda text: text),
            2000,
        ),
        routes=Routes(MODEL, {}),
        ledger=ledger,
    )


async def attack_figures() -> AsyncIterator[Figure]:
    with folder() as data:
        async for figure in _attack(data):
            yield figure
    yield await _probes()


async def _attack(data: Path) -> AsyncIterator[Figure]:
    clock, model = Clock(), InstantModel()
    ledger = Ledger(
        data / "ledger.json",
        daily_limit_usd=LIMIT_USD,
        free_queries=30,
        now=clock.now,
    )
    phraser = phraser_over(model, ledger)
    asked = answered = 0
    for number in range(MINUTES * 60 * PER_SECOND):
        clock.seconds = number / PER_SECOND
        phrased = await phraser.phrase(
            Query(f"what about number {number}"),
            ANSWER,
            visitor=f"visitor-{number % VISITORS}",
            deadline_s=1.0,
        )
        asked += 1
        answered += bool(phrased.text)
    spent = ledger.usage()["cost_usd"]
    note = f"{asked} questions, {model.calls} calls"
    yield Figure("attack_cost_over_limit", spent / LIMIT_USD, "", "<= 1", note)
    yield Figure("attack_answered", answered / asked, "", ">= 1.0")


async def _probes() -> Figure:
    """The most calls that reach a failing model in any window after it opened."""
    clock, model = Clock(), InstantModel(refuses=True)
    reliable = ReliableModel(
        model,
        breaker=CircuitBreaker(cooldown_s=COOLDOWN_S, clock=lambda: clock.seconds),
        clock=lambda: clock.seconds,
    )
    request = CompletionRequest((), MODEL, 10)
    at: list[float] = []
    for step in range(int(MINUTES * 60 * PER_SECOND)):
        clock.seconds = step / PER_SECOND
        before = model.calls
        try:
            await reliable.complete(request)
        except LLMServiceError:
            at += [clock.seconds] * (model.calls - before)
    probes = at[3:]
    most = max(sum(t <= p < t + COOLDOWN_S for p in probes) for t in probes)
    return Figure(
        "breaker_probes_per_window", most, "", "<= 1", f"{len(probes)} probes"
    )
