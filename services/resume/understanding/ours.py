"""Whether words that could be about the world are about the résumé."""

from __future__ import annotations

from services.resume.reading.question_words import stop_words
from services.resume.reading.text import stem
from services.resume.understanding.finding import Situation
from services.resume.understanding.sections import section_marks

REQUESTS = frozenset(
    """write make build create generate code solve translate recommend play sing draft
    order book buy""".split()
)
POINTING = frozenset({"one", "ones", "thing"})
ASKING = frozenset(
    """is are was were do does did should can could will would what who when where why
    how""".split()
)
VERBS = frozenset("is are was were do does did should can could will would".split())
THERE = frozenset("there any anything".split())
OURS = ("person", "followup", "section", "topic", "entry", "verb", "slot", "degree")
FEW = 2


def points_at_work(situation: Situation) -> bool:
    """ "The weather paper", "recipes", where the résumé has such a thing."""
    reading, index = situation.reading, situation.index
    if REQUESTS & set(reading.said):
        return False
    wanted = {m.value for m in section_marks(reading)}
    short = len(reading.words) <= FEW or bool(POINTING & set(reading.words[-1:]))
    if not wanted and not short and not reading.person:
        return False
    nouns = {i for m in section_marks(reading) for i in range(m.start, m.end)}
    said = [w for i, w in enumerate(reading.words) if i not in nouns]
    subjects = {stem(w) for w in said if w not in stop_words() | POINTING}
    leads = {
        i for m in reading.marks if m.kind == "lead" for i in range(m.start, m.end)
    }
    subjects -= {stem(reading.words[i]) for i in leads}
    held = [{i for i, _ in index.postings.get(subject, ())} for subject in subjects]
    common = set.intersection(*held) if held else set()
    return any(not wanted or index.entries[i].section in wanted for i in common)


def asks_of_the_one_shown(situation: Situation) -> bool:
    """ "How big is the team", where the entry shown last tells of a team."""
    reading, shown = situation.reading, situation.context.shown[:1]
    said = {stem(w) for w in reading.words if w not in stop_words()}
    return any(
        position in shown
        for word in said
        for position, _ in situation.index.postings.get(word, ())
    )


def asks_of_the_world(situation: Situation) -> bool:
    """A whole sentence without the person or a word of the résumé: "did Rome fall"."""
    reading = situation.reading
    words = reading.words
    if not situation.context.fresh or any(m.kind in OURS for m in reading.marks):
        return False
    if words[0] not in ASKING or not VERBS & set(words) or THERE & set(words):
        return False
    postings = situation.index.postings
    unknown = [word for word in reading.left if stem(word) not in postings]
    return len(unknown) >= FEW and len(unknown) == len(reading.left)
