"""How the stretches of a sentence are joined: in time, by a cause, or compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from services.grounding.claim import Claim
from services.grounding.evidence import PROSE, Evidence
from services.grounding.naming import Mention
from services.language.english import Token, borne, listed, table
from services.language.quantities import Number
from services.models.fact import Kind, Level
from services.models.resume import Entry

ORDER = re.compile(
    r"\b(?:(?P<earlier>before|prior to|ahead of)"
    r"|(?P<later>after(?! that| this| which)|following)"
    r"|(?P<then>then|after (?:that|this|which)|afterwards?|later|subsequently"
    r"|followed by|next|went on to"
    r"|moved? (?:on )?to|left to|until he|until she))\b",
    re.IGNORECASE,
)
IN_ORDER = re.compile(
    r"\b(?:before|after|following|then|later|afterwards|while|when|once|followed)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(
    r"\b(?:because|so that|thanks to|due to|as a result|led to|leading to|leads to"
    r"|resulted in|resulting in|results in|caused|causing|therefore|thereby"
    r"|consequently|enabled|enabling|allowing|allowed|which made|owing to"
    r"|in response to"
    r"|in order to|which is why|that is why|that['’]s why|brought about"
    r"|driven by|prompted"
    r"|prompting|earned (?:him|her|them)|hence|after which)\b",
    re.IGNORECASE,
)
THAN = re.compile(r"\bthan\b(?!\s(?:an?\s)?(?:\d|half|third|\w+fold))")
"""A "than" behind which the other thing stands, not an amount."""
AS_MANY = re.compile(r"\bas (?:\w+ ){1,2}?as\b", re.IGNORECASE)
NEAR = 0.15
"""How far "twice as long" may be off, as a share."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence with the fact that bears it out."""

    claim: Claim
    start: int
    end: int
    evidence: Evidence


Joined = Callable[[Claim, Sequence[Part], Sequence[Mention]], str]
"""Why the whole of a sentence is not borne out, or nothing."""


def out_of_order(
    sentence: Claim, parts: Sequence[Part], mentions: Sequence[Mention]
) -> str:
    """Why what is told to be before another is not, or nothing."""
    told = _begun(parts, mentions)
    for match in ORDER.finditer(sentence.text):
        before = [start for place, start in told if place < match.start()]
        after = [start for place, start in told if place >= match.start()]
        if not before and not match["then"]:
            before, after = after[1:2], after[:1]
        if before and after:
            first, second = before[-1], after[0]
            if (second > first) if match["later"] else (first > second):
                return f"{match[0].lower()}: it is the other way round"
        if reason := _turned(match, sentence, parts):
            return reason
    return ""


def _begun(
    parts: Sequence[Part], mentions: Sequence[Mention]
) -> list[tuple[int, date]]:
    """Where entries are told of, with when they began."""
    days: dict[int, date] = {}
    for part in parts:
        since = _start(part.evidence.entry)
        if since and not part.evidence.fact.derived:
            told = part.claim.words
            days[told[0].start if told else part.end - 1] = since
    for mention in mentions:
        since = _start(mention.entries[0])
        if since and len(mention.entries) == 1:
            days[mention.start] = since
    return sorted(days.items())


def _start(entry: Entry | None) -> date | None:
    return entry.period.start if entry and entry.period else None


def _turned(match: re.Match[str], sentence: Claim, parts: Sequence[Part]) -> str:
    """Whether one fact bears both sides of an order, and has another or none."""
    if match["then"]:
        return ""
    facts = [p.evidence for p in parts]
    if len({e.position for e in facts}) > 1:
        return ""
    told = facts[0].told
    both = [[w for w in sentence.words if (w.start > match.end()) is b] for b in (0, 1)]
    if not IN_ORDER.search(told.text):
        listed_ = all(both) and facts[0].fact.kind not in PROSE
        return f"{match[0].lower()}: no such order" if listed_ else ""
    sides = _sides(sentence, match)
    orders = [m for m in ORDER.finditer(told.text) if not m["then"]]
    orders.sort(key=lambda m: bool(m["later"]) is not bool(match["later"]))
    held = orders[0] if orders else None
    if held is None:
        return ""
    first, then = sides if not match["later"] else sides[::-1]
    begun, ended = _sides(told, held)
    begun, ended = (ended, begun) if held["later"] else (begun, ended)
    kept = _shared(first, begun) + _shared(then, ended)
    turned = _shared(first, ended) + _shared(then, begun)
    return "the other way round" if turned > kept else ""


