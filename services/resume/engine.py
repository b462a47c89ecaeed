"""Question in, answer out: reading, deciding, wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from services.models.answer import Answer, Card, Query
from services.models.conversation import LONGEST_EARLIER, Turn
from services.models.fact_sheet import FactSheet
from services.models.resume import Resume
from services.protocols import MeaningScores
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.answers.subjects import ByTopic
from services.resume.answers.turning_away import refused
from services.resume.bearing import Bearings
from services.resume.cards import to_card
from services.resume.contact_card import contact_card, tells_ways
from services.resume.earlier import shortened, unwrapped
from services.resume.english import English
from services.resume.explaining import explained, explained_by_words
from services.resume.index import build_index
from services.resume.presenting import cards_of, evidence_of
from services.resume.reading.languages import glossaries
from services.resume.reading.reader import Reader
from services.resume.reading.reading import Reading
from services.resume.reading.text import MAX_CHARS
from services.resume.replies.composer import compose
from services.resume.replies.phrases import phrases_for
from services.resume.replies.wording import trimmed
from services.resume.sound_data import read_sound_data
from services.resume.suggesting.choosing import NextQuestions, moment_of
from services.resume.understanding.context import context_of
from services.resume.understanding.decide import Guard, decide
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.followups import followup
from services.resume.understanding.places import ordinal
from services.resume.understanding.searching import searched
from services.resume.understanding.tongues import UNREAD, not_read, said_in_english
from services.resume.vocabulary import names

DESCRIPTIVE = frozenset("list topic entry about compare multi ordered headline".split())
NOTHING_FOUND = ("absent", "off_topic")
MAX_HISTORY = 20
READINGS_KEPT = 64
"""Short texts whose reading is kept: each turn asks for those before it again."""
MAX_DEPTH = 3
"""How many questions that lean on one another are answered afresh."""


class Engine:
    """One résumé, ready for questions. Holds no state between them."""

    def __init__(
        self,
        resume: Resume,
        guard: Guard,
        *,
        tone: str = "friendly",
        clock: Callable[[], date] = date.today,
        make_meaning: Callable[[tuple[str, ...]], MeaningScores] | None = None,
        first_person: bool = False,
    ) -> None:
        self.resume = resume
        self.index = build_index(resume)
        self._english = English(
            resume,
            clock(),
            self.index.topics,
            make_meaning=make_meaning,
            first_person=first_person,
        )
        self.meaning = self._english.meaning
        self._bearings = Bearings(self._english.library)
        self._cards = tuple(to_card(entry) for entry in self.index.entries)
        self._next = NextQuestions(self.index)
        self._contact = (contact_card(resume.profile),)
        self._reader = Reader(self.index)
        self._short = lru_cache(READINGS_KEPT)(self._reader.read)
        others = [topic.title for topic in self.index.topics.by_id.values()]
        others += [
            word for glossary in glossaries().values() for word in glossary.known
        ]
        self._sound = read_sound_data().repair(names(resume), known_words=others)
        self._guard = guard
        self._tone = tone
        self._clock = clock

    def answer(self, query: Query) -> Answer:
        history = tuple(map(shortened, query.history[-MAX_HISTORY:]))
        text, all_of_it = unwrapped(query.text, history)
        situation = self._situation(text, history, query)
        if not_read(situation, self._guard.unsafe):
            return self._answer(UNREAD, situation, query, text, all_of_it)
        answer = self._answered(situation, history, query, text, all_of_it)
        if situation.reading.foreign and answer.intent in NOTHING_FOUND:
            return self._answer(UNREAD, situation, query, text, all_of_it)
        return answer

    def _answered(
        self,
        situation: Situation,
        history: tuple[Turn, ...],
        query: Query,
        text: str,
        all_of_it: bool,
    ) -> Answer:
        """The answer to a question as it was read."""
        if situation.reading.language == "en":
            told = self._in_english(situation, history, query, text, all_of_it)
            if told is not None:
                return told
        finding = decide(
            situation, self._guard, lambda turn: self._again(turn, history, query)
        )
        if all_of_it:
            finding = self._rest(finding, history)
        return self._answer(finding, situation, query, text, all_of_it)

    def _in_english(
        self,
        situation: Situation,
        history: tuple[Turn, ...],
        query: Query,
        text: str,
        all_of_it: bool,
    ) -> Answer | None:
        """The newer road's answer; None where it knows none."""
        english = self._english

        def read(text: str) -> Reading:
            return self._read(text, self._clock(), query.language)

        if finding := said_in_english(
            situation, lambda turn: self._again(turn, history, query)
        ):
            return self._answer(finding, situation, query, text, all_of_it)
        looking = query.looks and not any(turn.shown for turn in history)
        turns = situation.context.turns if looking else history
        talk = english.talk(situation.reading, turns, read)
        if finding := refused(situation, self._guard, talk.scene):
            return self._answer(finding, situation, query, text, all_of_it)
        finder = ByTopic(
            search=lambda: searched(situation),
            pick=lambda: ordinal(situation),
            go_on=lambda: followup(
                situation, lambda turn: self._again(turn, history, query)
            ),
        )
        outcome = english.answer(talk, finder)
        if outcome is None:
            return None
        return self._told(outcome, talk.scene, situation, query, text, all_of_it)

    def _told(
        self,
        outcome: Outcome,
        scene: Scene,
        situation: Situation,
        query: Query,
        text: str,
        all_of_it: bool,
    ) -> Answer:
        phrases = phrases_for("en", self._tone, text, self.resume.profile)
        spoken = trimmed(" ".join(s.text for s in outcome.said))
        shown = cards_of(outcome, everything=all_of_it)
        cards = self._shown(shown, tells_ways(outcome.rule) and not outcome.absent)
        kind = "contact" if cards and not shown else self._kind_of(shown)
        intent = "absent" if outcome.absent else outcome.intent
        moment = moment_of(text, intent, shown, query, situation.reading)
        return Answer(
            text=spoken,
            intent=intent,
            item_type=outcome.item_type or kind,
            cards=cards,
            evidence=evidence_of(outcome.said, spoken),
            filters=outcome.filters,
            total_results=len(outcome.hits) if shown else len(cards),
            confidence=outcome.confidence,
            language="en",
            absent=outcome.absent,
            closest=outcome.closest and not outcome.absent,
            judged=outcome.judged,
            show_all_query=all_of_it,
            original_query=text,
            suggestions=self._next.after(moment, phrases),
            may_rephrase=outcome.listing and not outcome.absent,
            explain=explained(outcome, scene, situation.reading, shown)
            if query.explain
            else None,
        )

    def _kind_of(self, shown: Sequence[int]) -> str:
        """What the cards are: those of one section, "mixed" ones, or none."""
        sections = {self.index.entries[i].section for i in shown}
        if len(sections) == 1:
            return sections.pop()
        return "mixed" if sections else "none"

    def _situation(
        self, text: str, history: tuple[Turn, ...], query: Query
    ) -> Situation:
        today = self._clock()
        heard = self._sound.repair(text[:MAX_CHARS]).text
        return Situation(
            index=self.index,
            reading=self._read(heard, today, query.language),
            context=context_of(history, self.index, query.section, query.page_text),
            today=today,
        )

    def _read(self, text: str, today: date, language: str | None) -> Reading:
        """The reading of a text; one that may be an earlier turn's is made once."""
        read = self._short if len(text) <= LONGEST_EARLIER else self._reader.read
        return read(text, today, language)

    def _again(
        self, turn: Turn, history: tuple[Turn, ...], query: Query, depth: int = 1
    ) -> Finding | None:
        """An earlier question answered afresh, with only what came before it."""
        if depth > MAX_DEPTH:
            return None
        before = history[: history.index(turn)] if turn in history else ()
        text, _ = unwrapped(turn.user_input, before)
        situation = self._situation(text, before, query)
        return decide(
            situation,
            self._guard,
            lambda earlier: self._again(earlier, before, query, depth + 1),
        )

    def _rest(self, finding: Finding, history: tuple[Turn, ...]) -> Finding:
        return replace(finding, everything=True, limit=len(finding.hits))

    def _answer(
        self,
        finding: Finding,
        situation: Situation,
        query: Query,
        text: str,
        all_of_it: bool,
    ) -> Answer:
        reading = situation.reading
        seed = f"{_asked(reading)}|{len(query.history)}"
        profile = self.resume.profile
        phrases = phrases_for(reading.language, self._tone, seed, profile)
        said = compose(finding, situation, phrases)
        spoken = trimmed(" ".join(s.text for s in said))
        shown = () if finding.absent else finding.shown
        ways = tells_ways(finding.kind, finding.slot) and not finding.absent
        cards = self._shown(shown, ways)
        intent = "absent" if finding.absent else finding.intent
        moment = moment_of(text, intent, shown, query, situation.reading)
        return Answer(
            text=spoken,
            intent=finding.intent,
            item_type=finding.item_type if shown or not finding.hits else "none",
            cards=cards,
            evidence=evidence_of(said, spoken),
            filters=finding.filters,
            total_results=len(finding.hits) if shown else len(cards),
            confidence=finding.confidence,
            language=phrases.language,
            absent=finding.absent,
            # No rule of the newer road knew what it asks for.
            judged=reading.language == "en" and finding.kind in DESCRIPTIVE,
            show_all_query=all_of_it or finding.everything,
            original_query=text,
            suggestions=self._next.after(moment, phrases),
            may_rephrase=finding.kind in DESCRIPTIVE and not finding.absent,
            explain=explained_by_words(finding, situation) if query.explain else None,
        )

    def _shown(self, shown: tuple[int, ...], tells_ways: bool) -> tuple[Card, ...]:
        """The cards of entries; without any, that of the ways to reach the person."""
        cards = tuple(self._cards[i] for i in shown)
        return self._contact if tells_ways and not cards else cards

    def sheet(self, query: Query, answer: Answer) -> FactSheet:
        """The facts, each with how near it is to the question that was answered."""
        return self._bearings.sheet(query, answer)

    def vocabulary(self) -> tuple[str, ...]:
        """Names and technologies that a recogniser should expect."""
        return names(self.resume)


def _asked(reading: Reading) -> str:
    """The text that picks the wording: whoever "you" or "she" is, it is the same."""
    return reading.text if reading.language == "en" else " ".join(reading.said)
