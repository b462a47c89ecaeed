"""What a model may say: each card taken apart into the facts that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from services.llm.lexicon import Lexicon, Token, kin, stem, tokenize
from services.llm.quantities import Moment, Quantity, moments, quantities
from services.llm.spelling import normalized
from services.models.answer import Card

CLAUSE = re.compile(r"(?<=[.;:!?])\s+|\s+\|\s+|,? (?:and|but|so that|which) |, ")
SENTENCE = re.compile(r"(?<=[.;!?])\s+")
ONGOING = re.compile(r"\b(?:present|now|today|current(?:ly)?|ongoing)\b", re.IGNORECASE)
NEGATED_WORDS = 4
"""Content words after a `not` or `without` that it can speak about."""
NAMING = ("company", "organization", "institution", "venue")
KEPT_GROUNDS = 1_024
"""Cards taken apart that are kept: taking one apart takes about half a millisecond."""
MERELY = ("only", "just", "merely")
SEASONS = ("winter", "spring", "summer", "autumn")
SEASON_MONTHS = 3
OFFLINE = frozenset({"internet", "network", "connection", "connectivity"})
"""What a thing works without that works `offline`."""
INITIALS = (2, 3, 4, 5)
PLAIN_LESS = frozenset(
    "less unless nonetheless nevertheless regardless seamless serverless wireless "
    "stateless timeless tireless countless endless effortless".split()
)
ENDS_SCOPE = frozenset(",;:.!?")


@dataclass(frozen=True)
class Unit:
    """One statement: a highlight, a metric, a sentence of a description."""

    text: str
    lexicon: Lexicon

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenize(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(token.key for token in self.tokens)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stems_of(self.tokens, self.lexicon))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.text)

    @cached_property
    def claims(self) -> frozenset[str]:
        return frozenset(
            claim for key in self.keys for claim in self.lexicon.claims.get(key, ())
        )

    @cached_property
    def opening_claims(self) -> frozenset[str]:
        """Claims of the verbs that open a clause: what the owner did."""
        found: set[str] = set()
        for clause in CLAUSE.split(self.text):
            for token in tokenize(clause)[:2]:
                found.update(self.lexicon.claims.get(token.key, ()))
        return frozenset(found)

    @cached_property
    def helps(self) -> bool:
        """Whether it opens with helping: `Helped migrate …`, `Assisted in …`."""
        first = self.tokens[0].key if self.tokens else ""
        return "assist" in self.lexicon.claims.get(first, ())

    @cached_property
    def negated(self) -> frozenset[str]:
        return negated_stems(self.text, self.lexicon)


@dataclass(frozen=True)
class Ground:
    """The facts of one entry. `anchors` name it; `path` is where it stands."""

    id: str
    path: str
    type: str
    names: tuple[str, ...]
    units: tuple[Unit, ...]
    dates: tuple[Moment, ...]
    ongoing: bool
    lexicon: Lexicon
    role: str = ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every word as written, and the parts of the hyphenated ones."""
        found: set[str] = set()
        for unit in self.units:
            found |= unit.keys
        parts = {part for key in found for part in re.split(r"[-/.']", key) if part}
        parts |= {part for key in found for part in key.split("/") if part}
        if not OFFLINE.isdisjoint(s for unit in self.units for s in unit.negated):
            parts.add("offline")
        if len(self.dates) == 2 and (season := _season(*self.dates)):
            parts.add(season)
        aliases = {a for a, name in self.lexicon.aliases.items() if name in self.text}
        return frozenset(found | parts | aliases)

    @cached_property
    def claims(self) -> frozenset[str]:
        """Everything the entry claims, by its words or by being there."""
        said = frozenset(claim for unit in self.units for claim in unit.claims)
        return said | self.lexicon.implied.get(self.type, frozenset())

    @cached_property
    def office(self) -> Unit:
        return Unit(self.role, self.lexicon)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of words in a row, with and without small words.

        `sre` where it says `Site Reliability Engineer`, `fps` for frames per s…
        """
        found: set[str] = set()
        for unit in self.units:
            words = [t.key for t in unit.tokens]
            for chosen in (words, [w for w in words if w not in self.lexicon.stop]):
                letters = "".join(word[0] for word in chosen)
                found.update(
                    letters[start : start + size]
                    for size in INITIALS
                    for start in range(len(letters) - size + 1)
                )
        return frozenset(found)

    @cached_property
    def text(self) -> str:
        return " ".join(unit.text for unit in self.units).lower()

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(s for unit in self.units for s in unit.stems)

    @cached_property
    def name_keys(self) -> tuple[frozenset[str], ...]:
        """The telling words of each name of the entry."""
        return tuple(
            frozenset(t.key for t in tokenize(name) if t.key not in self.lexicon.stop)
            for name in self.names
        )

    @cached_property
    def name_stems(self) -> frozenset[str]:
        return frozenset(stem(key) for name in self.name_keys for key in name)

    def bears(self, key: str) -> bool:
        """Whether the entry has a word, in any form or by a synonym."""
        if key in self.keys:
            return True
        return any(
            kin(meaning, own)
            for meaning in self.lexicon.meanings(key)
            for own in self.stems
        )


def stems_of(tokens: Iterable[Token], lexicon: Lexicon) -> Iterable[str]:
    for token in tokens:
        yield stem(token.key)
        if token.key not in lexicon.stop:
            for part in re.split(r"[-/.']", token.key):
                if len(part) > 1:
                    yield stem(part)


def negated_stems(text: str, lexicon: Lexicon) -> frozenset[str]:
    """What a text denies: the few content words after a negation or contrast."""
    tokens = tokenize(text)
    lowered = text.lower()
    starts = [
        token.end
        for token, after in zip_longest(tokens, tokens[1:])
        if is_negator(token, lexicon) and (after is None or after.key not in MERELY)
    ]
    for phrase in lexicon.contrast:
        place = lowered.find(phrase)
        if place >= 0:
            starts.append(place + len(phrase))
    found: set[str] = set()
    for start in starts:
        found.update(_scope(text, tokens, start, lexicon))
    return frozenset(found)


def is_negator(token: Token, lexicon: Lexicon) -> bool:
    key = token.key
    return (
        key in lexicon.negators
        or key.endswith(("n't", "-free"))
        or key.startswith("zero-")
        or (key.endswith("less") and key not in PLAIN_LESS)
    )


def _scope(
    text: str, tokens: tuple[Token, ...], start: int, lexicon: Lexicon
) -> Iterable[str]:
    left = NEGATED_WORDS
    last = start
    for token in tokens:
        if token.start < start:
            continue
        if ENDS_SCOPE & set(text[last : token.start]) or token.key in ("but", "that"):
            return
        last = token.end
        if token.key in lexicon.stop:
            continue
        yield stem(token.key)
        left -= 1
        if not left:
            return


def _season(start: Moment, end: Moment) -> str:
    """The season that a few months of one year fall into, if any."""
    short = start.year == end.year and start.month and end.month
    if not short or end.month - start.month > SEASON_MONTHS:  # type: ignore[operator]
        return ""
    return SEASONS[start.month % 12 // 3]  # type: ignore[operator]


@lru_cache(maxsize=KEPT_GROUNDS)
def ground_of(card: Card, lexicon: Lexicon, details: tuple[str, ...] = ()) -> Ground:
    """Names and dates are statements of their own; prose is cut at its sentences.

    `details` are what the résumé says of the entry beyond its card.
    """
    naming = [getattr(card, name) or "" for name in NAMING]
    prose = [card.content, card.description or "", card.metrics or "", *card.highlights]
    authors = f"authors, co-authors: {card.authors}" if card.authors else ""
    facts = [card.title, card.role or "", card.degree or "", authors]
    lists = [", ".join(card.technologies), ", ".join(card.skills)]
    date = card.date or ""
    texts = [part for text in prose for part in SENTENCE.split(text.rstrip("… "))]
    texts += [*facts, *naming, *lists, date, card.type, *details, _links(card)]
    return Ground(
        id=card.id,
        path=card.content_source or card.id,
        type=card.type,
        names=tuple(normalized(name) for name in (card.title, *naming) if name),
        units=tuple(
            Unit(normalized(text), lexicon) for text in dict.fromkeys(texts) if text
        ),
        dates=moments(date) or moments(f"{card.venue or ''} {card.title}"),
        ongoing=bool(ONGOING.search(date)),
        lexicon=lexicon,
        role=card.role or "",
    )


def _links(card: Card) -> str:
    """What can be looked at: where the source is, and whether there is a demo."""
    source = "source code repository on GitHub" if card.github else ""
    demo = "live online demo to try" if card.demo else ""
    site = "link online" if card.link or card.demo else ""
    return ", ".join(part for part in (source, demo, site) if part)


@lru_cache(maxsize=KEPT_GROUNDS)
def ground_of_text(id: str, path: str, text: str, lexicon: Lexicon) -> Ground:
    """The owner's summary, or the deterministic answer, as statements of their own."""
    parts = SENTENCE.split(normalized(text))
    units = tuple(Unit(part, lexicon) for part in parts if part)
    return Ground(id, path, "text", (), units, moments(text), True, lexicon)
