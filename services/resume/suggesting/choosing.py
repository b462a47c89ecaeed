"""Questions that follow from an answer: of it, beyond it, and of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from services.models.answer import Query
from services.models.conversation import Turn
from services.resume.index import Index
from services.resume.reading.reading import Reading
from services.resume.replies.phrases import Phrases
from services.resume.suggesting.leads import Lead, leads_of
from services.resume.suggesting.openers import openers

MOST, LEAST = 3, 2
MOST_OF_A_KIND = 8
MOST_TURNS = 20
RECENT = 6
"""Turns whose questions are not suggested again."""
TALK = frozenset("greeting thanks goodbye smalltalk meta off_topic unsafe".split())
"""Intents after which nothing was told that could be gone into."""
IN_WORDS = re.compile(r"\W+")
ASKS_FOR: dict[str, tuple[str, ...]] = {
    "technologies": ("technolog", "built with", "tools", "stack", "made with"),
    "results": ("achieve", "accomplish", "result"),
    "links": ("where can i see", "link", "demo", "source code"),
    "dates": ("how long", "when "),
    "before": ("before",),
    "after": (" after",),
    "gpa": ("grade", "gpa"),
    "courses": ("course", "classes"),
    "thesis": ("thesis", "dissertation"),
    "authors": ("who wrote", "author"),
    "giver": ("published", "awarded", "who gave"),
}
"""Words of a question that has asked for the same in other words."""

Candidate = tuple[str, dict[str, str]]
"""The name of a phrase and what is put into it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was just asked and answered, and the turns before it."""

    question: str
    intent: str
    shown: tuple[int, ...]
    """Positions of the entries whose cards are shown."""
    turns: Sequence[Turn]
    topics: Sequence[str] = ()
    """What the question names, by topic."""


def moment_of(
    question: str, intent: str, shown: tuple[int, ...], query: Query, reading: Reading
) -> Moment:
    """The moment after an answer to `question`, as it was unwrapped from `query`."""
    turns = query.history[-MOST_TURNS:]
    return Moment(question, intent, shown, turns, reading.values("topic"))


class NextQuestions:
    """The questions that one résumé answers, ready for the moment that they fit."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._leads = leads_of(index)

    def after(self, moment: Moment, phrases: Phrases) -> tuple[str, ...]:
        """Two or three questions; none was asked, nor suggested the turn before."""
        asked = {_plain(turn.user_input) for turn in moment.turns[-RECENT:]}
        asked.add(_plain(moment.question))
        fresh = self._fresh(moment, phrases, asked)
        before = self._suggested_before(moment, phrases) if moment.turns else ()
        chosen = [question for question in fresh if question not in before][:MOST]
        if len(chosen) < LEAST:
            chosen += [question for question in fresh if question in before]
        return tuple(chosen[:MOST])

    def _suggested_before(self, moment: Moment, phrases: Phrases) -> tuple[str, ...]:
        *turns, last = moment.turns
        shown = self._positions(last.shown)
        earlier = Moment(last.user_input, str(last.intent), shown, turns)
        asked = {_plain(turn.user_input) for turn in moment.turns[-RECENT:]}
        return self._fresh(earlier, phrases, asked)[:MOST]

    def _fresh(
        self, moment: Moment, phrases: Phrases, asked: set[str]
    ) -> tuple[str, ...]:
        """The first few that were not asked, one of each kind in turn."""
        turn = len(moment.turns)
        kinds: tuple[list[Candidate], ...] = (
            _turned(self._about(moment), turn),
            _turned(self._beyond(moment), turn),
            [(key, {}) for key in self._rest(moment)],
        )
        in_turn = filter(None, chain.from_iterable(zip_longest(*kinds)))
        chosen: dict[str, str] = {}
        for question in self._worded(in_turn, phrases):
            plain = _plain(question)
            if plain not in asked:
                chosen.setdefault(plain, question)
            if len(chosen) == (2 * MOST if moment.turns else MOST):
                break
        return tuple(chosen.values())

    def _worded(
        self, candidates: Iterable[Candidate], phrases: Phrases
    ) -> Iterator[str]:
        """The questions that the language has words for."""
        for key, values in candidates:
            if question := phrases.suggestion(key, **values):
                yield question

    def _about(self, moment: Moment) -> Iterator[Candidate]:
        """What else there is to know of what was shown."""
        if moment.intent == "absent":
            yield from self._nearest(moment)
        elif len(moment.shown) == 1:
            yield from self._of(moment.shown[0], moment)
        else:
            for at in moment.shown[: 2 * MOST]:
                yield from self._told(self._leads.entries[at])

    def _of(self, at: int, moment: Moment) -> Iterator[Candidate]:
        lead = self._leads.entries[at]
        entry_id = self._index.entries[at].id
        told = moment.question.casefold()
        for turn in moment.turns[-RECENT:]:
            if tuple(turn.shown) == (entry_id,):
                told = f"{told} {turn.user_input.casefold()}"
        for kind in lead.kinds:
            words = ASKS_FOR[kind.partition("_of_")[0]]
            if not any(word in told for word in words):
                yield kind, {"entry": lead.name}

    def _told(self, lead: Lead) -> Iterator[Candidate]:
        """A question that one entry is told of for."""
        if lead.name and lead.section == "publications":
            yield from ((kind, {"entry": lead.name}) for kind in lead.kinds)
        elif lead.name:
            yield "about" if lead.is_plain else "about_long", {"entry": lead.name}

    def _nearest(self, moment: Moment) -> Iterator[Candidate]:
        """Technologies of the families of what is not there."""
        topics = self._index.topics.by_id
        asked = [topics[topic] for topic in moment.topics if topic in topics]
        titles = {topic.title for topic in asked}
        for parent in dict.fromkeys(p for topic in asked for p in topic.parents):
            for name in self._leads.families.get(parent, ()):
                if name not in titles:
                    yield "done_with", {"technology": name}

    def _beyond(self, moment: Moment) -> Iterator[Candidate]:
        """What stands beside it: the same tools, its neighbours, the person."""
        if moment.intent in TALK:
            return
        if moment.intent == "absent" and "contact" in self._rest(moment):
            yield "contact", {}
        question = moment.question.casefold()
        for at in moment.shown[:1]:
            for name in self._leads.entries[at].technologies:
                if name.casefold() not in question:
                    yield "done_with", {"technology": name}
        person = self._leads.person
        # Whoever wants to reach the person asks where and whether free.
        person = person[::-1] if moment.intent == "contact" else person
        yield from ((key, {}) for key in person)

    def _rest(self, moment: Moment) -> tuple[str, ...]:
        """The parts of the résumé that were not told whole."""
        covered = self._covered(moment)
        return tuple(openers(self._index, covered, turn=len(moment.turns)))

    def _covered(self, moment: Moment) -> set[str]:
        """The sections that were listed, and `contact` where that was told."""
        lists = [(str(t.intent), self._positions(t.shown)) for t in moment.turns]
        lists.append((moment.intent, moment.shown))
        covered = {intent for intent, shown in lists if not shown}
        for _, shown in lists:
            for section in {self._index.entries[at].section for at in shown}:
                if len(shown) > 1 or self._index.by_section[section] == shown:
                    covered.add(section)
        return covered

    def _positions(self, ids: Iterable[str]) -> tuple[int, ...]:
        known = self._index.position
        return tuple(known[card] for card in ids if card in known)


def _turned(candidates: Iterator[Candidate], turn: int) -> list[Candidate]:
    """Another one first at every turn, so that a talk about one thing goes on."""
    first = list(islice(candidates, MOST_OF_A_KIND))
    start = turn % len(first) if first else 0
    return first[start:] + first[:start]


def _plain(question: str) -> str:
    return IN_WORDS.sub("", question.casefold())
