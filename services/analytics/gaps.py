"""What visitors asked that the résumé could not answer, grouped by what is missing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from services.analytics.gap_themes import GapTheme, ThemeBook
from services.language.stems import stem
from services.resume.reading.phrasebook import longest
from services.resume.reading.question_words import stop_words
from services.resume.reading.text import clean, words
from services.resume.reading.topics import FAMILY, TECHNOLOGY, Topic, Topics

ALIKE = 0.3
"""Least share of common weight at which two unknown questions are of one theme."""
MOST_KEYWORDS = 8
MOST_LISTENED = 100
"""Questions of a theme that its keywords are taken from, the most asked ones."""
LABEL_WORDS = 3
MOST_READ = 8_000
"""Questions whose reading is kept, so that a report need not read them again."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was not answered, and how often it was asked."""

    text: str
    count: int
    last_asked: datetime
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions about one missing thing; `theme` says where it would go."""

    theme: GapTheme
    questions: tuple[Missed, ...]
    keywords: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(missed.count for missed in self.questions)

    @property
    def last_asked(self) -> datetime:
        return max(missed.last_asked for missed in self.questions)


class GapFinder:
    """Groups by the theme file, then by topics the résumé lacks, then by words."""

    def __init__(self, book: ThemeBook, topics: Topics) -> None:
        self._book = book
        self._topics = topics
        self._read = lru_cache(MOST_READ)(self._reading)

    def find(
        self, missed: Iterable[Missed], known: Container[str]
    ) -> tuple[list[Gap], list[Missed]]:
        """Gaps, most asked first, and what was not even understood.

        `known` are the ids of topics that the résumé has.
        """
        themed: dict[GapTheme, list[Missed]] = defaultdict(list)
        topical: list[tuple[Missed, tuple[Topic, ...]]] = []
        others: list[Missed] = []
        for question in missed:
            theme, named = self._read(question.text)
            lacking = tuple(topic for topic in named if topic.id not in known)
            if theme:
                themed[theme].append(question)
            elif lacking:
                topical.append((question, lacking))
            else:
                others.append(question)
        for topic, questions in by_topic(topical, self._topics).items():
            themed[theme_of(topic)] += questions
        for theme, questions in by_words([q for q in others if q.understood]):
            themed[theme] += questions
        found = [gap_of(theme, questions) for theme, questions in themed.items()]
        found.sort(key=lambda gap: (-gap.count, gap.theme.title))
        return found, [q for q in others if not q.understood]

    def siblings(self, topic_id: str) -> frozenset[str]:
        """The topics of the same families."""
        topic = self._topics.by_id.get(topic_id)
        parents = set(topic.parents) if topic else set()
        return frozenset(
            t.id for t in self._topics.by_id.values() if parents & set(t.parents)
        )

    def forget(self) -> None:
        """Let go of every question that was read."""
        self._read.cache_clear()
        content_words.cache_clear()

    def _reading(self, text: str) -> tuple[GapTheme | None, tuple[Topic, ...]]:
        theme = self._book.kind_of(text)
        if theme:
            return theme, ()
        marks = longest(self._topics.asked.marks(words(clean(text))))
        found = (self._topics.by_id[mark.value] for mark in marks)
        return None, tuple(topic for topic in found if not topic.wordlike)


def by_topic(
    topical: Sequence[tuple[Missed, tuple[Topic, ...]]], topics: Topics
) -> dict[Topic, list[Missed]]:
    """By the topic most asked for; what is asked for once joins its family."""
    sizes = Counter(p for topic in topics.by_id.values() for p in topic.parents)
    asked = Counter(topic.id for _, lacking in topical for topic in lacking)
    families = Counter(
        family
        for _, lacking in topical
        for topic in lacking
        for family in (topic.id, *topic.parents)
    )
    groups: dict[Topic, list[Missed]] = defaultdict(list)
    for question, lacking in topical:
        topic = max(lacking, key=lambda t: asked[t.id])
        if asked[topic.id] == 1:
            shared = [
                parent
                for parent in topic.parents
                if families[parent] > 1 and topics.by_id[parent].kind == FAMILY
            ]
            # A small family says more: most of "mobile" beats some of "languages".
            nearest = max(shared, key=lambda f: families[f] / sizes[f], default="")
            topic = topics.by_id.get(nearest, topic)
        groups[topic].append(question)
    return groups


def theme_of(topic: Topic) -> GapTheme:
    about = "Add it only if it is true of you."
    if topic.kind == TECHNOLOGY:
        return GapTheme(topic.id, topic.title, "skills", topic.title, about)
    field = topic.section or "answers"
    hint = f"what you have done with {topic.title}"
    return GapTheme(topic.id.replace(":", "-"), topic.title, field, hint, about)


def by_words(missed: Sequence[Missed]) -> list[tuple[GapTheme, list[Missed]]]:
    """By the words they share, rare ones weighing most."""
    bags = [frozenset(map(stem, content_words(one.text))) for one in missed]
    spread = Counter(word for bag in bags for word in bag)
    weight = {word: math.log(1 + len(bags) / n) for word, n in spread.items()}
    groups: list[list[Missed]] = []
    having: dict[str, set[int]] = defaultdict(set)
    for question, bag in zip(missed, bags, strict=True):
        if not bag:
            continue
        alike: defaultdict[int, float] = defaultdict(float)
        for word in bag:
            for group in having[word]:
                alike[group] += weight[word]
        best = max(alike, key=alike.__getitem__, default=None)
        if best is None or alike[best] < ALIKE * sum(weight[word] for word in bag):
            best = len(groups)
            groups.append([])
        groups[best].append(question)
        for word in bag:
            having[word].add(best)
    return [(_named(questions), questions) for questions in groups]


def _named(questions: Sequence[Missed]) -> GapTheme:
    label = " ".join(keywords_of(questions)[:LABEL_WORDS])
    slug = label.replace(" ", "-")
    hint = f"your answer about {label}"
    return GapTheme(f"other-{slug}", label, "answers", hint, by_words=True)


@lru_cache(MOST_READ)
def content_words(text: str) -> tuple[str, ...]:
    """The words that say what a question is about, once each."""
    idle = stop_words()
    return tuple(dict.fromkeys(w for w in words(clean(text)) if w not in idle))


def keywords_of(questions: Iterable[Missed]) -> tuple[str, ...]:
    """The words visitors used, most used first."""
    used: Counter[str] = Counter()
    for question in questions:
        used.update(dict.fromkeys(content_words(question.text), question.count))
    return tuple(word for word, _ in used.most_common(MOST_KEYWORDS))


def gap_of(theme: GapTheme, questions: Sequence[Missed]) -> Gap:
    ordered = sorted(questions, key=lambda q: (-q.count, q.text))
    return Gap(theme, tuple(ordered), keywords_of(ordered[:MOST_LISTENED]))
