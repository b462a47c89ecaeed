"""A question with no subject of its own, about the one entry spoken of."""

from __future__ import annotations

from collections.abc import Iterator

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.figures import NUMBER, told
from services.resume.reading.question_words import stop_words
from services.resume.reading.reading import Reading
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
FOLLOWS = ("more", "only", "about", "correction", "after", "before", "detail")
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
    """Whether a fact is asked for and nothing says of what: "how many were there"."""
    reading = situation.reading
    if reading.words[0] not in OPENINGS or reading.when or section_marks(reading):
        return False
    if any(m.kind in ("entry", "degree", "negation") for m in reading.marks):
        return False
    number = bool(NUMBERED & set(reading.words))
    if reading.has("order") and not (number and reading.words[-1] == "last"):
        return False
    if _told_elsewhere(reading, number=number):
        return False
    if any(reading.has("followup", kind) for kind in FOLLOWS):
        return False
    if reading.has("followup", "ref"):
        return not _yes_no_or_time(reading)
    return not reading.person or (number and _of_several(reading))


def _yes_no_or_time(reading: Reading) -> bool:
    """Whether it is asked if something is so, or how long it took."""
    asks = reading.words[0] in ("did", "does", "was")
    return asks or reading.has("slot", "duration")


def _of_several(reading: Reading) -> bool:
    """Whether "they" may be things, such as those that are counted."""
    return bool({"they", "their", "them"} & set(reading.words))


def _told_elsewhere(reading: Reading, *, number: bool) -> bool:
    """Whether a fact with a place of its own is asked for."""
    slots = set(reading.values("slot"))
    if reading.left or reading.has("topic"):
        slots -= {"quote", "doing"}
    return bool(slots & ({*ELSEWHERE} - NUMBER_SLOTS if number else {*ELSEWHERE}))


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
    """The text of an entry that tells most of the words asked for, and its path."""
    wanted = list(_content(situation))
    best: tuple[float, str, str] | None = None
    for text, path in told(entry):
        if number and not NUMBER.search(text):
            continue
        score = _score(situation, words(clean(text)), wanted, number=number)
        if score > (best[0] if best else 0.0):
            best = (score, text, path)
    if best:
        return best[1], best[2]
    return _any_number(situation, entry, wanted) if number else None


def _any_number(
    situation: Situation, entry: Entry, wanted: list[str]
) -> tuple[str, str] | None:
    """The entry's results, or its first figure where nothing says which."""
    index = situation.index
    if entry.metrics:
        timed = situation.reading.has("slot", "duration")
        return None if timed else ("; ".join(entry.metrics), f"{entry.path}.metrics")
    figures = index.figures[index.position[entry.id]]
    if wanted or not figures:
        return None
    return figures[0].text, figures[0].path


def _score(
    situation: Situation, parts: tuple[str, ...], wanted: list[str], *, number: bool
) -> float:
    """How much of what is asked for a text tells, a number before its noun most."""
    stems = [stem(part) for part in parts]
    topics = set(situation.reading.values("topic"))
    idf = situation.index.idf
    score = sum(idf.get(each, 0.0) for each in wanted if each in stems)
    score += TOPIC_WEIGHT * len(topics & _topics(situation, parts))
    noun = wanted[0] if wanted else ""
    counted = number and any(
        noun in stems[at + 1 : at + 4]
        for at, part in enumerate(parts)
        if NUMBER.search(part)
    )
    return score + NOUN_WEIGHT * counted


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
