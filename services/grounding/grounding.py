"""Whether a sentence is borne out by the facts it cites, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from itertools import islice

from services.grounding.bearing import Bearing
from services.grounding.checks import ALL, CONTRADICTING
from services.grounding.claim import Claim, claim_of
from services.grounding.evidence import Evidence
from services.grounding.joining import JOINED, Part
from services.grounding.naming import Mention, mentions
from services.grounding.reading import EvidenceReader
from services.grounding.verdict import Verdict, VerdictKind
from services.language.english import borne
from services.language.pieces import sentences
from services.models.fact import Fact
from services.models.resume import Entry, Profile

POSSESSIVES = {"he": "his", "she": "her"}
MOST_READINGS = 20
MOST_FACTS = 40
"""Facts that are tried for a sentence without citations."""


class GroundingCheck:
    """Reads the sentences of one reply against the facts that the model was given."""

    def __init__(
        self,
        facts: Sequence[Fact],
        entries: Mapping[str, Entry],
        *,
        profile: Profile,
        answer: str = "",
        today: Callable[[], date] = date.today,
        off: Collection[str] = (),
    ) -> None:
        """A check against `facts`, cited by their positions from 0.

        `answer` is the plain answer, which vouches for sentences that repeat it. Checks
        named in `off` are left out, which shows what each of them is for.
        """
        self._count = len(facts)
        self._entries = entries
        self._reader = EvidenceReader(facts, entries, profile, today())
        self._owner = _named(profile.name)
        subject = self._reader.person.pronoun
        self._pronouns = (subject, POSSESSIVES[subject])
        self._answer = frozenset(map(_plain, sentences(answer)))
        self._checks = {n: check for n, check in ALL.items() if n not in off}
        self._joined = {n: check for n, check in JOINED.items() if n not in off}
        self._bound = "entry" not in off

    def check(self, sentence: str, places: Collection[int] | None = None) -> Verdict:
        """A verdict on one sentence; without `places` the facts are looked for."""
        if _plain(sentence) in self._answer:
            return Verdict("supported", tuple(sorted(places or ())))
        claim = claim_of(self._owner.sub(self._pronoun, sentence))
        if claim.empty:
            return Verdict("neutral", reason="no content")
        if places is None:
            evidence = _nearest(claim, self._everything)
        else:
            chosen = sorted(place for place in set(places) if 0 <= place < self._count)
            evidence = [self._reader.read(place, chosen) for place in chosen]
        if not evidence:
            return Verdict("unsupported", reason="nothing is cited")
        return self._read(claim, evidence)

    def beside(self, answer: str) -> GroundingCheck:
        """A check against the same facts, as they were read, beside another answer."""
        check = copy(self)
        check._answer = frozenset(map(_plain, sentences(answer)))
        return check

    def read_all(self) -> None:
        """Read all facts now: the first sentence without citations need not wait."""
        _ = self._everything

    @cached_property
    def _everything(self) -> list[Evidence]:
        """All facts as evidence; read once, for sentences without citations."""
        places = range(self._count)
        return [self._reader.read(place, places) for place in places]

    def _read(self, claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
        named = mentions(claim, self._entries.values()) if self._bound else ()
        bearing = Bearing(claim, evidence, self._checks, named)
        check, reason = "", ""
        for parts in islice(bearing.readings(), MOST_READINGS):
            check, reason = self._fault(claim, parts, named)
            if not check:
                told = dict.fromkeys(part.evidence.position for part in parts)
                return Verdict("supported", tuple(told))
        if not check:
            check, reason = bearing.fault()
        against = check in CONTRADICTING
        kind: VerdictKind = "contradicted" if against else "unsupported"
        return Verdict(kind, reason=f"{check}: {reason}")

    def _fault(
        self, claim: Claim, parts: Sequence[Part], mentions: Sequence[Mention]
    ) -> tuple[str, str]:
        """The check that the sentence as a whole fails, with its reason."""
        for name, check in self._joined.items():
            if reason := check(claim, parts, mentions):
                return name, reason
        return "", ""

    def _pronoun(self, name: re.Match[str]) -> str:
        subject, possessive = self._pronouns
        return possessive if name["of"] else subject


IS = r"\s(?:been|an?|the|also|now|still|not|in|on|at|one|[a-z]+(?:ing|ed))\b"
"""Behind a name whose "'s" is a verb."""


def _named(name: str) -> re.Pattern[str]:
    """The owner's name, whole or in part, as a subject like any "she"."""
    parts = [name, *name.split()]
    known = "|".join(re.escape(part) for part in parts if part) or r"(?!)"
    return re.compile(
        rf"\b(?:{known})(?:\s(?:{known}))*\b(?P<of>['’](?:s(?!{IS})|(?!s)))?"
    )


def _nearest(claim: Claim, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The facts with most of the words, the likeliest first."""
    scored = [(sum(borne(w, e.keys) for w in claim.words), e) for e in evidence]
    ranked = sorted(scored, key=lambda each: -each[0])
    return [e for score, e in ranked[:MOST_FACTS] if score]


def _plain(sentence: str) -> str:
    return " ".join(sentence.lower().split()).rstrip(".!")
