"""How facts of one entry are put together, with ids of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.models.fact import Fact, Kind, Value
from services.models.resume import Entry
from services.resume.telling.sentences import finished

PERSON = "profile"
"""The section of what is told about the person, and the beginning of its ids."""


@dataclass(slots=True)
class Writer:
    """Collects the facts of one entry, or of the person where there is none."""

    entry: Entry | None
    facts: list[Fact] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def add(
        self,
        key: str,
        text: str,
        kind: Kind,
        values: Iterable[Value] = (),
        *,
        path: str = "",
        sentence: str = "",
    ) -> None:
        """One fact; `sentence` is how it is said, where the text itself is none.

        A text without a letter or a digit says nothing and is left out.
        """
        text = text.strip()
        if not any(map(str.isalnum, text)):
            return
        entry = self.entry
        self.facts.append(
            Fact(
                id=f"{entry.id if entry else PERSON}#{self._free(key)}",
                entry=entry.id if entry else "",
                path=f"{entry.path if entry else PERSON}{path}",
                text=text,
                sentence=sentence or finished(text) or text,
                kind=kind,
                values=tuple(values),
                about=entry.section if entry else PERSON,
            )
        )

    def _free(self, key: str) -> str:
        """The key itself, or with a number where the entry has it already."""
        free, number = key, 1
        while free in self._taken:
            number += 1
            free = f"{key}-{number}"
        self._taken.add(free)
        return free
