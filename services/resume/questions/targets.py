"""The entries that a question names, however loosely: "the telemetry job"."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.models.resume import Entry, Resume
from services.resume.degrees import levels
from services.resume.reading.text import clean, glued, stem, words
from services.resume.sound_data import read_sound_data

NAME_FIELDS = {"title": 1.0, "organization": 1.0, "role": 0.9}
SIDE_FIELDS = {"location": 0.5, "area": 0.9, "issuer": 0.4, "awarder": 0.5}
TOLD_WEIGHT = 0.3
"""What a word counts that only the entry's sentences have."""
NEEDED = 0.42
"""Share of a name that has to be said, unless a word of it is unlike any other."""
CLOSE = 0.75
"""Share of the best score up to which others are named as well."""
GENERIC = frozenset(
    """the of and for in at a an to on with by from inc ltd llc gmbh co company group
    senior junior lead head chief assistant first second third new part time full""".split()
)
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
BRACKETED = re.compile(r"\(([^)]+)\)")
CAPITALS = re.compile(r"\b[A-Z]")


@dataclass(frozen=True, slots=True)
class Target:
    """An entry that a question names; `score` is in 0..1, `words` are what names it."""

    at: int
    score: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an entry: its stems with their weight."""

    at: int
    field: str
    weight: float
    stems: frozenset[str]


class Targets:
    """Finds entries by the words of their names and, more weakly, of their texts."""

    def __init__(self, entries: Sequence[Entry], resume: Resume) -> None:
        self._entries = entries
        self._names = [
            name for i, entry in enumerate(entries) for name in _names(i, entry)
        ]
        self._by_stem: dict[str, list[_Name]] = defaultdict(list)
        holders: dict[str, set[str]] = defaultdict(set)
        for name in self._names:
            entry = entries[name.at]
            for word in name.stems:
                self._by_stem[word].append(name)
                holders[word].add(entry.organization or entry.id)
        self._told: dict[str, set[int]] = defaultdict(set)
        for i, entry in enumerate(entries):
            for word in _told(entry):
                self._told[word].add(i)
        count = max(2, len({e.organization or e.id for e in entries}))
        self._idf = {w: math.log(1 + count / len(h)) for w, h in holders.items()}
        self._rarest = math.log(1 + count)
        self.degrees = tuple(
            levels(e) if e.section == "education" else frozenset() for e in entries
        )

    def weight(self, word: str) -> float:
        """How much a stem tells one entry from another; unknown ones tell most."""
        return self._idf.get(word, self._rarest)

    def is_name_word(self, word: str) -> bool:
        return word in self._by_stem

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
        said = {stem(w): w for w in question if stem(w) not in GENERIC}
        said |= {
            s.removesuffix("ship"): w for s, w in said.items() if s.endswith("ship")
        }
        best: dict[int, Target] = {}
        for name in self._touched(said):
            entry = self._entries[name.at]
            if sections and entry.section not in sections:
                continue
            target = self._scored(name, said, relaxed=pointed and bool(sections))
            if target and target.score > best.get(name.at, _NONE).score:
                best[name.at] = target
        if (pointed or sections) and not best:
            best = self._by_text(said, sections)
        ranked = sorted(best.values(), key=lambda t: (-t.score, t.at))
        return tuple(ranked)

    def _touched(self, said: Mapping[str, str]) -> Iterator[_Name]:
        seen: set[int] = set()
        for word in said:
            for name in self._by_stem.get(word, ()):
                if id(name) not in seen:
                    seen.add(id(name))
                    yield name

    def _scored(
        self, name: _Name, said: Mapping[str, str], *, relaxed: bool = False
    ) -> Target | None:
        hit = name.stems & said.keys()
        telling = {w for w in hit if w not in GENERIC}
        if not telling:
            return None
        whole = sum(self.weight(w) for w in name.stems)
        part = sum(self.weight(w) for w in telling)
        share = part / whole
        distinct = max(self.weight(w) for w in telling)
        alone = distinct >= 0.6 * self._rarest and not all(
            said[w] in read_sound_data().common_words for w in telling
        )
        if share < NEEDED and not alone and not relaxed:
            return None
        mass = min(1.0, part / (2 * self._rarest))
        score = 0.3 + 0.3 * share + 0.2 * distinct / self._rarest + 0.2 * mass
        score *= name.weight * PRIOR.get(self._entries[name.at].section, 1.0)
        return Target(name.at, min(1.0, score), frozenset(said[w] for w in telling))

    def _by_text(
        self, said: Mapping[str, str], sections: Collection[str]
    ) -> dict[int, Target]:
        scores: dict[int, float] = defaultdict(float)
        for word in said:
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


_NONE = Target(-1, 0.0, frozenset())


def _names(at: int, entry: Entry) -> Iterator[_Name]:
    if entry.section in ("skills",):
        return
    for field, weight in NAME_FIELDS.items():
        text = getattr(entry, field)
        if entry.section == "references":
            text = text.split(",")[0] if field == "title" else ""
        if field == "title" and entry.section in (
            "experience",
            "education",
            "volunteer",
        ):
            text = "" if entry.organization else text
        yield from _parts(at, field, weight, text)
    for field, weight in SIDE_FIELDS.items():
        value = entry.location if field == "location" else entry.facts.get(field, "")
        if isinstance(value, str):
            yield from _parts(at, field, weight, value)


def _parts(at: int, field: str, weight: float, text: str) -> Iterator[_Name]:
    """The whole name, what it has in brackets, what stands before them, initials."""
    if not text:
        return
    pieces = {text, BRACKETED.sub("", text), *BRACKETED.findall(text)}
    pieces |= set(re.split(r"[:,;/|]| at | - | – ", BRACKETED.sub("", text)))
    seen = set()
    for piece in pieces:
        stems = frozenset(
            stem(w)
            for w in (*words(clean(piece)), *glued(piece))
            if stem(w) not in GENERIC
        )
        if stems and stems not in seen:
            seen.add(stems)
            yield _Name(at, field, weight, stems)
    initials = "".join(re.findall(r"\b[A-Z]", BRACKETED.sub("", text))).lower()
    if 3 <= len(initials) <= 6:
        yield _Name(at, field, weight * 0.9, frozenset({initials}))


def _told(entry: Entry) -> set[str]:
    texts = [entry.description, *entry.highlights, *entry.metrics, *entry.keywords]
    texts += [entry.location, *entry.technologies]
    for value in entry.facts.values():
        texts += [value] if isinstance(value, str) else list(value)
    return {
        stem(w)
        for text in texts
        for w in (*words(clean(text)), *glued(text))
        if len(w) > 2 and stem(w) not in GENERIC
    }
