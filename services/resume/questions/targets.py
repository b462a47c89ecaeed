"""The entries that a question names, however loosely: "the telemetry job"."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.degrees import levels
from services.resume.questions.entry_names import GENERIC, Name, names_in, told_in
from services.resume.reading.text import akin, clean, words
from services.resume.sound_data import read_sound_data

BECOMING = frozenset("become becoming became as".split())
"""Words behind which a trade is a role: "before becoming an engineer"."""
TOLD_WEIGHT = 0.3
"""What a word counts that only the entry's sentences have."""
NEEDED = 0.42
"""Share of a name that has to be said, unless a word of it is unlike any other."""
PRIOR = {
    "awards": 0.85,
    "publications": 0.9,
    "references": 0.8,
    "languages": 0.8,
    "interests": 0.85,
}
"""How much less often a name is said of such an entry than of a job with it."""
UNNAMED = frozenset({"skills", "languages", "interests"})
"""Sections whose entries are spoken of by subject, not as one thing."""


@dataclass(frozen=True, slots=True)
class Target:
    """An entry that a question names; `score` is in 0..1, `words` are what names it."""

    at: int
    score: float
    words: frozenset[str]


class Targets:
    """Finds entries by the words of their names and, more weakly, of their texts."""

    def __init__(self, entries: Sequence[Entry], headline: str = "") -> None:
        """Index the names; words of the `headline`, a trade, name no single entry."""
        self._entries = entries
        self._trade = frozenset(map(stem, words(clean(headline))))
        self._by_stem: dict[str, list[Name]] = defaultdict(list)
        for name in (n for i, e in enumerate(entries) for n in names_in(i, e)):
            for word in name.stems:
                self._by_stem[word].append(name)
        self._told: dict[str, set[int]] = defaultdict(set)
        for i, entry in enumerate(entries):
            for word in told_in(entry):
                self._told[word].add(i)
        count = max(2, len({e.organization or e.id for e in entries}))
        self._rarest = math.log(1 + count)
        self._idf = {
            word: math.log(1 + count / len(self._holders(names)))
            for word, names in self._by_stem.items()
        }
        named = {id(n): n for names in self._by_stem.values() for n in names}
        self._whole = {
            key: sum(map(self.weight, name.stems)) for key, name in named.items()
        }
        self.degrees = tuple(
            levels(e) if e.section == "education" else frozenset() for e in entries
        )

    def _holders(self, names: Sequence[Name]) -> set[str]:
        """The organisations, or entries without one, that have the names."""
        held = (self._entries[name.at] for name in names)
        return {entry.organization or entry.id for entry in held}

    def weight(self, word: str) -> float:
        """How much a stem tells one entry from another; unknown ones tell most."""
        return self._idf.get(word, self._rarest)

    def found(
        self,
        question: Sequence[str],
        sections: Collection[str] = (),
        *,
        pointed: bool = False,
    ) -> tuple[Target, ...]:
        """Entries named, best first; with `sections` only theirs.

        `pointed` says that one thing is pointed at ("the Guatemala thing"): then words
        of an entry's sentences may name it too.
        """
        stems = self._stems(question)
        best: dict[int, Target] = {}
        for name in self._touched(stems):
            entry = self._entries[name.at]
            if sections and entry.section not in sections:
                continue
            target = self._scored(name, stems, loosely=pointed and bool(sections))
            before = best.get(name.at)
            if target and (before is None or target.score > before.score):
                best[name.at] = target
        if (pointed or sections) and not best:
            best = self._by_text(stems, sections)
        ranked = sorted(best.values(), key=lambda t: (-t.score, t.at))
        return tuple(ranked)

    def _stems(self, question: Sequence[str]) -> dict[str, str]:
        """The words that can name an entry, by their stems: none of its trade."""
        words = {stem(w): w for w in question if stem(w) not in GENERIC}
        trade = frozenset() if BECOMING.intersection(question) else self._trade
        words = {s: w for s, w in words.items() if not any(akin(s, t) for t in trade)}
        ships = {s: w for s, w in words.items() if s.endswith("ship")}
        return words | {s.removesuffix("ship"): w for s, w in ships.items()}

    def _touched(self, stems: Mapping[str, str]) -> Iterator[Name]:
        seen: set[int] = set()
        for word in stems:
            for name in self._by_stem.get(word, ()):
                if id(name) not in seen:
                    seen.add(id(name))
                    yield name

    def _scored(
        self, name: Name, stems: Mapping[str, str], *, loosely: bool = False
    ) -> Target | None:
        hit = name.stems & stems.keys()
        telling = {w for w in hit if w not in GENERIC}
        if not telling:
            return None
        part = sum(self.weight(w) for w in telling)
        share = part / self._whole[id(name)]
        distinct = max(self.weight(w) for w in telling)
        alone = distinct >= 0.6 * self._rarest and not all(
            stems[w] in read_sound_data().common_words for w in telling
        )
        if share < NEEDED and not alone and not loosely:
            return None
        mass = min(1.0, part / (2 * self._rarest))
        score = 0.3 + 0.3 * share + 0.2 * distinct / self._rarest + 0.2 * mass
        score *= name.weight * PRIOR.get(self._entries[name.at].section, 1.0)
        return Target(name.at, min(1.0, score), frozenset(stems[w] for w in telling))

    def _by_text(
        self, stems: Mapping[str, str], sections: Collection[str]
    ) -> dict[int, Target]:
        scores: dict[int, float] = defaultdict(float)
        for word in stems:
            holders = self._told.get(word, set())
            inside = [
                i
                for i in holders
                if (not sections or self._entries[i].section in sections)
                and self._entries[i].section not in UNNAMED
            ]
            if inside and len(inside) <= max(1, len(self._entries) // 4):
                for i in inside:
                    scores[i] += TOLD_WEIGHT / len(inside)
        return {
            i: Target(i, score, frozenset())
            for i, score in scores.items()
            if score >= TOLD_WEIGHT / 2
        }
