"""Facts that a résumé names itself: the thesis of a degree, the prize of a project."""

from __future__ import annotations

from services.language.stems import singular
from services.resume.fact_words import fact_words, label
from services.resume.figures import told
from services.resume.understanding import filters as by
from services.resume.understanding.finding import Finding, Situation

LEAST_LETTERS = 4
TOLD_OTHERWISE = frozenset(
    """title name type category status keywords technologies highlights description
    summary text notes focus study area degree event city region website publisher
    level fluency reference metrics role company authors venue issuer courses
    coursework achievements index order color icon""".split()
)


def counted_fact(situation: Situation, places: tuple[int, ...]) -> Finding | None:
    """The number of that name in an entry: "how many citations …"; None without one."""
    reading = situation.reading
    asked = next((m for m in reading.of("slot") if m.value == "amount"), None)
    noun = reading.words[asked.end : asked.end + 1] if asked else ()
    return own_fact(situation, places) if noun and noun[0] in reading.left else None


def own_fact(situation: Situation, places: tuple[int, ...]) -> Finding | None:
    """The fact that the question calls by the résumé's own word for it."""
    index, reading = situation.index, situation.reading
    unheld = [m for m in reading.of("topic") if not index.holders.get(m.value)]
    said = (*reading.left, *(w for m in unheld for w in reading.words[m.start : m.end]))
    left = {singular(word) for word in said if len(word) >= LEAST_LETTERS}
    left -= TOLD_OTHERWISE
    if index.by_fact_word.keys().isdisjoint(left):
        return None
    called = {i for word in left for i in index.by_fact_word.get(word, ())}
    for i in places or by.newest_first(called, index):
        entry = index.entries[i]
        for key, value in entry.facts.items():
            parts = fact_words(key)
            if not left & parts or parts & TOLD_OTHERWISE:
                continue
            text = value if isinstance(value, str) else ", ".join(value)
            name = key.replace("_", " ").capitalize()
            return _fact(situation, i, f"{name}: {text}", f"{entry.path}.{key}")
        for text, path in told(entry):
            if fact_words(label(text)) & left:
                return _fact(situation, i, text, path)
    return None


def _fact(situation: Situation, position: int, text: str, path: str) -> Finding:
    section = situation.index.entries[position].section
    return Finding(
        "fact",
        section,
        section,
        hits=(position,),
        section=section,
        said=(text, path),
        filters=by.filters_of(situation),
    )
