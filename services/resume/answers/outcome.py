"""What a rule answers: sentences with their paths, and the cards to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from services.models.answer import Filters
from services.models.resume import Entry
from services.resume.answers.scene import Scene

SHOWN = 4
JUDGED = frozenset(
    """pitch strengths weaknesses different about walk highlights achievement leadership
    compared superlative nearest_fact by_kind""".split()
)
"""Rules that weigh what is there or tell what is nearest, and read nothing out."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the résumé paths behind it."""

    text: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`hits` are positions of entries, best first; `limit` of them are shown."""

    said: tuple[Said, ...]
    intent: str
    hits: tuple[int, ...] = ()
    limit: int = SHOWN
    absent: bool = False
    closest: bool = False
    confidence: float = 0.9
    item_type: str = ""
    filters: Filters = field(default_factory=Filters)
    listing: bool = False
    """Whether the answer is a list or a description, which may be phrased anew."""
    everything: bool = False
    """Whether all of it was asked for, so that every card is shown."""
    rule: str = ""
    far: bool = False
    """Whether it has few of the question's words."""

    @property
    def judged(self) -> bool:
        """Whether there may be a better answer than the rule's own."""
        return self.far or not JUDGED.isdisjoint(self.rule.split("+"))

    @property
    def shown(self) -> tuple[int, ...]:
        """The entries whose cards are shown."""
        return self.hits if self.everything else self.hits[: min(self.limit, SHOWN)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of question and how it is answered.

    `answer` returns None where the rule does not apply. `examples` are questions that
    this rule wins; one that leans on what was said before follows that question.
    """

    name: str
    answer: Callable[[Scene], Outcome | None]
    examples: tuple[str | tuple[str, ...], ...]


def say(text: str, *paths: str) -> Said:
    """The sentence with single spaces, and the paths that are not empty."""
    return Said(" ".join(text.split()), tuple(p for p in paths if p))


def of_entry(entry: Entry, at: int, text: str) -> Outcome:
    """The answer that is one sentence about one entry."""
    return Outcome((say(text, entry.path),), entry.section, (at,))


NOT_THERE = "that isn't in the résumé."
"""What is said of something that has no name."""


def not_there(text: str, *, confidence: float = 0.9) -> Outcome:
    """The answer that something is not in the résumé."""
    return Outcome((say(text),), "absent", absent=True, confidence=confidence)


def fitting(said: Sequence[Said], most: int) -> list[Said]:
    """The first sentence, and each further one that fits into `most` words in all."""
    kept: list[Said] = []
    total = 0
    for each in said:
        count = len(each.text.split())
        if each.text and (not kept or total + count <= most):
            kept.append(each)
            total += count
    return kept


def first_fitting(said: Sequence[Said], most: int) -> list[Said]:
    """The first sentence, and those that follow up to one that makes too many words."""
    counts = list(accumulate(len(each.text.split()) for each in said))
    return [each for n, each in enumerate(said) if not n or counts[n] <= most]