def _sides(text: Claim, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that stand on one side only of a word of order."""
    place, comma = match.start(), text.text.find(",", match.end())
    before = [w for w in text.words if w.start < place]
    behind = [w for w in text.words if w.start > place]
    if not before and comma > 0:
        before = [w for w in behind if w.start > comma]
        behind = [w for w in behind if w.start < comma]
    one, other = (frozenset(w.stem for w in side) for side in (before, behind))
    return one - other, other - one


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return len(one & other)


def invented_cause(sentence: Claim, parts: Sequence[Part], _: Sequence[Mention]) -> str:
    """Why a cause is not one that a fact tells of, or nothing.

    What is told on both sides must be of one fact, which says why.
    """
    for match in CAUSE.finditer(sentence.text):
        effect, cause = _around(sentence, match)
        holds = [p.evidence for p in parts]
        if not _of_one_fact(parts, match, sentence):
            return f"{match[0].lower()}: joins two facts"
        if not any(_tells_both(effect, cause, evidence) for evidence in holds):
            return f"{match[0].lower()}: no such cause"
    return ""


def _of_one_fact(parts: Sequence[Part], match: re.Match[str], sentence: Claim) -> bool:
    """Whether the stretches beside a cause are of one entry."""
    comma = sentence.text.find(",", match.end())
    first = match.start() < FIRST
    left = [p for p in parts if p.start < (comma if first else match.start())][-1:]
    right = [p for p in parts if p.end > (comma if first else match.end())]
    right = right[:1] if first else [p for p in right if comma < 0 or p.start < comma]
    return len({p.evidence.position for p in (*left, *right)}) == 1


FIRST = 3
"""Where a sentence begins with its cause."""


def _around(
    sentence: Claim, match: re.Match[str]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words on the two sides of a cause: "because of A, B" has both behind it."""
    before = [w for w in sentence.words if w.start < match.start()]
    behind = [w for w in sentence.words if w.start >= match.end()]
    comma = sentence.text.find(",", match.end())
    if not before and comma > 0:
        before = [w for w in behind if w.start > comma]
        behind = [w for w in behind if w.start < comma]
    return before, behind


def _tells_both(
    effect: Sequence[Token], cause: Sequence[Token], evidence: Evidence
) -> bool:
    """Whether a fact says why, and has words of the effect and of the cause."""
    told = [w for text in evidence.texts for w in text.all_words]
    held = {w.lower for w in told}
    why = held & listed("because") or any(
        w.lower.endswith("ing") and w.stem != w.lower for w in told
    )
    why = why or evidence.fact.kind is Kind.QUOTE
    return bool(why) and all(_mostly(side, evidence.keys) for side in (effect, cause))


def _mostly(side: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a side's names, and three of four words, are borne out."""
    missing = [w for w in side if not borne(w, keys)]
    return len(missing) * 4 <= len(side) and not any(w.named for w in missing)


def compared(sentence: Claim, parts: Sequence[Part], _: Sequence[Mention]) -> str:
    """Why one thing is not more, longer or better than another, or nothing."""
    at = _comparison_at(sentence.text)
    if at < 0 or any(n.start > at and n.bound for n in sentence.numbers):
        return ""
    word = _comparative(sentence, at)
    return _unlike_parts(sentence, parts, at, word) if word else ""


def _unlike_parts(sentence: Claim, parts: Sequence[Part], at: int, word: str) -> str:
    """Why the facts before and behind a "than" are not as they are compared."""
    left = [p for p in parts if p.start < at]
    right = [p for p in parts if p.end > at]
    if not (left and right) or left[-1] is right[0]:
        told = left[-1].evidence if left else parts[0].evidence
        return "" if _compares(told) else f"{word}: not compared"
    one, other = (_measure(p.evidence, word) for p in (left[-1], right[0]))
    if one is None or other is None:
        return f"{word}: no measure"
    return _unlike(sentence, word, one, other)


def _comparison_at(text: str) -> int:
    """Where a "than" stands, or the second "as" of "as many as"; -1 without one."""
    if than := THAN.search(text):
        return than.start()
    alike = AS_MANY.search(text)
    return alike.end() - 2 if alike else -1


def _comparative(sentence: Claim, at: int) -> str:
    """The last word before a "than" that compares."""
    words = [w.lower for w in sentence.all_words if w.start < at]
    words += ["long"] if re.search(r"\bas long$", sentence.text[:at].strip()) else []
    known = listed("comparing") | {"long"}
    return next((w for w in reversed(words) if w in known), "")


def _compares(evidence: Evidence) -> bool:
    return bool(re.search(r"\bthan\b|\w+est\b|\bmost\b", evidence.told.text))


def _measure(evidence: Evidence, word: str) -> float | None:
    """What a comparison is about: how long, how well, how many, how early."""
    kinds = next((k for k, v in table("compare").items() if word in v.split()), "")
    if kinds.startswith("date"):
        return _began(evidence)
    if kinds.startswith("level"):
        ranks = [v.data.rank for v in evidence.fact.values if isinstance(v.data, Level)]
        if ranks or evidence.fact.kind is not Kind.SCORE:
            return ranks[0] if ranks else None
    unit = "months" if kinds.startswith("time") else ""
    numbers: Sequence[Number] = evidence.told.numbers or evidence.numbers
    return next((n.value for n in numbers if unit in ("", n.unit)), None)


def _began(evidence: Evidence) -> float | None:
    """When the entry began, as a number of days."""
    period = evidence.entry.period if evidence.entry else None
    return period.start.toordinal() if period and period.start else None


def _unlike(sentence: Claim, word: str, one: float, other: float) -> str:
    """Whether the measures are not as they are compared."""
    twice = re.search(r"\b(twice|half) as\b", sentence.text, re.IGNORECASE)
    if AS_MANY.search(sentence.text):
        times = {"twice": 2.0, "half": 0.5}.get(twice[1].lower() if twice else "", 1.0)
        near = abs(one / other - times) <= NEAR * times if other else False
        return "" if near else f"{word}: not so many"
    down = any(word in v.split() for k, v in table("compare").items() if "down" in k)
    right = one < other if down else one > other
    return "" if right else f"{word}: the other way round"


JOINED: Mapping[str, Joined] = MappingProxyType(
    {"order": out_of_order, "cause": invented_cause, "compared": compared}
)
"""Checks of a sentence as a whole, with the facts that bear its stretches out."""
