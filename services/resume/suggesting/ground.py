"""What an answer and the talk before it leave to ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.models.answer import Answer
from services.models.conversation import Turn
from services.models.resume import Entry
from services.resume.index import Index
from services.resume.reading.question_words import everyday_words
from services.resume.reading.text import clean, words
from services.resume.reading.topics import TECHNOLOGY, topic_id
from services.resume.replies.phrases import Phrases
from services.resume.replies.wording import short_name

MOST_NAME_WORDS = 7
LEAST_NAME_LETTERS = 3
NOT_WORK = ("skills", "languages", "interests", "references")
"""Sections whose entries tell of no work done with a technology."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One answer with what was shown before it; `shown` are positions of entries."""

    index: Index
    phrases: Phrases
    answer: Answer
    turns: tuple[Turn, ...]
    topics: tuple[str, ...]
    """What the question names, by topic."""

    @property
    def shown(self) -> tuple[int, ...]:
        ids = (card.id for card in self.answer.cards)
        return self._positions(ids)

    @property
    def told(self) -> frozenset[int]:
        """The entries that were spoken of one by one."""
        single = (turn.shown[0] for turn in self.turns if len(turn.shown) == 1)
        return frozenset((*self._positions(single), *self.shown[:1]))

    @property
    def covered(self) -> frozenset[str]:
        """The sections that were listed, and `contact` where that was told."""
        lists = [(str(t.intent), t.shown) for t in self.turns]
        lists.append((str(self.answer.intent), tuple(c.id for c in self.answer.cards)))
        return frozenset(
            intent
            for intent, shown in lists
            if len(shown) > 1 or intent == "contact" or self._is_all(intent, shown)
        )

    def entry(self, at: int) -> Entry:
        return self.index.entries[at]

    def peers(self, at: int) -> tuple[int, ...]:
        """The other entries of its section, the newest first."""
        same = self.index.by_section[self.entry(at).section]
        return tuple(
            i for i in sorted(same, key=self.index.recency.__getitem__) if i != at
        )

    def name(self, at: int) -> str:
        """What a question may call the entry; empty where that tells another, too."""
        entry = self.entry(at)
        for name in dict.fromkeys((short_name(entry), entry.organization, entry.title)):
            if self._tells(name, entry):
                return name
        return ""

    def technologies(self, at: int) -> Iterator[str]:
        """Those of the entry that other work shows as well."""
        for name in self.entry(at).technologies:
            if self.elsewhere(name, at):
                yield name

    def elsewhere(self, name: str, at: int | None = None) -> bool:
        """Whether work other than `at` shows a technology of that name."""
        tags = self.index.topics.asked.lookup(topic_id(name))
        topics = {tag.value for tag in tags}
        if len(topics) != 1 or len(topic_id(name)) < LEAST_NAME_LETTERS:
            return False
        topic = self.index.topics.by_id.get(*topics)
        if topic is None or topic.kind != TECHNOLOGY:
            return False
        if topic.ambiguous or topic.wordlike:
            return False
        return any(self._is_work(i) for i in self._holders(topic.id) if i != at)

    def nearest(self) -> Iterator[str]:
        """Technologies of the families of what was asked for, which are there."""
        topics = self.index.topics.by_id
        asked = [topics[t] for t in self.topics if t in topics]
        families = {parent for topic in asked for parent in topic.parents}
        for topic in topics.values():
            near = families.intersection(topic.parents) and topic not in asked
            if near and self._holders(topic.id) and self.elsewhere(topic.title):
                yield topic.title

    def _holders(self, topic: str) -> tuple[int, ...]:
        return tuple(self.index.holders.get(topic, ()))

    def _is_work(self, at: int) -> bool:
        return self.entry(at).section not in NOT_WORK

    def _is_all(self, section: str, shown: tuple[str, ...]) -> bool:
        held = self.index.by_section.get(section, ())
        return bool(held) and set(held) <= set(self._positions(shown))

    def _positions(self, ids: Iterator[str] | tuple[str, ...]) -> tuple[int, ...]:
        known = self.index.position
        return tuple(known[id] for id in ids if id in known)

    def _tells(self, name: str, entry: Entry) -> bool:
        parts = words(clean(name))
        if not 0 < len(parts) <= MOST_NAME_WORDS or "?" in name:
            return False
        if len(parts) == 1 and parts[0] in everyday_words():
            return False
        named = {tag.value for tag in self.index.names.lookup("".join(parts))}
        return named == {entry.id} and len("".join(parts)) >= LEAST_NAME_LETTERS
