"""Which facts bear on a question: the order in which a language model needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from services.models.answer import Answer, Query
from services.models.fact import Fact, Kind
from services.models.fact_sheet import FactSheet
from services.models.resume import Entry
from services.resume.answers.evidence import stems_of
from services.resume.answers.scene import Library
from services.resume.cards import to_card
from services.resume.telling.lists import joined

LISTED = (Kind.KEYWORD, Kind.COURSE)
"""Facts of one word or two, of which an entry may have dozens."""
ASKED, SPOKEN_OF, NEAREST = 0, 1, 2
MOST_NEAR = 12
"""Facts looked up by words and meaning; their entries come next."""
FAR = 100
FARTHEST = {
    **dict.fromkeys((Kind.TITLE, Kind.DATE, Kind.LEVEL), FAR),
    **dict.fromkeys((Kind.ORDER, Kind.OVERLAP, Kind.ORGANIZATION), FAR + 2),
    Kind.LINK: FAR + 3,
}
"""Ranks of what has nothing to do with the question; of an entry its name stays."""


class Bearings:
    """One résumé's facts as a model is given them, ready to be ordered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        entries = {entry.id: entry for entry in library.entries}
        person = library.facts.get("", ())
        own = [fact for fact in person if not fact.derived]
        whole = [fact for fact in person if fact.derived]
        self._facts = (
            *own,
            *(f for e in entries for f in gathered(library.facts.get(e, ()))),
            *whole,
        )
        self._entries = entries
        self._cards = {id: to_card(entry) for id, entry in entries.items()}

    def sheet(self, query: Query, answer: Answer) -> FactSheet:
        """All facts, each with how near it is to the question."""
        ranks = self._ranks_of_entries(query, answer)
        return FactSheet(
            facts=self._facts,
            ranks=tuple(_rank(fact, ranks) for fact in self._facts),
            near=FAR - 1,
            entries=self._entries,
            cards=self._cards,
            profile=self._library.resume.profile,
        )

    def _ranks_of_entries(self, query: Query, answer: Answer) -> dict[str, int]:
        last = query.history[-1].shown if query.history else ()
        ordered = [
            *((id, ASKED) for id in about(answer, self._library.entries)),
            *((id, SPOKEN_OF) for id in last),
            *((id, NEAREST + n) for n, id in enumerate(self._near(query.text))),
        ]
        return dict(reversed(ordered))

    def _near(self, text: str) -> Iterator[str]:
        hits = self._library.evidence.ranked(stems_of(text), text, limit=MOST_NEAR)
        yield from dict.fromkeys(hit.fact.entry for hit in hits if hit.fact.entry)


def about(answer: Answer, entries: Iterable[Entry]) -> list[str]:
    """The ids of the entries that an answer shows or rests on."""
    paths = [path for piece in answer.evidence for path in piece.paths]
    resting = [e.id for e in entries if any(_within(path, e) for path in paths)]
    return list(dict.fromkeys([*(card.id for card in answer.cards), *resting]))


def gathered(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of an entry with those that only name something put into one."""
    found: list[Fact] = []
    named: dict[tuple[Kind, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind in LISTED and _opening(fact):
            key = (fact.kind, fact.path)
            if key not in named:
                found.append(fact)
            named.setdefault(key, []).append(fact)
        else:
            found.append(fact)
    return [_in_one(named.get((f.kind, f.path), [f])) for f in found]


def _opening(fact: Fact) -> str:
    """How its sentence opens, where it closes with the text; empty where not."""
    opening, text, rest = fact.sentence.rpartition(fact.text)
    return opening if text and rest in ("", ".") else ""


def _in_one(facts: Sequence[Fact]) -> Fact:
    first, texts = facts[0], [fact.text for fact in facts]
    if len(facts) == 1:
        return first
    return replace(
        first,
        text=", ".join(texts),
        sentence=f"{_opening(first)}{joined(texts)}.",
        values=tuple(value for fact in facts for value in fact.values),
    )


def _rank(fact: Fact, ranks: Mapping[str, int]) -> int:
    if not fact.entry:
        return SPOKEN_OF if fact.derived else ASKED
    rank = ranks.get(fact.entry, FAR)
    return FARTHEST.get(fact.kind, FAR + 1) if rank == FAR else rank


def _within(path: str, entry: Entry) -> bool:
    return path == entry.path or path.startswith((f"{entry.path}.", f"{entry.path}["))
