"""Turns as columns in memory: a figure over 100,000 of them takes milliseconds."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.metrics import STAGES
from services.models.records import CHANNELS, Interaction

COLUMNS = tuple(f"{stage}_ms" for stage in (*STAGES, "total"))
CAPACITY = 100_000
ROW = np.dtype(
    [
        ("id", "S36"),
        ("at_s", "f8"),
        ("session", "i4"),
        ("question", "i4"),
        ("intent", "i2"),
        ("engines", "i2"),
        ("degraded", "i2"),
        ("model", "i2"),
        ("language", "i2"),
        ("channel", "i1"),
        ("voice", "?"),
        ("unanswered", "?"),
        ("cached", "?"),
        ("tokens", "i8"),
        ("cost_usd", "f8"),
        ("ms", "f4", (len(COLUMNS),)),
    ]
)
PERSONAL = ("session", "question")
"""Columns whose values are dropped with the last row that has them."""
PLAIN = ("intent", "engines", "degraded", "model", "language")

Rows = NDArray[Any]


def folded(text: str) -> str:
    """A text in which capitals are as small letters, and accents are gone."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


class Codes:
    """Each different value once; a column holds its number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.keys: list[Any] = []
        self._numbers: dict[Hashable, int] = {}
        self._free: list[int] = []

    def number(self, key: Hashable, value: Any = None) -> int:
        """The number that stands for `key`; a new key is given one.

        `value` is what `key` stands for, where that is not the key itself.
        """
        found = self._numbers.get(key)
        if found is not None:
            return found
        shown = key if value is None else value
        if self._free:
            number = self._free.pop()
            self.values[number], self.keys[number] = shown, key
        else:
            number = len(self.values)
            self.values.append(shown)
            self.keys.append(key)
        self._numbers[key] = number
        return number

    def known(self, key: Hashable) -> int | None:
        return self._numbers.get(key)

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget values; the lists that spans hold stay as they are."""
        self.values, self.keys = list(self.values), list(self.keys)
        for number in numbers:
            del self._numbers[self.keys[number]]
            self.values[number] = self.keys[number] = None
            self._free.append(number)


@dataclass(frozen=True, slots=True)
class Span:
    """Some turns, and what the numbers in their columns stand for."""

    rows: Rows
    values: Mapping[str, list[Any]]
    questions: list[str | None]
    """As `values` has them, folded."""

    def named(self, column: str, most: int | None = None) -> list[tuple[Any, int]]:
        """A column's values and how often each is there, the most frequent first."""
        values = self.values[column]
        return [(values[n], count) for n, count in self.numbered(column, most)]

    def numbered(self, column: str, most: int | None = None) -> list[tuple[int, int]]:
        """As `named`, with the numbers that stand for the values."""
        counts = np.bincount(self.rows[column])
        order = np.argsort(-counts, kind="stable")[:most]
        return [(int(n), int(counts[n])) for n in order if counts[n]]

    def between(self, since: datetime, until: datetime) -> Span:
        at_s = self.rows["at_s"]
        return self.where((at_s >= since.timestamp()) & (at_s < until.timestamp()))

    def where(self, wanted: Rows) -> Span:
        """The turns for which `wanted` is true."""
        return self if wanted.all() else replace(self, rows=self.rows[wanted])


class TurnTable:
    """The latest turns, up to `capacity`; the oldest tenth makes room."""

    def __init__(self, *, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        # Taken whole at the start: memory does not grow with use.
        self._rows: Rows = np.full(capacity, np.zeros((), ROW))
        self._count = 0
        self._codes = {name: Codes() for name in (*PERSONAL, *PLAIN)}

    def __len__(self) -> int:
        return self._count

    def add(self, turn: Interaction) -> None:
        if self._count == self._capacity:
            self._make_room()
        self._rows[self._count] = self._row(turn)
        self._count += 1

    def _make_room(self) -> None:
        at_s = self._rows["at_s"][: self._count]
        wanted = np.ones(self._count, bool)
        wanted[np.argsort(at_s)[: max(1, self._count // 10)]] = False
        self._keep(wanted)

    def _row(self, turn: Interaction) -> tuple[Any, ...]:
        codes = self._codes
        words = " ".join(turn.user_input.split())
        return (
            turn.id.encode(),
            turn.created_at.timestamp(),
            codes["session"].number(turn.session_id),
            codes["question"].number(folded(words).rstrip("?!. "), words),
            codes["intent"].number(str(turn.intent)),
            codes["engines"].number(tuple(sorted(turn.engines.items()))),
            codes["degraded"].number(tuple(turn.degraded)),
            codes["model"].number(turn.model or ""),
            codes["language"].number(turn.language),
            CHANNELS.index(turn.came_by),
            turn.channel == "voice",
            turn.unanswered,
            turn.cached,
            turn.prompt_tokens + turn.completion_tokens,
            turn.cost_usd,
            tuple(turn.timing_ms.get(name, 0.0) for name in COLUMNS),
        )

    def forget(self, session_id: str) -> None:
        """Drop a session's turns, and its words with them."""
        number = self._codes["session"].known(session_id)
        if number is not None:
            self._keep(self._rows["session"][: self._count] != number)

    def erase_before(self, moment: datetime) -> None:
        rows = self._rows[: self._count]
        recent = rows["at_s"] >= moment.timestamp()
        if not recent.all():
            self._keep(recent)

    def span(self) -> Span:
        """All turns; later ones do not show, and another thread may read it."""
        values = {name: codes.values for name, codes in self._codes.items()}
        rows, questions = self._rows[: self._count], self._codes["question"].keys
        return Span(rows, values | {"channel": list(CHANNELS)}, questions)

    def _keep(self, wanted: Rows) -> None:
        """Only the `wanted` rows stay, and of words and ids what they still use."""
        before = self._rows[: self._count]
        rows = before[wanted]
        for name in PERSONAL:
            used = np.bincount(rows[name], minlength=len(self._codes[name].values))
            gone = np.unique(before[name][~wanted])
            self._codes[name].drop(gone[used[gone] == 0].tolist())
        # Another array: spans that are being read keep theirs.
        self._rows = np.zeros(self._capacity, ROW)
        self._count = len(rows)
        self._rows[: self._count] = rows
