"""Decides sentence by sentence what of a model's reply may be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import structlog

from services.grounding.grounding import GroundingCheck
from services.llm.citations import Claim
from services.llm.composing import MAX_WORDS, Composed
from services.llm.fact_list import ASKED
from services.llm.openings import denied_alike, denies, leans, parted
from services.llm.sentences import count_words, is_sayable, leaks, split_sentences
from services.models.answer import Answer, Card, Evidence, Query
from services.models.fact import Fact
from services.models.fact_sheet import FactSheet

_log = structlog.get_logger(__name__)

MIN_WORDS = 5
MIN_KEPT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reply is checked against: the facts that the model was given.

    `ranks` tell how near each fact is to the question, and `near` the highest rank of
    what has to do with it. In a `cited` reply each sentence needs its facts.
    """

    check: GroundingCheck
    facts: Sequence[Fact]
    ranks: Sequence[int]
    near: int
    question: str
    plain: Answer
    cited: bool


def ground_of(
    prompt: Composed, query: Query, answer: Answer, sheet: FactSheet, *, citations: bool
) -> Ground:
    """The facts that went into a prompt, and the owner's profile."""
    check = GroundingCheck(
        prompt.facts, sheet.entries, profile=sheet.profile, answer=answer.text
    )
    return Ground(
        check, prompt.facts, prompt.ranks, sheet.near, query.text, answer, citations
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that may be said; `facts` are the positions of what bears it out."""

    sentence: str
    facts: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    denial: bool = False
    plain: bool = False
    """Whether it is a sentence of the plain answer."""


@dataclass
class CheckedSpeech:
    """Takes sentences in order and releases those that are true and sayable."""

    ground: Ground
    canary: str
    said: list[Said] = field(default_factory=list)
    dropped: int = 0
    most_words: int = MAX_WORDS
    done: bool = False
    """No further sentence will be released: the words are used up, or it leaked."""
    _waiting: list[Said] = field(default_factory=list)
    """Small talk and asides, until a sentence comes that answers."""
    _lost: bool = False
    """Whether the sentence before was dropped."""
    judgements: list[tuple[str, str]] = field(default_factory=list)
    """Each sentence as it came, with what became of it, for the owner's eyes only."""
    _told: set[str] = field(default_factory=set)
    """Small models say the same again; once is enough."""

    def take(self, claims: Iterable[Claim]) -> list[str]:
        """What may be said now."""
        released: list[str] = []
        for claim in claims:
            if self.done:
                break
            ready = self._judge(claim)
            self.said += ready
            released += [each.sentence for each in ready]
        return released

    def restart(self) -> None:
        """Forget what waits: it was thought, not said."""
        self._waiting = []
        self._told = {each.sentence.casefold() for each in self.said}
        self.dropped, self._lost = 0, False

    def _judge(self, claim: Claim) -> list[Said]:
        ready, why = self._judged(claim)
        self.judgements.append((claim.sentence, why))
        return ready

    def _judged(self, claim: Claim) -> tuple[list[Said], str]:
        """What may be said with this sentence, and what became of it."""
        if leaks(claim.sentence, self.canary):
            self.dropped += 1
            self.done = True
            return [], "dropped: it gives the prompt away"
        opening, rest = parted(claim.sentence, self.ground.plain)
        sentence = f"{opening}{rest}"
        if not rest or sentence.casefold() in self._told:
            return [], "passed over: said before, or a yes that the engine does not say"
        self._told.add(sentence.casefold())
        stands = self._stands(sentence, rest, claim)
        self._lost = isinstance(stands, str)
        if isinstance(stands, str):
            self.dropped += 1
            return [], f"dropped: {stands}"
        words = [*self.said, *self._waiting, stands]
        if sum(count_words(each.sentence) for each in words) > self.most_words:
            self.done = True
            return [], "left out: too many words"
        if not self._answers(stands):
            self._waiting.append(stands)
            return [], "waits for a sentence that answers"
        ready, self._waiting = [*self._waiting, stands], []
        return ready, f"said: {', '.join(stands.paths) or 'no fact is needed'}"

    def _stands(self, sentence: str, rest: str, claim: Claim) -> Said | str:
        """The sentence with what bears it out; why not, where nothing does."""
        if not is_sayable(sentence, self.canary):
            return "not to be said aloud"
        if own := self._own.get(_plain(sentence)):
            absent = self.ground.plain.absent
            return Said(sentence, paths=own.paths, denial=absent, plain=True)
        if denies(sentence):
            alike = denied_alike(sentence, self.ground.question, self.ground.plain)
            return Said(sentence, denial=True) if alike else "the engine finds it"
        if self._lost and leans(rest):
            return "it leans on a sentence that was dropped"
        if self.ground.cited and not claim.cited:
            return "no fact is cited"
        try:
            verdict = self.ground.check.check(rest, claim.cited)
        # Whatever a model writes, it costs no visitor the answer.
        except Exception:  # noqa: BLE001
            _log.exception("grounding_fault")
            return "the check has a fault"
        if verdict.kind == "neutral" and not self.ground.cited:
            return Said(sentence)
        if verdict.kind != "supported":
            return f"{verdict.kind}, {verdict.reason}"
        paths_of = (self.ground.facts[i].path for i in verdict.facts)
        return Said(sentence, verdict.facts, tuple(dict.fromkeys(paths_of)))

    def _answers(self, stands: Said) -> bool:
        """Whether it can stand first: an aside waits where the first one was lost."""
        if self.said or stands.denial or stands.plain:
            return True
        if not stands.facts:
            return False
        ranks = (self.ground.ranks[i] for i in stands.facts)
        return not self.dropped or min(ranks) <= self.ground.near

    @cached_property
    def _own(self) -> dict[str, Evidence]:
        """The sentences of the plain answer, which need nobody's word."""
        plain = self.ground.plain
        known = {_plain(piece.sentence): piece for piece in plain.evidence}
        everything = tuple(path for piece in plain.evidence for path in piece.paths)
        for sentence in (plain.text, *split_sentences(plain.text)):
            known.setdefault(_plain(sentence), Evidence(sentence, everything))
        return known

    @property
    def released(self) -> list[str]:
        return [each.sentence for each in self.said]

    @property
    def taken(self) -> list[str]:
        """What was released, and what waits for a sentence that answers."""
        return [*self.released, *(each.sentence for each in self._waiting)]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(Evidence(e.sentence, e.paths) for e in self.said if e.paths)

    @property
    def text(self) -> str:
        return " ".join(self.released)

    @property
    def facts(self) -> tuple[int, ...]:
        """Positions of the facts that were used, in the order of their use."""
        return tuple(dict.fromkeys(i for each in self.said for i in each.facts))

    def cards(self, cards: Mapping[str, Card]) -> tuple[Card, ...]:
        """The cards of the entries that the sentences rest on, in their order."""
        entries = dict.fromkeys(self.ground.facts[i].entry for i in self.facts)
        return tuple(cards[entry] for entry in entries if entry in cards)

    @property
    def corrects(self) -> bool:
        """Whether it says something else than the plain answer does."""
        plain = self.ground.plain
        if not self.facts or self.denies:
            return False
        return (
            plain.absent
            or plain.closest
            or any(self.ground.ranks[i] > ASKED for i in self.facts)
        )

    @property
    def denies(self) -> bool:
        """Whether it says that what was asked for is not there."""
        return any(each.denial for each in self.said)

    @property
    def enough(self) -> bool:
        """Whether what is left can stand as the whole reply."""
        kept = len(self.said) / max(1, len(self.said) + self.dropped)
        least = 1 if self.ground.cited else MIN_WORDS
        answers = any(e.paths or e.denial or e.plain for e in self.said)
        return answers and count_words(self.text) >= least and kept >= MIN_KEPT_SHARE


def _plain(sentence: str) -> str:
    return " ".join(sentence.casefold().split()).rstrip(".!")
