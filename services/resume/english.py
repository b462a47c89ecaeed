"""English questions answered from facts; the front of the newer road."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.language.stems import stem
from services.models.conversation import Turn
from services.models.fact import Fact, Kind
from services.models.resume import Entry, Resume
from services.protocols import MeaningScores
from services.resume.answers import subjects
from services.resume.answers.assistant import identity
from services.resume.answers.conversation import carrying, picks
from services.resume.answers.conversation.memory import Memory, memory_of
from services.resume.answers.conversation.same_part import same_part
from services.resume.answers.deciding import decide
from services.resume.answers.evidence import Evidence
from services.resume.answers.farness import far
from services.resume.answers.finishing import finished
from services.resume.answers.members import members_of
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.reading import listing, paths
from services.resume.answers.scene import Library, Scene
from services.resume.answers.strengths import strengths_of
from services.resume.answers.subjects import ByTopic
from services.resume.answers.surer import surer
from services.resume.facts.career import career_of
from services.resume.facts.extraction import facts_of
from services.resume.questions.question import Question
from services.resume.questions.targets import Targets
from services.resume.reading.lexicon import short_names
from services.resume.reading.reading import Reading
from services.resume.reading.text import clean, words
from services.resume.reading.topics import Topics
from services.resume.telling.person import person_of
from services.resume.telling.voice import voice_of

Read = Callable[[str], Reading]
LOOSE_RULES = frozenset(
    """detail present nearest_fact parts skills family by_kind jobs study courses
    role""".split()
)
"""Rules that a list of a technology's entries stands before."""
OPEN_RULES = ("present", "nearest_fact")
"""Rules whose "not there" is only as good as the words they looked for."""
LEAST_NEAR = 0.2
MOST_LEFT = 4
NOT_EVIDENCE = (Kind.DATE, Kind.LINK, Kind.CONTACT, Kind.COUNT)


@dataclass(frozen=True, slots=True)
class Talk:
    """One question in its conversation."""

    scene: Scene
    memory: Memory
    turns: Sequence[Turn]
    read: Read


