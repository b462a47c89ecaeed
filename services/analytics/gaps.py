"""What visitors asked that the résumé could not answer, grouped by theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.models.records import Interaction

WORD = re.compile(r"[^\W_][^\W_+#.]*[+#]*")
MIN_STEM = 4
ALIKE = 0.34
"""Least share of common weight at which a question joins a theme."""

MAX_EXAMPLES = 5

FILLERS = frozenset(
    "a about an and any anything are as at be been by can could did do does ever for "
    "from had has have he her hers him his how i in is it its know kind like many me "
    "more most much my of on or our please she show so some tell than that the their "
    "them then there they this to um use used using was we were what when where which "
    "who whom whose why will with work worked would you your".split()
)
"""Words that say nothing about the theme, in the language of most questions."""


@dataclass(slots=True)
class Theme:
    """Questions about one missing thing."""

    words: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    last_asked: datetime | None = None

    @property
    def count(self) -> int:
        return sum(self.questions.values())

    @property
    def label(self) -> str:
        most = self.words.most_common(1)[0][1] if self.words else 0
        return " ".join(w for w, n in self.words.most_common(3) if n * 2 >= most)

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(text for text, _ in self.questions.most_common(MAX_EXAMPLES))


def theme_words(question: str) -> frozenset[str]:
    """What a question is about: its words without fillers, endings cut."""
    words = (match.group().lower() for match in WORD.finditer(question))
    return frozenset(_stem(word) for word in words if word not in FILLERS)


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: -len(ending)]
    return word


def themes(unanswered: Iterable[Interaction]) -> list[Theme]:
    """Themes by how often they were asked about; rare words weigh most."""
    turns = [(turn, theme_words(turn.user_input)) for turn in unanswered]
    turns = [(turn, words) for turn, words in turns if words]
    commonness = Counter(word for _, words in turns for word in words)
    found: list[Theme] = []
    for turn, words in sorted(turns, key=lambda pair: -len(pair[1])):
        theme = _nearest(words, found, commonness)
        if theme is None:
            theme = Theme()
            found.append(theme)
        theme.words.update(words)
        theme.questions[" ".join(turn.user_input.split())] += 1
        theme.last_asked = max(theme.last_asked or turn.created_at, turn.created_at)
    return sorted(found, key=lambda theme: -theme.count)


def _nearest(
    words: frozenset[str], found: list[Theme], commonness: Counter[str]
) -> Theme | None:
    best, best_share = None, ALIKE
    whole = sum(_weight(word, commonness) for word in words)
    for theme in found:
        common = words & theme.words.keys()
        share = sum(_weight(word, commonness) for word in common) / whole
        if share >= best_share:
            best, best_share = theme, share
    return best


def _weight(word: str, commonness: Counter[str]) -> float:
    """A word in every question says nothing; one that recurs in a few says most."""
    total = sum(commonness.values())
    return 1.0 - commonness[word] / (total + 1)
