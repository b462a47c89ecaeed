"""How the stretches of a sentence are joined: in time, or as cause and effect."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.grounding.words import load_words, telling, tokens
from services.models.resume import Entry

EARLIER = re.compile(r"\b(?:before|prior to|ahead of)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:after|following)\b", re.IGNORECASE)
THEN = re.compile(
    r"\b(?:then|afterwards?|later|subsequently|followed by|next|went on to|moved? (?:on )?to"
    r"|left to|until he|until she)\b",
    re.IGNORECASE,
)
PLACES = ("experience", "volunteer", "education")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence with the fact that bears it out."""

    claim: Claim
    start: int
    end: int
    evidence: Evidence


def out_of_order(
    sentence: Claim, parts: Sequence[Part], entries: Mapping[str, Entry]
) -> str:
    """Why what is told to be before another is not, or nothing."""
    told = _mentions(sentence, parts, entries)
    for pattern, backwards in ((EARLIER, False), (LATER, True), (THEN, False)):
        for match in pattern.finditer(sentence.text):
            before = [m for m in told if m[0] < match.start()]
            after = [m for m in told if m[0] >= match.start()]
            if pattern is THEN:
                pair = (before[-1:], after[:1])
            else:
                pair = (before[-1:] or after[1:2], after[:1])
            if not (pair[0] and pair[1]):
                continue
            first, second = pair[0][0][1], pair[1][0][1]
            if backwards:
                first, second = second, first
            if first > second:
                return f"{match[0].lower()}: the order is the other way round"
    return ""


def _mentions(
    sentence: Claim, parts: Sequence[Part], entries: Mapping[str, Entry]
) -> list[tuple[int, date]]:
    """Where entries are told of, with when they began."""
    found: dict[int, date] = {}
    for part in parts:
        since = _begun(part.evidence.entry)
        if since and not part.evidence.fact.derived:
            told = part.claim.words
            found[told[0].start if told else part.end - 1] = since
    named: dict[int, list[tuple[int, date]]] = {}
    for entry in entries.values():
        begun, place = _begun(entry), _named_at(sentence, entry)
        if place and begun:
            named.setdefault(place[0], []).append((place[1], begun))
    for at, ranked in named.items():
        ranked.sort(reverse=True)
        if len(ranked) == 1 or ranked[0][0] > ranked[1][0]:
            found[at] = ranked[0][1]
    return sorted(found.items())


def _begun(entry: Entry | None) -> date | None:
    return entry.period.start if entry and entry.period else None


def _named_at(sentence: Claim, entry: Entry) -> tuple[int, int] | None:
    """Where an entry is named, and by how many words of its role.

    It is named by the first word of its organisation, or by most of its title.
    """
    words = sentence.all_words
    if entry.organization and entry.section in PLACES:
        first = next((w for w in tokens(entry.organization) if telling(w)), None)
        at = next((w.start for w in words if first and w.text == first.text), None)
        role = {w.stem for w in tokens(entry.role)} & {w.stem for w in words}
        return None if at is None else (at, len(role))
    names = {w.stem for w in tokens(entry.title) if telling(w)}
    places = [w.start for w in words if w.stem in names]
    held = {w.stem for w in words} & names
    if not names or len(held) * 3 < len(names) * 2:
        return None
    return places[0], 0


def invented_cause(sentence: Claim, parts: Sequence[Part]) -> str:
    """Why two facts must not be joined as cause and effect, or nothing."""
    lower = sentence.text.lower()
    because = load_words().because
    for phrase in load_words().causes:
        for match in re.finditer(rf"\b{phrase}\b", lower):
            holds = [p for p in parts if match.start() < p.end][:1]
            facts = _facts(parts)
            if not holds or (len(facts) < 2 and _says_why(holds[0], because)):
                continue
            part = holds[0]
            before = [w for w in part.claim.words if w.start < match.start()]
            after = [w for w in part.claim.words if w.start > match.end()]
            if len(facts) > 1 and not (before and after):
                return f"{phrase}: joins two facts"
            if not _says_why(part, because):
                return f"{phrase}: no such cause"
    return ""


def _facts(parts: Sequence[Part]) -> Collection[int]:
    return {p.evidence.position for p in parts}


def _says_why(part: Part, because: frozenset[str]) -> bool:
    held = {w.lower for text in part.evidence.texts for w in text.all_words}
    return bool(held & because) or any(w.endswith("ing") for w in held)
