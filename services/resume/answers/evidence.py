"""Facts ranked by how well they answer a question, by words and by meaning."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Protocol

import numpy as np

from services.language.stems import stem
from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.aptness import Aptness
from services.resume.answers.ranking import Match, Ranking, Vectors
from services.resume.questions.question import Question
from services.resume.reading.text import clean, glued, words
from services.resume.reading.wordlists import table
from services.resume.sound_data import read_sound_data
from services.resume.telling.verbs import nouns

EVERYDAY = 0.35
"""Of an unknown word's weight, what a common one has: "nasty", "rolled"."""
SHORTEST_TELLING = 3
"""Letters below which an unknown word tells little: "PI", "so"."""
NAME_SHARE = 0.8
"""What a word counts that only the name of the fact's entry has."""
TEXTS_KEPT = 16384
"""Texts whose stems are kept."""


class Meaning(Protocol):
    """Compares a question with texts that it was given when it was made."""

    def scores(self, question: str) -> np.ndarray | None:
        """The cosine with each text; None without a model, or until it is ready."""

    def answering(self, question: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Vectors that are near where a text answers the question; None as for
        `scores`.

        That of the question, (d,), and those of the texts, (n, d).
        """

    @property
    def complete(self) -> bool:
        """Whether every text can be compared by now."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact with the share of the question's words that it has, and its cosine.

    Both are in 0..1; `near` is 0 where meaning is not known. `missing` are the stems
    that neither the fact nor its entry's name has.
    """

    fact: Fact
    score: float
    cover: float
    near: float
    missing: frozenset[str]
    own: float
    """The share covered by the fact itself, its entry's name left out."""
    fit: float
    """How well it answers; only differences tell, a greater one is better."""


class Chances:
    """How likely each fact answers one question, in 0..1; with `none` they sum to 1."""

    def __init__(self, facts: Sequence[Fact], odds: np.ndarray) -> None:
        self._facts = facts
        self._odds = odds

    @property
    def none(self) -> float:
        """How likely no fact answers."""
        return float(self._odds[-1])

    @cached_property
    def best(self) -> Fact:
        """The likeliest fact."""
        return self._facts[int(self._odds[:-1].argmax())]

    def of(self, fact: Fact) -> float:
        """How likely one fact answers."""
        return self._by_id.get(fact.id, 0.0)

    @cached_property
    def _by_id(self) -> dict[str, float]:
        odds = self._odds[:-1].tolist()
        return {f.id: o for f, o in zip(self._facts, odds, strict=True)}


class Evidence:
    """The facts of one résumé, ready to be searched."""

    def __init__(
        self,
        facts: Sequence[Fact],
        entries: dict[str, Entry],
        meaning: Meaning | None = None,
    ) -> None:
        self.facts = tuple(facts)
        self._meaning = meaning
        self._by_kind: dict[Kind, tuple[Fact, ...]] = {
            kind: tuple(f for f in self.facts if f.kind is kind) for kind in Kind
        }
        self._of_entry: dict[str, list[int]] = defaultdict(list)
        for i, fact in enumerate(self.facts):
            self._of_entry[fact.entry].append(i)
        self._stems = [stems_of(f.text) for f in self.facts]
        self._names = [
            _name_stems(entries[f.entry]) if f.entry else frozenset()
            for f in self.facts
        ]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for i, (own, name) in enumerate(zip(self._stems, self._names, strict=True)):
            for word in own | name:
                self._holders[word].append(i)
        entry_words: dict[str, set[str]] = defaultdict(set)
        for fact, own in zip(self.facts, self._stems, strict=True):
            for word in own:
                entry_words[word].add(fact.entry or fact.id)
        self.ranking = Ranking(self.facts, entries)
        self.aptness = Aptness(self.ranking.traits, self.ranking.names)
        total = max(2, len({f.entry or f.id for f in self.facts}))
        self._idf = {
            w: math.log(1 + total / len(held)) for w, held in entry_words.items()
        }
        self._unknown = math.log(1 + total)

    def of(self, kind: Kind) -> tuple[Fact, ...]:
        """The facts of a kind."""
        return self._by_kind[kind]

    def weight(self, word: str) -> float:
        """How much a stem tells; everyday words that nothing has tell little."""
        known = self._idf.get(word)
        if known is not None:
            return known
        light = word in _everyday() or len(word) < SHORTEST_TELLING
        return self._unknown * (EVERYDAY if light else 1.0)

    def idle(self, word: str) -> bool:
        """Whether a stem is an everyday word that no fact has: "side", "technical"."""
        return word not in self._holders and word in _everyday()

    def known(self, word: str) -> bool:
        """Whether any fact or name has the stem."""
        return word in self._holders

    def stems(self, fact: Fact) -> frozenset[str]:
        """The stems of what a fact says."""
        return stems_of(fact.text)

    def near(self, question: str) -> np.ndarray | None:
        """The cosine of each fact; None without meaning."""
        return self._meaning.scores(question) if self._meaning else None

    def answering(self, words: str) -> np.ndarray | None:
        """How near each fact is as an answer to some words; None without meaning."""
        both = self._meaning.answering(words) if self._meaning else None
        return None if both is None else both[1] @ both[0]

    @property
    def by_meaning(self) -> bool:
        """Whether cosines are there, and not words alone."""
        return self._meaning is not None and self._meaning.complete

    def asked(self, question: str) -> np.ndarray | None:
        """The question's own vector for answering; None without meaning."""
        both = self._meaning.answering(question) if self._meaning else None
        return None if both is None else both[0]

    def match(
        self, stems: Collection[str], question: str, *, meaning: bool = True
    ) -> Match:
        """How the words and the meaning of a question meet each fact."""
        whole = sum(self.weight(w) for w in stems) or 1.0
        own = np.zeros(len(self.facts), np.float32)
        named = np.zeros(len(self.facts), np.float32)
        for word in stems:
            weight = self.weight(word) / whole
            for i in self._holders.get(word, ()):
                if word in self._stems[i]:
                    own[i] += weight
                else:
                    named[i] += weight
        vectors = self._vectors(question) if meaning else None
        return Match(own + NAME_SHARE * named, own, vectors)

    def _vectors(self, question: str) -> Vectors | None:
        near = self.near(question)
        both = self._meaning.answering(question) if self._meaning else None
        if near is None or both is None:
            return None
        asked, facts = both
        if len(asked) != self.aptness.dimensions:
            return None  # Those of another model tell the network nothing.
        return Vectors(asked, facts, np.maximum(near, 0.0), facts @ asked)

    def fits(self, question: str, match: Match, among: Sequence[int]) -> np.ndarray:
        """How well each fact answers, by meaning where it is known, (n,)."""
        if match.vectors is None:
            return self.ranking.fits(question, match)
        return self.aptness.fits(question, match, among)

    def chances(self, question: Question) -> Chances | None:
        """How likely each fact answers; None without meaning."""
        match = self.match(question.stems, question.whole)
        if match.vectors is None or not self.facts:
            return None
        fits = self.aptness.fits(question.whole, match)
        none = self.aptness.unanswered(match, polar=question.polar)
        odds = np.exp(np.append(fits, none) - max(float(fits.max()), none))
        odds /= odds.sum()
        return Chances(self.facts, odds)

    def ranked(
        self,
        stems: Collection[str],
        question: str,
        *,
        within: Collection[str] | None = None,
        kinds: Collection[Kind] | None = None,
        limit: int = 8,
        meaning: bool = True,
    ) -> list[Hit]:
        """The best facts, of the entries `within` and of `kinds` if these are given."""
        match = self.match(stems, question, meaning=meaning)
        among = self._among(within)
        if match.vectors is None:
            among = [i for i in among if match.cover[i]]
        if kinds is not None:
            among = [i for i in among if self.facts[i].kind in kinds]
        fits = self.fits(question, match, among)
        best = sorted(among, key=lambda i: (-fits[i], self.facts[i].id))[:limit]
        return [self._hit(i, stems, match, float(fits[i])) for i in best]

    def _among(self, within: Collection[str] | None) -> Sequence[int]:
        """Positions of the facts of the entries `within`; of all without it."""
        if within is None:
            return range(len(self.facts))
        return sorted(i for entry in within for i in self._of_entry.get(entry, ()))

    def _hit(self, i: int, stems: Collection[str], match: Match, fit: float) -> Hit:
        cover, own = float(match.cover[i]), float(match.own[i])
        known = match.vectors
        cosine = 0.0 if known is None else float(known.cosine[i])
        missing = frozenset(
            w for w in stems if w not in self._stems[i] and w not in self._names[i]
        )
        score = cover if known is None else 0.5 * cover + 0.6 * cosine
        return Hit(self.facts[i], score, cover, cosine, missing, own, fit)


@cache
def _everyday() -> frozenset[str]:
    """Stems of common English words that are no technology."""
    names = {stem(w) for w in _technologies()}
    common = frozenset(map(stem, read_sound_data().common_words))
    return common - names


def _technologies() -> Iterator[str]:
    """The words of their names; of longer ones no plain noun: "mass spectrometry"."""
    for body in table("technologies").values():
        for line in body.get("members", ()):
            name = words(clean(line.partition(":")[0]))
            yield from name if len(name) == 1 else (w for w in name if w not in nouns())


@lru_cache(TEXTS_KEPT)
def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text, those written together among them."""
    return frozenset(stem(w) for w in (*words(clean(text)), *glued(text)))


def _name_stems(entry: Entry) -> frozenset[str]:
    texts: Iterable[str] = (entry.title, entry.organization, entry.role)
    return frozenset().union(*map(stems_of, texts))
