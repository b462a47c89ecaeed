"""A language inside a request: "could she write in Mandarin", "say that in English"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.resume.reading.text import clean, words
from services.resume.reading.topics import TECHNOLOGY
from services.resume.reading.wordlists import table
from services.resume.understanding.absence import absent
from services.resume.understanding.finding import Again, Finding, Situation

BEHIND = frozenset({"in", "into", "from"})
SAYING = frozenset(
    "write say repeat answer speak tell talk respond reply translate put".split()
)
ENGLISH = "english"
MOST_WORDS = 10
UNREAD = Finding("unread", "unclear", confidence=0.3)
Unsafe = Callable[[Sequence[str]], bool]
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


def not_read(situation: Situation, unsafe: Unsafe) -> bool:
    """Whether the question is in a language that is not answered.

    What names a technology or an entry of the résumé is looked up in any language,
    and what is unsafe in any language is refused as such.
    """
    reading = situation.reading
    if not reading.foreign or unsafe(reading.said):
        return False
    return not _names_an_entry(situation)


def _names_an_entry(situation: Situation) -> bool:
    """Whether a technology or an entry is called by its name, letter for letter."""
    index, reading = situation.index, situation.reading
    named = {m for m in reading.of("topic") if index.holders.get(m.value)}
    named = {m for m in named if index.topics.by_id[m.value].kind == TECHNOLOGY}
    return any(
        set(reading.words[m.start : m.end]) <= set(reading.said)
        for m in (*named, *reading.of("entry"))
    )


def said_in_english(situation: Situation, again: Again) -> Finding | None:
    """The last answer once more: "could you write that in English", said to us."""
    reading, turns = situation.reading, situation.context.turns
    asks = reading.has("person", "you") and not reading.person
    if not asks or not SAYING & set(reading.words) or len(reading.words) > MOST_WORDS:
        return None
    named = next((w for w in reading.words if w in _languages()), "")
    if not named or reading.words[reading.words.index(named) - 1] != "in":
        return None
    last = again(turns[-1]) if named == ENGLISH and turns else None
    return last or Finding("act", "meta", subject="meta")


def _languages() -> frozenset[str]:
    return frozenset(table("questions")["tongues"]["names"])
