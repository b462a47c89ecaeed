"""Whether a sentence is borne out by the facts it cites, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from services.grounding.evidence import (
    STOP,
    Evidence,
    denies,
    evidence_of,
    profile_words,
    stems,
)
from services.grounding.verdict import Verdict
from services.language.stems import stem
from services.models.fact import Fact
from services.models.resume import Entry, Profile

MOST_FACTS = 4
"""Facts that a sentence without citations may rest on."""
STOP_STEMS = frozenset(map(stem, STOP)) | STOP


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
    ) -> None:
        """A check against `facts`, cited by their positions from 0.

        `answer` is the plain answer, which vouches for sentences that repeat it.
        """
        self._evidence = [
            evidence_of(place, fact, entries.get(fact.entry))
            for place, fact in enumerate(facts)
        ]
        self._profile = profile_words(profile)
        self._answer = frozenset(_plain(line) for line in answer.split(". "))
        self._today = today

    def check(self, sentence: str, cited: Collection[int] | None = None) -> Verdict:
        """A verdict on one sentence; without `cited` the facts are looked for."""
        if _plain(sentence) in self._answer:
            return Verdict("supported", tuple(sorted(cited or ())))
        told = [s for s in stems(sentence) if s not in STOP_STEMS]
        if not [word for word in told if word not in self._profile]:
            return Verdict("neutral", reason="no content")
        if cited is None:
            chosen = self._nearest(told)
        else:
            chosen = [e for e in self._evidence if e.position in cited]
        if not chosen:
            return Verdict("unsupported", reason="nothing is cited")
        return self._judged(sentence, told, chosen)

    def _judged(
        self, sentence: str, told: Sequence[str], chosen: Sequence[Evidence]
    ) -> Verdict:
        known = self._profile.union(*(e.words | e.context for e in chosen))
        missing = [word for word in told if word not in known]
        if missing:
            return Verdict("unsupported", reason=f"not there: {missing}")
        if denies(sentence) != any(e.denied for e in chosen):
            return Verdict("contradicted", reason="negation")
        return Verdict("supported", tuple(e.position for e in chosen))

    def _nearest(self, told: Sequence[str]) -> list[Evidence]:
        """The fewest facts that together have most of the words."""
        left = set(told) - self._profile
        chosen: list[Evidence] = []
        while left and len(chosen) < MOST_FACTS:
            best = max(self._evidence, key=lambda e: len(left & e.words), default=None)
            if best is None or not left & best.words:
                break
            chosen.append(best)
            left -= best.words | best.context
        return chosen


def _plain(sentence: str) -> str:
    return " ".join(sentence.lower().split()).rstrip(".!")
