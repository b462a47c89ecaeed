"""Labelled questions: our own set, and sets of the shape that DATA's eval has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

Cards = Literal["some", "none", "any", "absent"]
POLICIES: Mapping[str, Cards] = {"items": "some", "none": "none", "absent": "absent"}


@dataclass(frozen=True, slots=True)
class Followup:
    """`more` shows what was not shown yet; `ordinal` what stood at a place."""

    kind: Literal["more", "ordinal"]
    places: tuple[int, ...] = ()
    pool: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """What the writer of the case saw last, should nothing be shown now."""


@dataclass(frozen=True, slots=True)
class Case:
    """`wanted`, `allowed` and `forbidden` are labels of entries."""

    id: str
    resume: str
    query: str
    intents: frozenset[str]
    cards: Cards
    earlier: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    facts: tuple[str, ...] = ()
    followup: Followup | None = None
    tags: frozenset[str] = frozenset()
    loose_intent: bool = False
    """Nearly any section would do, so that it tells little about understanding."""
    blocked: bool = False
    not_answerable: bool = False

    @property
    def is_followup(self) -> bool:
        return "followup" in self.tags


def read_own(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        intents = frozenset(raw["intents"])
        tags = frozenset(raw["tags"])
        follow = raw.get("followup")
        yield Case(
            id=raw["id"],
            resume="sample",
            query=raw["query"],
            intents=intents,
            cards="absent" if raw.get("absent") else raw["cards"],
            earlier=tuple(raw.get("history", ())),
            wanted=tuple(raw.get("ids", ())),
            allowed=frozenset(raw.get("ok", ())),
            forbidden=frozenset(raw.get("not", ())),
            facts=tuple(raw.get("say_any", ())),
            followup=_followup(follow) if follow else None,
            tags=tags,
            loose_intent="search" in intents or "absent" in intents,
            blocked=bool(tags & {"off_topic", "unsafe"}),
            not_answerable="unclear" in intents,
        )


def read_eval(path: Path, today: date) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        follow, history = raw["followup"], raw["history"]
        shown = tuple(history[-1].get("shown", ())) if history else ()
        tags = frozenset(raw["tags"])
        wanted = tuple(raw["relevant_ids"])
        if raw["dynamic"]:
            wanted = tuple(_overlapping(raw["dynamic"], today))
        yield Case(
            id=raw["id"],
            resume=raw["resume"],
            query=raw["query"],
            intents=frozenset(raw["accept_intents"]),
            cards=POLICIES.get(raw["policy"], "any"),
            earlier=tuple(turn["query"] for turn in history),
            wanted=wanted,
            allowed=frozenset(raw["ok_ids"]),
            forbidden=frozenset(raw["must_not_show"]),
            facts=tuple(raw["say_any"]),
            followup=_followup(follow, shown) if follow else None,
            tags=tags,
            loose_intent=raw["intent"] in ("search", "absent"),
            blocked=raw["intent"] in ("off_topic", "unsafe")
            and not tags & {"privacy", "fabricate"},
            not_answerable=raw["intent"] in ("off_topic", "unsafe", "unclear"),
        )


def _followup(raw: Mapping[str, Any], shown: tuple[str, ...] = ()) -> Followup | None:
    if raw["kind"] not in ("more", "ordinal"):
        return None
    return Followup(
        raw["kind"], tuple(raw.get("index") or ()), tuple(raw.get("pool") or ()), shown
    )


def _overlapping(rule: Mapping[str, Any], today: date) -> Iterator[str]:
    """Labels of what was going on in a time told from today."""
    now = today.year * 12 + today.month
    low, high = now - 12 * rule["n"], now
    if rule["rule"] == "overlap_years_ago":
        low, high = (
            (today.year - rule["n"]) * 12 + 1,
            (today.year - rule["n"]) * 12 + 12,
        )
    for label, (start, end) in rule["ranges"].items():
        if _month(start, now, 1) <= high and _month(end, now, 12) >= low:
            yield label


def _month(written: str, now: int, missing: int) -> int:
    if written == "present":
        return now
    year, _, month = written.partition("-")
    return int(year) * 12 + int(month or missing)
