"""BM25 over facts: which of them hold a question's words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from services.language.stems import stem
from services.models.fact import Fact, Kind
from services.resume.reading.text import clean, glued, words

OWN_WEIGHT = 1.0
NAME_WEIGHT = 0.8
"""Of a name that the text has in another form: Kubernetes for "k8s"."""
LABEL_WEIGHT = 0.6
"""Of the field's name: the "thesis" of a thesis."""
ENTRY_WEIGHT = 0.4
"""Of the title and the organisation of the entry that the fact belongs to."""
SATURATION = 1.2
LENGTH_NORM = 0.4
LAST_FIELD = re.compile(r"\.([A-Za-z_]+)(?:\[\d+\])?$")
NAMING = (Kind.TITLE, Kind.ORGANIZATION)

Postings = Mapping[str, tuple[NDArray[np.int32], NDArray[np.float32]]]


class Lexical:
    """Scores facts by the stems of words; a fact is meant by its position."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._size = len(facts)
        names = _entry_names(facts)
        bags = [_bag(fact, names.get(fact.entry, ())) for fact in facts]
        self._postings = _postings(bags)
        self._unknown = float(np.log(1 + self._size)) + 1
        self._idf = {
            term: float(np.log(1 + (self._size - len(at) + 0.5) / (len(at) + 0.5)))
            for term, (at, _) in self._postings.items()
        }

    def scores(self, words: Sequence[str]) -> dict[int, float]:
        """Each fact that holds one of the words, with its share of their weight.

        The share is of all words, those that no fact holds included: a fact that
        holds the only rare word of a question scores near 1.
        """
        terms = dict.fromkeys(map(stem, words))
        weights = {term: self.idf(term) for term in terms}
        total = sum(weights.values())
        if not total:
            return {}
        found = np.zeros(self._size, dtype=np.float32)
        for term, weight in weights.items():
            if term in self._postings:
                at, shares = self._postings[term]
                found[at] += shares * np.float32(weight / total)
        hits = np.flatnonzero(found)
        return dict(zip(hits.tolist(), found[hits].tolist(), strict=True))

    def idf(self, term: str) -> float:
        """How rare a stem is; one that no fact holds is rarest."""
        return self._idf.get(term, self._unknown)


def _entry_names(facts: Iterable[Fact]) -> Mapping[str, frozenset[str]]:
    """The stems of each entry's title and organisation."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.entry and fact.kind in NAMING and not fact.derived:
            found[fact.entry].update(_stems(fact.text))
    return {entry: frozenset(stems) for entry, stems in found.items()}


def _bag(fact: Fact, names: Iterable[str]) -> dict[str, float]:
    """Each stem with the weight of the strongest field that has it."""
    bag: dict[str, float] = dict.fromkeys(names, ENTRY_WEIGHT)
    bag |= dict.fromkeys(_stems(fact.about), ENTRY_WEIGHT)
    if label := LAST_FIELD.search(fact.path):
        bag |= dict.fromkeys(_stems(label[1].replace("_", " ")), LABEL_WEIGHT)
    for value in fact.values:
        if isinstance(value.data, str) and value.data != value.text:
            bag |= dict.fromkeys(_stems(value.data), NAME_WEIGHT)
    said = Counter(_stems(fact.text))
    return bag | {term: OWN_WEIGHT * count for term, count in said.items()}


def _stems(text: str) -> Iterator[str]:
    for word in (*words(clean(text)), *glued(text)):
        yield stem(word)


def _postings(bags: Sequence[Mapping[str, float]]) -> Postings:
    """Positions and saturated weights by stem, with the length norm worked in."""
    found: defaultdict[str, tuple[list[int], list[float]]]
    found = defaultdict(lambda: ([], []))
    lengths = [sum(bag.values()) for bag in bags]
    mean = sum(lengths) / max(1, len(bags)) or 1.0
    for i, bag in enumerate(bags):
        norm = SATURATION * (1 - LENGTH_NORM + LENGTH_NORM * lengths[i] / mean)
        for term, weight in bag.items():
            at, shares = found[term]
            at.append(i)
            shares.append(weight * (1 + norm) / (weight + norm))
    return {
        term: (np.array(at, np.int32), np.array(shares, np.float32))
        for term, (at, shares) in found.items()
    }
