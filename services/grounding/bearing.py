"""Which facts bear a sentence out: it is cut where it must be, one fact a stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.grounding.checks import Check
from services.grounding.claim import Claim
from services.grounding.evidence import Evidence
from services.grounding.joining import Part
from services.grounding.naming import PLACES, Mention

CUT = re.compile(
    r"[,;:.()–—]\s+|\s(?=(?:and|but|while|whereas|where|when|after|before|then|who|which"
    r"|plus|also|later|though|until|with|because|thanks|so that|as well as"
    r"|followed by|than)\b)|(?<=\s(?:long|many|much|good|well|high))\s(?=as\b)",
    re.IGNORECASE,
)
FROM_TO = re.compile(r"\bfrom (?!\d|[A-Z])[^,.\d]{3,60}?\s(?=to\b)")
"""What comes before a "to": "from apprentice to head"."""
OWN_SUBJECT = re.compile(
    r"^[\s,;]*(?:(?:and|but|then|also|later|though|after|before|whereas|than"
    r"|when(?= \w+ "
    r"(?!was|were|is)))\s)*"
    r"(?:he|she|they|it|its|the|his|her|their|an?|that|those|one|[A-Z]\w+)\b"
)
SUBJECT = re.compile(r"^[\s,;]*(?:and |but |while )?(?:he|she|they)\b")
GOES_ON = re.compile(r"(?:^|,)\s*(?:is|was|are|were|has|had)\b", re.IGNORECASE)
"""A stretch without a subject, whose own stands before a comma."""
APART = re.compile(
    r"^[\s,;]*(?:and|but)\s(?:\w+\s)?(?:still|also|now|later|then|today)\b",
    re.IGNORECASE,
)
"""A stretch that tells of something else, of another place or time."""
FRONTED = re.compile(r"^\W*(?:at|for|with|as|in|during|under|while)\b", re.IGNORECASE)
AFTERWARDS = re.compile(r"^[\s,;]*(?:and\s)?(?:then|later|after|before|afterwards)\b")
MOST_CUTS = 9


@dataclass
class Bearing:
    """Reads one sentence against the facts chosen for it; `named` are its entries."""

    claim: Claim
    chosen: Sequence[Evidence]
    checks: Mapping[str, Check]
    named: Sequence[Mention]
    faults: dict[tuple[int, int, int], tuple[str, str]] = field(default_factory=dict)

    def readings(self) -> Iterator[tuple[Part, ...]]:
        """Every way to bear the whole sentence out, the fewest stretches first."""
        text = self.claim.text
        cuts = sorted(
            {m.end() for m in CUT.finditer(text)}
            | {m.end() for m in FROM_TO.finditer(text)}
        )[:MOST_CUTS]
        cuts = [*dict.fromkeys([0, *cuts]), len(self.claim.text) + 1]
        return self._from(cuts, 0, ())

    def _from(
        self, cuts: Sequence[int], at: int, parts: tuple[Part, ...]
    ) -> Iterator[tuple[Part, ...]]:
        if at == len(cuts) - 1:
            yield parts
            return
        for end in range(len(cuts) - 1, at, -1):
            claim = self.claim.part(cuts[at], cuts[end])
            if claim.empty:
                yield from self._from(cuts, end, parts)
                continue
            about = self._about(cuts[at], cuts[end])
            for evidence in self._of_the_same(claim, parts):
                if _strays(evidence, about) or self._wrong(claim, evidence)[0]:
                    continue
                part = Part(claim, cuts[at], cuts[end], evidence)
                yield from self._from(cuts, end, (*parts, part))

    def _of_the_same(self, claim: Claim, parts: tuple[Part, ...]) -> Sequence[Evidence]:
        """The facts that may bear a stretch: of the subject that it goes on with."""
        if not parts or not GOES_ON.search(claim.text):
            return self.chosen
        entry = parts[0].evidence.fact.entry
        return [each for each in self.chosen if each.fact.entry == entry]

    def _about(self, start: int, end: int) -> Sequence[Mention]:
        """What a stretch is about: what it names, or what was named last.

        What stands before the first name is about that, unless the stretch of the
        name has a subject of its own.
        """
        here = [m for m in self.named if start <= m.start < end]
        if here:
            return here
        before = [m for m in self.named if m.start < start]
        before = [m for m in before if m.entries[0].section in PLACES] or before
        if before:
            return () if self._apart(start, end, before[-1]) else before[-1:]
        after = self.named[:1]
        rest = self.claim.text[end:]
        if after and (OWN_SUBJECT.match(rest) or AFTERWARDS.match(rest)):
            return ()
        return after

    def _apart(self, start: int, end: int, mentions: Mention) -> bool:
        """Whether a stretch tells of something else than what was named before it."""
        text = self.claim.text
        if APART.match(text[start:end]) and not FRONTED.match(text):
            return True
        elsewhere = mentions.entries[0].section not in PLACES
        return elsewhere and bool(SUBJECT.match(text[start:end]))

    def _wrong(self, part: Claim, evidence: Evidence) -> tuple[str, str]:
        """The first check that a stretch fails against a fact, with its reason."""
        start = part.all_words[0].start if part.all_words else -1
        key = (start, len(part.text), evidence.position)
        if key not in self.faults:
            self.faults[key] = next(
                (
                    (name, reason)
                    for name, check in self.checks.items()
                    if (reason := check(part, evidence))
                ),
                ("", ""),
            )
        return self.faults[key]

    def fault(self) -> tuple[str, str]:
        """What is wrong with the whole, by the fact that is nearest to it."""
        order = list(self.checks)
        wrong = [self._wrong(self.claim, evidence) for evidence in self.chosen]
        found = [each for each in wrong if each[0]]
        if not found:
            return "words", "told of another entry"
        return max(found, key=lambda each: order.index(each[0]))


def _strays(evidence: Evidence, about: Sequence[Mention]) -> bool:
    """Whether a fact is of none of the entries, and names none of them itself."""
    return bool(about) and not any(
        evidence.fact.entry in mention.ids or mention.words <= evidence.own
        for mention in about
    )
