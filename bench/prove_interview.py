"""Interviews proved: simulated candidates, a biased rater, and ten weeks of drift."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

from bench.figure import Figure
from bench.interview_answers import banks
from services.interview.ability import ability_of, expected
from services.interview.active_weights import ACTIVE
from services.interview.choosing import PRECISE, next_question
from services.interview.drift import drift_of
from services.interview.refit import refit, rollback
from services.models.interview import Ability, Interview, InterviewTurn, Labelled
from services.models.interview_bank import Bank, Question
from services.models.interview_score import AnswerScore

NOW = datetime(2030, 1, 7, 12, tzinfo=UTC)
CANDIDATES = 100
QUESTIONS = 12
Asks = Callable[[Interview], Question | None]


def figures(data: Path | None) -> Iterator[Figure]:
    known = banks()
    yield from simulated(known["python"], random.Random(1))
    yield from refitted()
    yield from drifted(known["sql"])


def simulated(bank: Bank, draw: random.Random) -> Iterator[Figure]:
    """Candidates of known ability, drawn as the scale has it, right or wrong."""
    inside = 0
    adaptive: list[int] = []
    fixed: list[int] = []
    for number in range(CANDIDATES):
        ability = draw.gauss(0, 1)

        def chosen(interview: Interview) -> Question | None:
            return next_question(interview, bank)

        def in_order(interview: Interview) -> Question | None:
            return bank.questions[len(interview.turns)]

        found, _ = asked(bank, ability, chosen, draw, most=QUESTIONS, name=number)
        low, high = found.interval
        inside += low <= ability <= high
        most = len(bank.questions)
        for asks, counts in ((chosen, adaptive), (in_order, fixed)):
            _, needed = asked(
                bank, ability, asks, draw, most=most, until=PRECISE, name=number
            )
            counts.append(needed)
    share = fmean(adaptive) / fmean(fixed)
    note = f"{fmean(adaptive):.1f} of {fmean(fixed):.1f}, to an error of {PRECISE}"
    yield Figure("interview.inside", inside, "", ">= 85", f"of {CANDIDATES}")
    yield Figure("interview.adaptive_share", share, "", "<= 0.7", note)


def asked(
    bank: Bank,
    ability: float,
    asks: Asks,
    draw: random.Random,
    *,
    most: int,
    until: float = 0.0,
    name: int = 0,
) -> tuple[Ability, int]:
    """Return what was found of a candidate, and after how many questions."""
    interview = Interview(
        str(name), "c", bank.name, "middle", "text", 60, "active", NOW, NOW
    )
    results: list[tuple[float, float]] = []
    found = ability_of(results)
    for _ in range(most):
        question = asks(interview)
        if question is None or (results and found.error <= until):
            break
        right = float(draw.random() < expected(ability, question.difficulty))
        results.append((question.difficulty, right))
        found = ability_of(results)
        turn = InterviewTurn(question.id, NOW, "said", AnswerScore(right))
        interview = replace(interview, turns=(*interview.turns, turn))
    return found, len(results)


def refitted() -> Iterator[Figure]:
    """A rater who is fair about something else, one who is biased, one who guesses."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fair = refit(rated(lambda c, n: 0.5 * c + 0.5 * n), folder, seed=1, at=NOW)
        yield Figure(
            "interview.fair_rater_switches", fair.switched, "", "== 1", fair.why
        )
        before = (folder / ACTIVE).read_bytes()
        harsh = refit(rated(lambda c, n: 0.7 * c * c), folder, seed=2, at=NOW)
        past = harsh.switched <= (harsh.new_agreement > harsh.old_agreement)
        gate = past and harsh.switched <= (harsh.new_agreement >= 0.85)
        yield Figure("interview.biased_past_the_gate_only", gate, "", "== 1", harsh.why)
        if harsh.switched:
            rollback(folder, at=NOW)
        same = (folder / ACTIVE).read_bytes() == before
        yield Figure("interview.rollback_same_bytes", same, "", "== 1")
        draw = random.Random(4)
        guess = refit(rated(lambda c, n: draw.random()), folder, seed=3, at=NOW)
        same = (folder / ACTIVE).read_bytes() == before
        held = not guess.switched and same
        yield Figure("interview.guesses_do_not_switch", held, "", "== 1", guess.why)


def rated(rates: Callable[[float, float], float], count: int = 200) -> list[Labelled]:
    draw = random.Random(9)
    found = []
    for number in range(count):
        covered, length = draw.random(), draw.random()
        label = min(1.0, max(0.0, rates(covered, length) + draw.gauss(0, 0.03)))
        features = {"one": 1.0, "covered": covered, "length": length}
        found.append(Labelled("knowledge", features, label, f"answer {number}"))
    return found


def drifted(bank: Bank) -> Iterator[Figure]:
    """Twenty services of ten weeks alike each, and as many with one that is not."""
    false, seen = 0, 0
    for seed in range(20):
        draw = random.Random(seed)
        weeks = [one for n in range(14) for one in week(bank, n, draw, (2, 2))]
        false += sum(row["alarm"] for row in drift_of(weeks)["weeks"])
        shifted = week(bank, 14, draw, (1.2, 3.5))
        seen += drift_of([*weeks, *shifted])["weeks"][-1]["alarm"]
    yield Figure("interview.false_alarms", false, "", "== 0", "of 200 weeks alike")
    yield Figure("interview.drift_seen", seen, "", ">= 20", "of 20 shifted weeks")


def week(
    bank: Bank, number: int, draw: random.Random, shape: tuple[float, float]
) -> Sequence[Interview]:
    """Return twelve interviews of a week, six answers each."""
    found = []
    for one in range(12):
        at = NOW + timedelta(weeks=number, hours=one)
        turns = tuple(
            InterviewTurn(q.id, at, "said", AnswerScore(draw.betavariate(*shape)))
            for q in draw.sample(bank.questions, 6)
        )
        plain = Interview(
            f"{number}-{one}", "c", bank.name, "middle", "text", 20, "completed", at, at
        )
        found.append(replace(plain, turns=turns))
    return found
