"""What stands behind the only comma of a line, joined to what stands before it.

"1,900 stars, 23 contributors" has its "and", "hired to make charts, stayed to fix
them" as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from services.resume.telling.articles import article, is_unique, needs_article
from services.resume.telling.counting import counts_doers, some_do
from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.openings import opening_of
from services.resume.telling.passives import passive_of
from services.resume.telling.standings import RANKS
from services.resume.telling.tokens import (
    counts_first,
    is_adjective,
    is_adverb,
    is_number,
    key,
    keys,
    opens_noun,
)
from services.resume.telling.verbs import Reading, reading
from services.resume.telling.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
)

NO_THINGS = frozenset(
    """year years month months day days week weeks hour hours minute minutes time
    times evening evenings afternoon afternoons morning mornings night nights
    weekend weekends percent more less seconds euros dollars pounds metres meters
    kilometres miles kronor kroner summers seasons points""".split()
)
"""What is counted without being something one has: "printed 5,000 times"."""
LASTING = frozenset("end begin start run last open close".split())
"""What a contract or an event does: "a fixed-term contract, ends in May"."""
LONGEST = 8
MOST_SOLD = 3
PLAIN_MARKS = re.compile(r"[:;()“”\"]|\s[-–—|·]\s")
"""Marks of a line that is more than its pieces between commas."""


def joined_tail(text: str) -> str:
    """Return the line with its tail joined by "and", "with" or "which"."""
    parts = _halves(text)
    if not parts:
        return _sizes_joined(text)
    start, tail = parts
    word = _link(start.split(), tail.split())
    return f"{start}{word} {tail}" if word else text


def _sizes_joined(text: str) -> str:
    """A place with its numbers: "a prison for 640 men, with 310 staff and …"."""
    start, *tails = re.split(r",\s+", text)
    tokens = start.split()
    if len(tails) < 2 or not tokens or PLAIN_MARKS.search(text) or "with" in tokens:
        return text
    if counts_first(tokens) or opening_of(tokens).kind != "noun":
        return text
    said = [_size(tail.split()) for tail in tails]
    if not all(said):
        return text
    return f"{start}, with {', '.join(said[:-1])} and {said[-1]}"


def _size(tail: Sequence[str]) -> str:
    """How many or how much of something there is, with its article; or nothing."""
    if counts_first(tail) and _names_things(keys(tail)):
        return " ".join(tail)
    return f"{article(tail[0])} {' '.join(tail)}" if _has_value(tail) else ""


def _halves(text: str) -> tuple[str, str] | None:
    """The line before and behind its only comma; nothing without such a comma."""
    pieces = re.split(r",\s+", text)
    if len(pieces) != 2 or PLAIN_MARKS.search(text):
        return None
    return (pieces[0], pieces[1]) if all(pieces) else None


def _link(start: Sequence[str], tail: Sequence[str]) -> str:
    """What joins the two halves; nothing where the comma is right."""
    words = keys(tail)
    first = key(start[0])
    if first in PREPOSITIONS | RELATIVES or is_adverb(first) or len(words) < 2:
        return ""
    if counts_first(tail) and _sold(words) and key(start[-1]) != "copies":
        noun = opening_of(start).kind == "noun" and not counts_first(start)
        return ", with" if noun else ""
    if counts_first(tail) and _names_things(words):
        return _count_link(start, words)
    if _has_value(tail) and opening_of(start).kind in ("noun", "person"):
        return f", with {article(tail[0])}"
    return _verb_link(start, tail)


def _count_link(start: Sequence[str], words: Sequence[str]) -> str:
    """What joins a count: "and" to another count, "with" to what it is part of."""
    done = any(reading(word, "participle") for word in words)
    if not done and (counts_doers(words) or some_do(words)):
        return ", and"
    if counts_first(start):
        return "" if done or _has_clause(keys(start)) else " and"
    kind = opening_of(start).kind
    if "with" in keys(start):
        return " and" if kind in ("noun", "person") else ""
    if kind == "clause":
        return ""
    printed = kind in ("done_to_thing", "verb") and words[-1] == "copies"
    return ", in" if printed else ", with"


def _names_things(words: Sequence[str]) -> bool:
    """Whether a number with what it counts stands here: "23 contributors"."""
    at = 1
    while at < len(words) and (is_number(words[at]) or words[at] in DETERMINERS):
        at += 1
    counted = words[at] if at < len(words) else ""
    aside = counted in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES or is_adverb(counted)
    done = reading(counted, "participle") is not None
    few = len(words) <= LONGEST and not set(words) & (RELATIVES | {"other", "them"})
    several = any(is_plural(word) for word in words[at : at + 3])
    each = set(words) & NO_THINGS and not reading(words[-1], "participle")
    return several and not aside and not done and few and not each


def _sold(words: Sequence[str]) -> bool:
    """Whether those that are counted were sold: "11,000 copies sold"."""
    return len(words) <= MOST_SOLD and words[-1] in ("sold", "printed", "downloaded")


def _has_clause(words: Sequence[str]) -> bool:
    return bool(set(words) & (AUXILIARIES | RELATIVES)) or counts_doers(words)


def _has_value(tail: Sequence[str]) -> bool:
    """Whether one thing of a size is named: "annual budget of £2,000"."""
    words = keys(tail)
    if "of" not in words[1:4] or opens_noun(words[0]) or not needs_article(tail):
        return False
    at = words.index("of")
    if is_unique(words[0]) or words[0] in RANKS or not words[at - 1].isalpha():
        return False
    return at + 1 < len(words) and counts_first(tail[at + 1 : at + 3])


def _verb_link(start: Sequence[str], tail: Sequence[str]) -> str:
    """What joins a verb without a subject of its own to the line before it."""
    words = keys(tail)
    passive = passive_of(words, 0)
    if passive == "done_to_person" and passive_of(keys(start), 0):
        return " and"
    if passive or is_adjective(words[0]) or _third_verb(words):
        return ""
    past, now = reading(words[0], "past"), reading(words[0], "s")
    kind = opening_of(start).kind
    if past and kind in ("person", "done_to_person", "verb"):
        whole = past.verb.past != past.verb.participle or _goes_on(words)
        return " and" if whole else ""
    thing = kind == "noun" and not counts_first(start)
    return ", which" if thing and _lasts(now) else ""


def _lasts(now: Reading | None) -> bool:
    return now is not None and now.lemma in LASTING


def _third_verb(words: Sequence[str]) -> bool:
    """Whether a list of verbs ends here, which has its "and" already."""
    return any(
        one in CONJUNCTIONS and reading(two, "past") for one, two in pairwise(words)
    )


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a past has an object, or "to" behind it, so that it is no participle."""
    after = words[1]
    return opens_noun(after) or (after == "to" and len(words) > 2)
