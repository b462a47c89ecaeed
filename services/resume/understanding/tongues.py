"""A spoken language inside a longer request: "could she write reports in Mandarin"."""

from __future__ import annotations

from services.resume.reading.text import clean, words
from services.resume.reading.wordlists import table
from services.resume.understanding.absence import absent
from services.resume.understanding.finding import Finding, Situation

BEHIND = frozenset({"in", "into", "from"})
ABLE = frozenset({"can", "could", "would", "able"})


def language_asked(situation: Situation) -> Finding | None:
    """Whether the person could do something in a language that the question names."""
    index, reading = situation.index, situation.reading
    if not reading.person or not ABLE & set(reading.words):
        return None
    named = next((w for w in reading.words if w in _languages()), "")
    if not named or reading.words[reading.words.index(named) - 1] not in BEHIND:
        return None
    hits = tuple(
        i
        for i in index.by_section.get("languages", ())
        if named in words(clean(index.entries[i].title))
    )
    if not hits:
        return absent(situation, named.capitalize(), ("languages",))
    return Finding(
        "entry",
        "languages",
        "languages",
        hits=hits,
        section="languages",
        yes_no=True,
        why=("language",),
    )


def _languages() -> frozenset[str]:
    return frozenset(table("questions")["tongues"]["names"])
