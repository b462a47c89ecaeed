"""A question with no subject of its own, about the one entry spoken of."""

from __future__ import annotations

from collections.abc import Iterator

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.figures import NUMBER, told
from services.resume.reading.question_words import stop_words
from services.resume.reading.text import clean, words
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import section_marks

OPENINGS = frozenset("what whats which who whose how where why did does was".split())
DEGREES = frozenset(
    "many much big large fast long often far high low accurate strong".split()
)
NUMBERED = DEGREES | frozenset(
    "rating revenue latency score size number percentage budget".split()
)
MADE_WITH = frozenset({"use", "used", "uses", "run", "runs"})
ELSEWHERE = (
    "when", "start", "end", "venue", "authors", "awarder", "link", "role", "gpa",
    "place", "duration", "contact", "email", "phone", "hire", "coursework",
    "website", "quote", "doing", "client", "tech_used", "results", "field_of_study",
)  # fmt: skip
"""Facts with a place of their own."""
NUMBER_SLOTS = {"duration", "results", "website"}
"""Of those, the ones that "how many" or "how long" may speak of in passing."""
UNEXPLAINING = ("filler", "lead", "person", "act")
TOPIC_WEIGHT, NOUN_WEIGHT = 2.0, 4.0


def in_focus(situation: Situation) -> Finding | None:
    """What the entry shown last tells of the words asked for."""
    shown = situation.context.shown
    if len(shown) != 1 or not _without_subject(situation):
        return None
    entry = situation.index.entries[shown[0]]
    number = bool(NUMBERED & set(situation.reading.words))
    said = _best(situation, entry, number=number)
    used = bool(MADE_WITH & set(situation.reading.words) and entry.technologies)
    timed = situation.reading.has("slot", "duration")
    silent = (number and not timed) or _nowhere(situation)
    if said is None and not used and not silent:
        return None
    return Finding(
        "fact",
        "followup_detail",
        entry.section,
        hits=shown,
        section=entry.section,
        slot="tech_used" if used and not said else "",
        said=said,
        filters=by.filters_of(situation, shown),
        why=("spoken of before",),
    )


def _without_subject(situation: Situation) -> bool:
    reading = situation.reading
    if reading.words[0] not in OPENINGS or reading.when or section_marks(reading):
        return False
    if any(m.kind in ("entry", "degree", "negation") for m in reading.marks):
        return False
    number = bool(NUMBERED & set(reading.words))
    if reading.has("order") and not (number and reading.words[-1] == "last"):
        return False
    slots = set(reading.values("slot"))
    if reading.left or reading.has("topic"):
        slots -= {"quote", "doing"}
    if slots & ({*ELSEWHERE} - NUMBER_SLOTS if number else {*ELSEWHERE}):
        return False
    follows = ("more", "only", "about", "correction", "after", "before", "detail")
    if any(reading.has("followup", kind) for kind in follows):
        return False
    if reading.has("followup", "ref"):
        if "duration" in slots:
            return False
        return reading.words[0] not in ("did", "does", "was")
    people = {"they", "their", "them"} & set(reading.words)
    return not reading.person or bool(people and number)


def _nowhere(situation: Situation) -> bool:
    """Whether no other entry could tell either: then the one shown says it does not."""
    reading, index = situation.reading, situation.index
    if reading.words[0] == "why" or reading.values("topic"):
        return False
    known = (stem(word) in index.postings for word in reading.left)
    return bool(reading.left) and not any(known) and not reading.has("about")


def _best(
    situation: Situation, entry: Entry, *, number: bool
) -> tuple[str, str] | None:
    index, reading = situation.index, situation.reading
    wanted = list(_content(situation))
    topics = set(reading.values("topic"))
    noun = wanted[0] if wanted else ""
    best: tuple[float, str, str] | None = None
    for text, path in told(entry):
        if number and not NUMBER.search(text):
            continue
        parts = words(clean(text))
        stems = [stem(part) for part in parts]
        score = sum(index.idf.get(each, 0.0) for each in wanted if each in stems)
        score += TOPIC_WEIGHT * len(topics & _topics(situation, parts))
        counted = any(
            noun in stems[at + 1 : at + 4]
            for at, part in enumerate(parts)
            if NUMBER.search(part)
        )
        score += NOUN_WEIGHT * (number and counted)
        if score > (best[0] if best else 0.0):
            best = (score, text, path)
    if best:
        return best[1], best[2]
    if number and not wanted and not entry.metrics:
        figures = index.figures[index.position[entry.id]]
        return (figures[0].text, figures[0].path) if figures else None
    if number and entry.metrics and not situation.reading.has("slot", "duration"):
        return "; ".join(entry.metrics), f"{entry.path}.metrics"
    return None


def _content(situation: Situation) -> Iterator[str]:
    """Stems of the words that say what is asked for."""
    reading = situation.reading
    covered = {
        i
        for m in reading.marks
        if m.kind in UNEXPLAINING
        for i in range(m.start, m.end)
    }
    for at, word in enumerate(reading.words):
        known = at in covered or word in DEGREES or len(word) < 3
        if not known and word not in stop_words():
            yield stem(word)


def _topics(situation: Situation, parts: tuple[str, ...]) -> set[str]:
    """Subjects of a sentence, and what they belong to."""
    topics = situation.index.topics
    found = {m.value for m in topics.shown.marks(parts)}
    found |= {m.value for m in topics.shown_stems.marks(parts)}
    return found | {p for t in found for p in topics.by_id[t].parents}