class English:
    """One résumé, ready for questions in English. Holds no state between them."""

    def __init__(
        self,
        resume: Resume,
        today: date,
        topics: Topics,
        *,
        make_meaning: Callable[[tuple[str, ...]], MeaningScores] | None = None,
        first_person: bool = False,
    ) -> None:
        entries = tuple(e for s in resume.sections.values() for e in s)
        facts = facts_of(resume, today)
        told = [f for f in facts.all if not f.derived and f.kind not in NOT_EVIDENCE]
        by_id = {e.id: e for e in entries}
        texts = tuple(embedded(f, by_id) for f in told)
        self.meaning = make_meaning(texts) if make_meaning else None
        by_section: dict[str, list[int]] = {}
        for i, entry in enumerate(entries):
            by_section.setdefault(entry.section, []).append(i)
        self.library = Library(
            resume=resume,
            entries=entries,
            position={e.id: i for i, e in enumerate(entries)},
            by_section={s: tuple(p) for s, p in by_section.items()},
            targets=Targets(entries, resume.profile.headline),
            evidence=Evidence(told, by_id, self.meaning),
            career=career_of(resume, today),
            facts=dict(facts.by_entry),
            voice=voice_of(resume.profile, first_person=first_person),
            person=person_of(
                resume.profile, voice="first" if first_person else "third"
            ),
            person_words=person_words(resume),
            today=today,
            topics=topics,
            members=members_of(entries, topics),
            strengths=strengths_of(told, by_id, today),
        )

    def talk(self, reading: Reading, turns: Sequence[Turn], read: Read) -> Talk:
        """The question with what the conversation has been about."""
        plural = self.library.resume.profile.pronouns[0] != "they"
        question = self._question(reading, plural_things=plural and bool(turns))
        memory = memory_of(
            turns, self.library, lambda turn: self._question(read(turn.user_input))
        )
        return Talk(self._scene(question, memory), memory, turns, read)

    def answer(self, talk: Talk, finder: ByTopic) -> Outcome | None:
        """The answer, or None where the question is not understood here."""
        outcome = finished(talk.scene, self._answer(talk, finder))
        return outcome and replace(outcome, far=far(talk.scene, outcome))

    def _answer(self, talk: Talk, finder: ByTopic) -> Outcome | None:
        """The answer as the rules give it."""
        scene, memory = talk.scene, talk.memory
        said = " ".join(scene.question.reading.said)
        if found := identity(scene, said, self.library.person_words):
            return replace(found, rule="identity")
        if not memory.fresh and (found := self._gone_on(talk, finder)):
            return found
        if not memory.fresh or scene.question.reading.has("ordinal"):
            scene = self._leaning(scene, memory, finder)
        return self._decided(scene, finder)

    def _gone_on(self, talk: Talk, finder: ByTopic) -> Outcome | None:
        """The answer to what goes on with a list; None where nothing does."""
        scene, memory = talk.scene, talk.memory
        if _goes_on(scene.question.reading) and (
            more := subjects.going_on(scene, finder)
        ):
            return replace(more, rule="going_on")
        if memory.root and carrying.goes_on(scene.question):
            return self._rest(talk, memory.root, finder)
        found = same_part(scene, memory.last)
        return replace(found, rule="same_part") if found else None

    def _decided(self, scene: Scene, finder: ByTopic) -> Outcome | None:
        """The first rule's answer, or what the index of technologies adds to it."""
        reading = scene.question.reading
        outcome = decide(scene, lambda text: self._question(reading, text=text))
        loose = outcome is None or outcome.rule in LOOSE_RULES
        if loose and (found := subjects.by_topic(scene, finder)):
            return surer(scene, replace(found, rule="by_topic"))
        if outcome and outcome.rule == "present" and not outcome.absent:
            outcome = subjects.shown_in(scene, outcome, finder)
        if _open(outcome) and (found := subjects.instead(scene, finder)):
            return surer(scene, replace(found, rule="by_topic"))
        found = subjects.with_nearest(scene, outcome, finder)
        return surer(scene, found) if found else None

    def _scene(self, question: Question, memory: Memory) -> Scene:
        return Scene(
            self.library,
            question,
            topic=memory.topic,
            listed=memory.listed,
            seen=memory.seen,
            fresh=memory.fresh,
        )

    def _leaning(self, scene: Scene, memory: Memory, finder: ByTopic) -> Scene:
        """The scene with what the conversation lends: a pick, or an earlier aspect."""
        q = scene.question
        reading = q.reading
        pick = picks.ordinal(q, memory, self.library, self._nearest)
        if not pick and reading.has("ordinal") and not scene.own and not q.person:
            found = finder.pick()
            pick = found.hits[:1] if found and not found.absent else ()
        if pick:
            text = picks.without_pick(q.text)
            return replace(
                scene, question=self._question(reading, text=text), forced=pick
            )
        if lent := carrying.carried(q, memory):
            text, targets = lent
            return replace(
                scene, question=self._question(reading, text=text), forced=targets
            )
        return scene

    def _nearest(self, text: str, among: tuple[int, ...]) -> tuple[int, ...]:
        """Of some entries the one whose facts come nearest to the words."""
        within = {self.library.entries[i].id for i in among}
        stems = frozenset(map(stem, words(clean(text))))
        hits = self.library.evidence.ranked(stems, text, within=within, limit=1)
        if not hits or hits[0].score < LEAST_NEAR:
            return ()
        return (self.library.position[hits[0].fact.entry],)

    def _rest(self, talk: Talk, root: Turn, finder: ByTopic) -> Outcome:
        """What is left of the list that was asked for before."""
        memory, before = talk.memory, talk.turns[: talk.turns.index(root)]
        again = talk.read(root.user_input)
        found = self.answer(self.talk(again, before, talk.read), finder)
        scene = self._scene(self._question(again), memory)
        hits = found.hits if found else ()
        if len(hits) < 2 and memory.topic:
            hits = scene.newest_first(
                scene.section(scene.entry(memory.topic[0]).section)
            )
        left = tuple(i for i in hits if i not in memory.seen)
        if not left:
            said = say("That was all of them.")
            return Outcome((said,), "followup_more", rule="more")
        text = f"There is also {listing(scene, left[:MOST_LEFT])}."
        said = say(text, *paths(scene, left))
        return Outcome((said,), "followup_more", left, listing=True, rule="more")

    def _question(
        self, reading: Reading, *, plural_things: bool = False, text: str | None = None
    ) -> Question:
        return Question(
            reading,
            self.library.targets,
            self.library.person_words,
            plural_things=plural_things,
            text=text,
        )


def _open(outcome: Outcome | None) -> bool:
    """Whether nothing was found that states what was asked."""
    if outcome is None or outcome.closest:
        return True
    return outcome.absent and outcome.rule in OPEN_RULES


def _goes_on(reading: Reading) -> bool:
    """Whether it asks for more of a list, or for some of it."""
    return any(reading.has("followup", kind) for kind in ("more", "only", "correction"))


def person_words(resume: Resume) -> frozenset[str]:
    """The words of the name, and short forms of the first."""
    name = words(clean(resume.profile.name))
    return frozenset(w for w in name if len(w) > 2) | short_names(resume.profile.name)


def embedded(fact: Fact, entries: Mapping[str, Entry]) -> str:
    """The text that stands for a fact in meaning: with the name of its entry."""
    if not fact.entry or fact.kind is Kind.TITLE:
        return fact.text
    entry = entries[fact.entry]
    if entry.section == "skills":
        return f"{fact.text} ({entry.title} skill)"
    return f"{entry.title} {fact.text}"
