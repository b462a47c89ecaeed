"""Made-up visitors: what they ask of the sample résumé, answered for real."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from services.metrics import Stopwatch
from services.models.answer import Answer, Query
from services.models.records import Interaction
from services.pipeline.recording import interaction_of
from services.pipeline.reply import Asked as Question
from services.pipeline.reply import Reply
from services.protocols import QueryProcessor

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.jsonl"
VISITORS = HERE / "data" / "visitors.toml"


@dataclass(frozen=True, slots=True)
class Asked:
    """`missing` names the theme that the résumé says nothing about, if any."""

    question: str
    missing: str = ""


def planted() -> Mapping[str, Sequence[str]]:
    themes: Mapping[str, Sequence[str]] = tomllib.loads(VISITORS.read_text("utf-8"))[
        "missing"
    ]
    return themes


def answerable() -> list[str]:
    """Questions of the scored set that cards answer, asked without a history."""
    rows = map(json.loads, QUESTIONS.read_text("utf-8").splitlines())
    return [
        row["query"]
        for row in rows
        if row.get("cards") == "some" and not row.get("history")
    ]


def visitors(total: int, seed: int = 1) -> list[Asked]:
    """Every planted question once, the rest answerable, in a mixed order."""
    chance = random.Random(seed)
    missing = [
        Asked(question, theme)
        for theme, questions in planted().items()
        for question in questions
    ]
    others = chance.choices(answerable(), k=total - len(missing))
    everyone = [*missing, *(Asked(question) for question in others)]
    chance.shuffle(everyone)
    return everyone


def interactions(
    processor: QueryProcessor,
    asked: Sequence[Asked],
    *,
    first: datetime,
    last: datetime,
    seed: int = 1,
) -> Iterator[Interaction]:
    """Each question asked of the engine, spread over time; three make a session."""
    chance = random.Random(seed)
    span_s = (last - first).total_seconds()
    moments = sorted(chance.random() * span_s for _ in asked)
    for number, (one, moment_s) in enumerate(zip(asked, moments, strict=True)):
        watch = Stopwatch()
        with watch.stage("answer"):
            answer = processor.answer(Query(one.question))
        yield interaction_of(
            reply_of(one.question, answer, watch, f"visitor-{number // 3:06}"),
            first + timedelta(seconds=moment_s),
            Question(one.question),
        )


def reply_of(question: str, answer: Answer, watch: Stopwatch, session: str) -> Reply:
    return Reply(
        session_id=session,
        question=question,
        answer=answer,
        engines={"llm": "none"},
        timing=watch.timing(),
    )
