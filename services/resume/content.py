"""The résumé as content to browse and search: the index behind /content/*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from services.errors import NotFound
from services.language.stems import stem
from services.models.answer import Card
from services.models.printed import PrintedResume
from services.models.resume import Entry
from services.resume.cards import TYPES, to_card
from services.resume.index import Index
from services.resume.printing import printed
from services.resume.reading.question_words import stop_words
from services.resume.reading.text import clean, words

MAX_RESULTS = 100
SHARE_OF_FAMILY = 0.9
"""How much less a match by a technology's family counts than one by its words."""
SEARCHED = (
    "title",
    "organization",
    "role",
    "location",
    "description",
    "technologies",
    "keywords",
    "highlights",
    "metrics",
)


@dataclass(frozen=True, slots=True)
class ContentType:
    """A section of the résumé; `fields` are those that its cards carry."""

    type: str
    count: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`relevance_score` is in [0, 1]; a reason reads like `title: river`."""

    id: str
    title: str
    type: str
    relevance_score: float
    match_reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` counts what was found before `limit` cut it."""

    results: tuple[SearchResult, ...]
    total: int


class ContentIndex:
    """Sections as content types, over the index that answers questions."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._sections = {
            alias: section
            for section in index.resume.sections
            for alias in (section, TYPES.get(section, section))
        }

    @cached_property
    def printed(self) -> PrintedResume:
        """All of it, ready to be printed; made on first use."""
        return printed(self._index.resume)

    def types(self) -> tuple[ContentType, ...]:
        found = []
        for section in self._index.resume.sections:
            cards = [card.to_dict() for card in self.cards(section)]
            fields = dict.fromkeys(key for card in cards for key in card if card[key])
            found.append(ContentType(section, len(cards), tuple(fields)))
        return tuple(found)

    def section(self, name: str) -> str:
        """The section that `projects` or `project` names; raises NotFound."""
        section = self._sections.get(name.strip().lower())
        if section is None:
            known = ", ".join(self._index.resume.sections)
            raise NotFound(f"There is no such content; there is {known}.")
        return section

    def cards(self, name: str) -> tuple[Card, ...]:
        return tuple(map(to_card, self._index.resume.sections[self.section(name)]))

    def search(
        self,
        query: str = "",
        *,
        type: str | None = None,
        technology: str | None = None,
        limit: int = 20,
    ) -> SearchResults:
        """Best first; without words, everything that the filters leave."""
        asked = self._asked(query)
        scores = self._scores(asked, query)
        allowed = self._allowed(type, technology)
        if not asked:
            scores = dict.fromkeys(allowed, 1.0)
        ranked = sorted((-scores[i], i) for i in scores.keys() & allowed)
        shown = ranked[: max(0, min(limit, MAX_RESULTS))]
        return SearchResults(
            tuple(self._result(i, -score, asked) for score, i in shown), len(ranked)
        )

    def _asked(self, query: str) -> dict[str, str]:
        """Stem to word; words that say nothing count only when there are no others."""
        every = words(clean(query))
        telling = [word for word in every if word not in stop_words()]
        return {stem(word): word for word in telling or every}

    def _scores(self, terms: dict[str, str], query: str) -> dict[int, float]:
        """Share of the query's weight that an entry holds."""
        index = self._index
        weights = {term: index.idf.get(term, index.unknown_idf) for term in terms}
        total = sum(weights.values()) or 1.0
        scores: defaultdict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for i, share in index.postings.get(term, ()):
                scores[i] += weight * share / total
        for topic in self._topics(query):
            for i, strength in index.holders.get(topic, {}).items():
                scores[i] = max(scores[i], SHARE_OF_FAMILY * min(1.0, strength))
        return scores

    def _topics(self, text: str) -> Iterator[str]:
        for mark in self._index.topics.asked.marks(words(clean(text))):
            yield mark.value

    def _allowed(self, type: str | None, technology: str | None) -> set[int]:
        if type:
            allowed = set(self._index.by_section.get(self.section(type), ()))
        else:
            allowed = set(range(len(self._index.entries)))
        if technology:
            allowed &= self._with_technology(technology)
        return allowed

    def _with_technology(self, name: str) -> set[int]:
        """By any name of it ("k8s"), or of its family, or as the résumé spells it."""
        named = {i for t in self._topics(name) for i in self._index.holders.get(t, ())}
        wanted = "".join(words(clean(name)))
        spelled = {
            i
            for i, entry in enumerate(self._index.entries)
            if any("".join(words(clean(t))) == wanted for t in entry.technologies)
        }
        return named | spelled

    def _result(self, i: int, score: float, terms: dict[str, str]) -> SearchResult:
        entry = self._index.entries[i]
        reasons = tuple(_reasons(entry, terms.keys()))
        if terms and not reasons:
            reasons = (f"related: {', '.join(terms.values())}",)
        return SearchResult(
            entry.id, entry.title, entry.section, round(min(1.0, score), 3), reasons
        )


def _reasons(entry: Entry, stems: Set[str]) -> Iterator[str]:
    """The fields with what was asked for: `technologies: Python`.

    Of a sentence it is the word alone: `highlights: fruit`.
    """
    for name in SEARCHED:
        value = getattr(entry, name)
        texts = (value,) if isinstance(value, str) else value
        hits = dict.fromkeys(
            text if name in ("technologies", "keywords") else word
            for text in texts
            for word in words(clean(text))
            if stem(word) in stems
        )
        if hits:
            yield f"{name}: {', '.join(hits)}"
