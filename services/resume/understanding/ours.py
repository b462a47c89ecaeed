"""Whether words that could be about the world are about the résumé."""

from __future__ import annotations

from collections.abc import Iterable

from services.language.stems import stem
from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import stop_words
from services.resume.reading.reading import Reading
from services.resume.reading.topics import TECHNOLOGY
from services.resume.understanding.finding import Situation
from services.resume.understanding.sections import section_marks

REQUESTS = frozenset(
    """write make build create generate code solve translate recommend play sing draft
    order book buy cook call text send remind set turn open close draw paint guess pick
    choose suggest rank convert calculate prove predict imagine pretend be name dim
    motivate proofread summarize summarise tailor edit correct rewrite paraphrase spell
    teach entertain cheer bet google integrate factor add let lets wake reset volume
    schedule track print simplify differentiate""".split()
)
LESSONS = frozenset({"explain", "define", "describe"})
FIRST = frozenset({"i", "my", "mine", "me", "im", "myself"})
WANTING = frozenset("need needs want looking look searching hiring seek".split())
INDEFINITE = frozenset({"a", "an", "some"})
POINTING = frozenset({"one", "ones", "thing"})
ASKING = frozenset(
    """is are was were do does did should can could will would what who when where why
    how""".split()
)
VERBS = frozenset("is are was were do does did should can could will would".split())
THERE = frozenset("there any anything mention mentioned listed".split())
OURS = ("followup", "section", "entry", "verb", "degree", "language")
ANYTHING = frozenset("when amount duration place start end location results".split())
"""Facts that are asked of the world as well."""
FEW = 2


def points_at_work(situation: Situation) -> bool:
    """Whether the résumé has what is pointed at: "the weather paper", "recipes"."""
    reading, index = situation.reading, situation.index
    if REQUESTS & set(reading.said):
        return False
    wanted = {m.value for m in section_marks(reading)}
    short = len(reading.words) <= FEW or bool(POINTING & set(reading.words[-1:]))
    subjects = _subjects(reading)
    exact = len(subjects) > 1 and not INDEFINITE & set(reading.words)
    if not (wanted or short or exact or reading.person):
        return False
    holders = [{i for i, _ in index.postings.get(each, ())} for each in subjects]
    common = set.intersection(*holders) if holders else set()
    return any(not wanted or index.entries[i].section in wanted for i in common)


def _subjects(reading: Reading) -> set[str]:
    """Stems of the words that neither lead nor name a part or a fact."""
    nouns = _places_of(section_marks(reading))
    others = (w for i, w in enumerate(reading.words) if i not in nouns)
    stems = {stem(w) for w in others if w not in stop_words() | POINTING}
    aside = _places_of((*reading.of("lead"), *reading.of("slot")))
    stems -= {stem(reading.words[i]) for i in aside}
    return {each for each in stems if len(each) > 1}


def _places_of(marks: Iterable[Mark]) -> set[int]:
    return {i for m in marks for i in range(m.start, m.end)}


def asks_of_the_one_shown(situation: Situation) -> bool:
    """Whether the entry shown last tells of it: "how big is the team"."""
    reading, shown = situation.reading, situation.context.shown[:1]
    said = {stem(w) for w in reading.words if w not in stop_words()}
    return any(
        position in shown
        for word in said
        for position, _ in situation.index.postings.get(word, ())
    )


def asks_of_the_world(situation: Situation) -> bool:
    """Whether what the résumé lacks is no business of it: "did Rome fall"."""
    reading, words = situation.reading, situation.reading.words
    if reading.person or _names_technology(situation) or WANTING & set(words):
        return False
    if words[0] in REQUESTS | LESSONS and len(words) > 1:
        return True
    leads = reading.has("lead") or reading.has("section")
    if FIRST & set(words) and not leads:
        return True
    if _is_ours(situation):
        return False
    if "or" in words and len(words) == len(reading.left) + 1:
        return True
    return words[0] in ASKING and not (VERBS | {"who"}).isdisjoint(words)


def _is_ours(situation: Situation) -> bool:
    """Whether something shows that a résumé is meant: "any", "and", a fact of it."""
    reading = situation.reading
    if not situation.context.fresh or any(m.kind in OURS for m in reading.marks):
        return True
    only_ours = not set(reading.values("slot")) <= ANYTHING
    return only_ours or bool(THERE & set(reading.words))


def _names_technology(situation: Situation) -> bool:
    by_id = situation.index.topics.by_id
    topics = situation.reading.values("topic")
    return any(by_id[topic].kind == TECHNOLOGY for topic in topics)
