"""Labels as the owner's own test questions, and how often answers were right."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from services.models.feedback import Tally
from services.models.label import Judgement, Label
from services.models.records import Interaction

Thumbs = Callable[[datetime], Awaitable[Mapping[date, Tally]]]
"""Visitors' thumbs since a moment, by the Monday (UTC) of the week they were given."""


WEEK = timedelta(days=7)


class Tallies(Protocol):
    async def tally(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Tally: ...


class LabelStore(Protocol):
    async def unsure(
        self, *, limit: int, since: datetime
    ) -> tuple[Sequence[Interaction], int]:
        """The least sure turns without a label, and how many there are in all."""

    async def put(
        self, interaction_id: str, judgement: Judgement, now: datetime
    ) -> Label:
        """Label a turn of the log; raise NotFound for one that is not there."""

    async def delete(self, interaction_id: str) -> None:
        """Take a label back; raise NotFound for none."""

    async def all(self) -> Sequence[Label]: ...
    async def judged(self, since: datetime) -> Sequence[tuple[datetime, bool]]: ...


def monday_of(moment: datetime) -> date:
    """The first day of a moment's week."""
    day = moment.date()
    return day - timedelta(days=day.weekday())


def thumbs_by_week(store: Tallies, now: Callable[[], datetime]) -> Thumbs:
    """A store's thumbs, counted week by week; weeks without any are left out."""

    async def counted(since: datetime) -> Mapping[date, Tally]:
        weeks: dict[date, Tally] = {}
        monday = monday_of(since.astimezone(UTC))
        while monday <= now().astimezone(UTC).date():
            begun = datetime.combine(monday, time.min, UTC)
            given = await store.tally(since=begun, until=begun + WEEK)
            if given.up or given.down:
                weeks[monday] = given
            monday += WEEK
        return weeks

    return counted


async def accuracy(
    store: LabelStore, thumbs: Thumbs | None, since: datetime
) -> list[dict[str, Any]]:
    """Week by week: labels and the right ones among them, thumbs up and down."""
    first = monday_of(since)
    start = since.replace(hour=0, minute=0, second=0, microsecond=0)
    start -= timedelta(days=since.weekday())
    weeks: dict[date, dict[str, Any]] = {}
    for at, right in await store.judged(start):
        week = weeks.setdefault(monday_of(at), _nothing())
        week["labelled"] += 1
        week["right"] += right
    given = await thumbs(start) if thumbs is not None else {}
    for monday, tally in given.items():
        week = weeks.setdefault(monday, _nothing())
        week |= {"thumbs_up": tally.up, "thumbs_down": tally.down}
    return [
        {"week": monday.isoformat(), **weeks[monday]}
        for monday in sorted(weeks)
        if monday >= first
    ]


def _nothing() -> dict[str, Any]:
    return {"labelled": 0, "right": 0, "thumbs_up": 0, "thumbs_down": 0}


def lines_of(labels: Sequence[Label]) -> Iterator[str]:
    """Each label as a line for `python -m services.resume try`.

    A turn whose words were not kept cannot be asked again, and has none.
    """
    for label in labels:
        if label.question.strip():
            yield json.dumps(question_of(label), ensure_ascii=False) + "\n"


def question_of(label: Label) -> dict[str, Any]:
    """A question, the answer that it should have, and the one that it had."""
    judgement = label.judgement
    had = {
        "absent": label.absent,
        "entry": next(iter(label.shown), None),
        "intent": label.intent,
    }
    expected: dict[str, Any] | None = None
    if judgement.verdict == "right":
        expected = had
    elif judgement.verdict == "not_in_resume":
        expected = {"absent": True}
    elif judgement.entry is not None:
        expected = {"absent": False, "entry": judgement.entry}
    return {
        "question": label.question,
        "earlier": list(label.earlier),
        "verdict": judgement.verdict,
        "was_right": label.was_right and not label.by_model,
        "expected": expected,
        "unlike": had if expected is None else None,
        "id": label.interaction_id,
        "asked_at": label.asked_at.isoformat(),
    }
