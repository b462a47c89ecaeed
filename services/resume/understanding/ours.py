"""Whether words that could be about the world are about the résumé."""

from __future__ import annotations

from services.language.stems import stem
from services.resume.reading.question_words import stop_words
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
    nouns = {i for m in section_marks(reading) for i in range(m.start, m.end)}
    said = [w for i, w in enumerate(reading.words) if i not in nouns]
    subjects = {stem(w) for w in said if w not in stop_words() | POINTING}
    leads = {
        i for m in reading.marks if m.kind == "lead" for i in range(m.start, m.end)
    }
    facts = {i for m in reading.of("slot") for i in range(m.start, m.end)}
    subjects -= {stem(reading.words[i]) for i in leads | facts}
    subjects = {subject for subject in subjects if len(subject) > 1}
    exact = len(subjects) > 1 and not INDEFINITE & set(reading.words)
    if not (wanted or short or exact or reading.person):
        return False
    held = [{i for i, _ in index.postings.get(subject, ())} for subject in subjects]
    common = set.intersection(*held) if held else set()
    return any(not wanted or index.entries[i].section in wanted for i in common)


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
    reading = situation.reading
    words = reading.words
    if reading.person or _names_technology(situation) or WANTING & set(words):
        return False
    if words[0] in REQUESTS | LESSONS and len(words) > 1:
        return True
    if FIRST & set(words) and not (reading.has("lead") or reading.has("section")):
        return True
    if not situation.context.fresh or any(m.kind in OURS for m in reading.marks):
        return False
    if not set(reading.values("slot")) <= ANYTHING or THERE & set(words):
        return False
    if "or" in words and len(words) == len(reading.left) + 1:
        return True
    return words[0] in ASKING and bool(VERBS & set(words) or words[0] == "who")


def _names_technology(situation: Situation) -> bool:
    by_id = situation.index.topics.by_id
    topics = situation.reading.values("topic")
    return any(by_id[topic].kind == TECHNOLOGY for topic in topics)
