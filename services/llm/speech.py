"""Decides sentence by sentence what of a model's reply may be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.llm.composing import MAX_WORDS
from services.llm.grounding import GroundingCheck
from services.llm.sentences import count_words, is_sayable, leaks
from services.models.answer import Evidence

MIN_WORDS = 5
MIN_KEPT_SHARE = 0.5


@dataclass(slots=True)
class CheckedSpeech:
    """Takes sentences in order and releases those that are true and sayable."""

    check: GroundingCheck
    canary: str
    released: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    dropped: int = 0
    done: bool = False
    """No further sentence will be released: the words are used up, or it leaked."""
    _waiting: list[str] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    """Small models say the same again; once is enough."""

    def take(self, sentences: Iterable[str]) -> list[str]:
        """What may be said now; small talk waits for the first supported sentence."""
        released: list[str] = []
        for sentence in sentences:
            if self.done:
                break
            ready = self._judge(sentence)
            self.released += ready
            released += ready
        return released

    def restart(self) -> None:
        """Forget what waits: it was thought, not said."""
        self._waiting = []
        self._told = {sentence.casefold() for sentence in self.released}
        self.dropped = 0

    def _judge(self, sentence: str) -> list[str]:
        if leaks(sentence, self.canary):
            self.dropped += 1
            self.done = True
            return []
        if sentence.casefold() in self._told:
            return []
        self._told.add(sentence.casefold())
        verdict = self.check.check(sentence) if self._sayable(sentence) else None
        if verdict is None or verdict.kind == "unsupported":
            self.dropped += 1
            return []
        words = [*self.released, *self._waiting, sentence]
        if sum(map(count_words, words)) > MAX_WORDS:
            self.done = True
            return []
        if verdict.kind == "neutral":
            self._waiting.append(sentence)
            return []
        self.evidence.append(Evidence(sentence, verdict.paths))
        ready, self._waiting = [*self._waiting, sentence], []
        return ready

    def _sayable(self, sentence: str) -> bool:
        return is_sayable(sentence, self.canary)

    @property
    def text(self) -> str:
        return " ".join(self.released)

    @property
    def enough(self) -> bool:
        """Whether what is left can stand as the whole reply."""
        kept = len(self.released) / max(1, len(self.released) + self.dropped)
        return (
            bool(self.evidence)
            and count_words(self.text) >= MIN_WORDS
            and kept >= MIN_KEPT_SHARE
        )
