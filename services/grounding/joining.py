"""How the stretches of a sentence are joined: in time, or as cause and effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from services.grounding.claim import Claim
from services.grounding.evidence import Evidence, names_of
from services.grounding.naming import Mention
from services.grounding.tense import SPANS
from services.language.english import borne, keys_of, listed
from services.models.fact import Kind
from services.models.resume import Entry

EARLIER = re.compile(r"\b(?:before|prior to|ahead of)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:after|following)\b", re.IGNORECASE)
CAUSES = (
    "because|so that|thanks to|due to|as a result|led to|leading to|leads to"
    "|resulted in|resulting in|results in|caused|causing|therefore|thereby"
    "|consequently|enabled"
    "|enabling|allowing|allowed|which made|owing to|in response to|in order to"
    "|which is why|brought about|driven by|prompted|prompting|earned|earning|hence"
    "|after which"
).split("|")
THEN = re.compile(
    r"\b(?:then|afterwards?|later|subsequently|followed by|next|went on to"
    r"|moved? (?:on )?to|left to|until he|until she)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence with the fact that bears it out."""

    claim: Claim
    start: int
    end: int
    evidence: Evidence


def out_of_order(
    sentence: Claim, parts: Sequence[Part], named: Sequence[Mention]
) -> str:
    """Why what is told to be before another is not, or nothing."""
    told = _begun(parts, named)
    for pattern, backwards in ((EARLIER, False), (LATER, True), (THEN, False)):
        for match in pattern.finditer(sentence.text):
            before = [start for place, start in told if place < match.start()]
            after = [start for place, start in told if place >= match.start()]
            if not before and pattern is not THEN:
                before, after = after[1:2], after[:1]
            if not (before and after):
                continue
            first, second = before[-1], after[0]
            if (second > first) if backwards else (first > second):
                return f"{match[0].lower()}: it is the other way round"
    return ""


def _begun(parts: Sequence[Part], named: Sequence[Mention]) -> list[tuple[int, date]]:
    """Where entries are told of, with when they began."""
    found: dict[int, date] = {}
    for part in parts:
        since = _start(part.evidence.entry)
        if since and not part.evidence.fact.derived:
            told = part.claim.words
            found[told[0].start if told else part.end - 1] = since
    for mention in named:
        since = _start(mention.entries[0])
        if since and len(mention.entries) == 1:
            found[mention.start] = since
    return sorted(found.items())


def _start(entry: Entry | None) -> date | None:
    return entry.period.start if entry and entry.period else None


def stale(_: Claim, parts: Sequence[Part], named: Sequence[Mention]) -> str:
    """Why what a sentence has somebody do now is over, or nothing."""
    for mention in named:
        holds = [p for p in parts if p.start <= mention.start < p.end]
        periods = [entry.period for entry in mention.entries if entry.section in SPANS]
        ended = bool(periods) and all(p and not p.ongoing for p in periods)
        for part in holds:
            held = {w.lower for w in part.evidence.told.all_words}
            words = {w.lower for w in part.claim.all_words} - held
            if ended and words & listed("present"):
                return "is over"
    return ""


def invented_cause(sentence: Claim, parts: Sequence[Part], _: Sequence[Mention]) -> str:
    """Why two facts must not be joined as cause and effect, or nothing."""
    lower = sentence.text.lower()
    because = listed("because")
    for phrase in CAUSES:
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


def misplaced(_: Claim, parts: Sequence[Part], named: Sequence[Mention]) -> str:
    """Why a role, a degree or a title is not of the place it is told of, or nothing.

    A fact that counts or adds up entries has the names of all of them.
    """
    for part in parts:
        if part.evidence.fact.kind not in (Kind.COUNT, Kind.TOTAL):
            continue
        here = [m for m in named if part.start <= m.start < part.end]
        entries = [entry for mention in here for entry in mention.entries]
        theirs = keys_of(" ".join(map(names_of, entries)))
        strange = [w for w in part.claim.words if not borne(w, theirs)]
        if entries and any(w.named for w in strange):
            return f"not of it: {', '.join(w.text for w in strange)}"
    return ""


JOINED: Mapping[str, Callable[[Claim, Sequence[Part], Sequence[Mention]], str]] = (
    MappingProxyType(
        {
            "order": out_of_order,
            "cause": invented_cause,
            "stale": stale,
            "place": misplaced,
        }
    )
)
"""Checks of a sentence as a whole, with the facts that bear its stretches out."""
