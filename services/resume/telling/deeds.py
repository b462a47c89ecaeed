"""Scraps that say what somebody does: "plays in a band", "swam the lake"."""

from __future__ import annotations

from services.resume.telling.tokens import (
    is_adjective,
    is_adverb,
    is_number,
    key,
    word_at,
)
from services.resume.telling.verbs import Reading, nouns, reading
from services.resume.telling.voice import Voice
from services.resume.telling.word_classes import DETERMINERS, OBJECTS, PREPOSITIONS

MODALS = frozenset("can cannot can't could".split())
BE = frozenset("has is was".split())
MOSTLY = 6
"""Ninths of a word's uses from which it is taken for a verb whatever follows."""
ALWAYS = 9
JOINING = ("and", "but", "than")
HOW = frozenset("well badly better little less more hard fast".split())


def is_deed(text: str, least: int = MOSTLY) -> bool:
    """Whether a scrap says what somebody does or did, with the doer left out."""
    words = [key(word) for word in text.split()]
    while len(words) > 1 and is_adverb(words[0]):
        words = words[1:]
    first, after = words[0], word_at(words, 1)
    if first in MODALS or first in BE:
        return True
    if after == "it" and reading(first, "base"):
        return True
    if past := reading(first, "past"):
        return _past(past, first, after)
    return first.endswith("s") and _does_now(first, after, least)


def _does_now(first: str, after: str, least: int) -> bool:
    """Whether a word in "s" is the verb of the present: "plays in a band"."""
    s = reading(first, "s")
    if s is None:
        return False
    if after in OBJECTS or s.verb.share >= ALWAYS or first[:-1] not in nouns():
        return True
    return s.verb.share >= least and _goes_on(after)


def _past(past: Reading, first: str, after: str) -> bool:
    """Whether a word is the verb of the past: "swam the lake"."""
    if first in nouns() or past.verb.s == first:
        return False
    plain = after in DETERMINERS or after in PREPOSITIONS or after == "once"
    return plain and past.verb.participle != first


def _goes_on(after: str) -> bool:
    """Whether what follows makes the word a verb: an object, a place, an adverb."""
    if after in DETERMINERS or after in PREPOSITIONS or after == "it":
        return True
    told = is_adjective(after) or is_adverb(after) or is_number(after)
    return told or after in HOW


def deed(text: str, v: Voice) -> str:
    """What somebody does with the verb agreeing: "play" after "they"."""
    words = text.split()
    at = next((i for i, w in enumerate(words) if not is_adverb(key(w))), 0)
    first = key(words[at])
    be = {"has": v.has, "is": v.is_, "was": v.was}
    found = reading(first, "s") or reading(first, "base")
    if first in be:
        words[at] = be[first]
    elif found and first not in MODALS and not reading(first, "past"):
        words[at] = v.does(found.lemma)
    if words[-1] == "own" and words[-2:-1] != [v.their]:
        words.insert(-1, v.their)
    for place, word in enumerate(words[at + 1 :], at + 1):
        again = reading(key(word), "s") if words[place - 1] in JOINING else None
        if again and again.verb.share >= MOSTLY:
            words[place] = word.replace(key(word), v.does(again.lemma), 1)
    return " ".join([words[0][:1].lower() + words[0][1:], *words[1:]])
