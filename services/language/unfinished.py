"""Whether English words that were just said want a word after them."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ALWAYS = frozenset(
    "a an the my your our their its his and or but because if than as very any some"
    " every most is are was were be been does do did has have had can could will would"
    " should i'm she's he's it's they're there's who's what's where's into which"
    " whose um uh please kind sort show tell give me's".split()
)
"""Words that end no sentence that anybody asks."""
WITH_A_QUESTION_WORD = frozenset("of at in on with about to for from by like".split())
"""These end one only where a question word stands before: where is she from."""
QUESTION_WORDS = frozenset("who whom what where which how why when".split())
SUBJECTS = frozenset("she he they it you we i".split())
AUXILIARIES = frozenset(
    "is are was were does do did has have had can could will would should".split()
)
VERBS = AUXILIARIES | frozenset("use uses used need needs need about if else".split())
WHOLE_BEFORE_IS_SHE = frozenset("who where how old tall".split())
"""Who is she, how old is she: whole, where `what is she` is not."""
HER_AFTER = frozenset(
    "contact reach hire email call ask meet phone message for with about to from of is"
    " know like invite book write find".split()
)
"""After these `her` is a person, else a possessive that wants its noun."""
WANT_AN_OBJECT = frozenset(
    "contact reach hire lead speak give given gave use used go have need want like love"
    " know ever won win manage led built build made make".split()
)
"""Verbs that nobody ends with, unless their object was asked for before."""
OBJECTS = frozenset("what which who whom where how".split())


def is_unfinished(text: str) -> bool:
    """Whether whoever says it is likely to go on.

    >>> is_unfinished("what are her"), is_unfinished("how do i contact her")
    (True, False)
    """
    words = WORD.findall(text.lower().replace("’", "'"))
    if not words:
        return True
    *before, last = words
    if not before:
        return last in ALWAYS or last in WITH_A_QUESTION_WORD
    return (
        last in ALWAYS - AUXILIARIES
        or last in QUESTION_WORDS
        or _lacks_its_noun(before, last)
        or _lacks_its_verb(before, last)
        or _lacks_its_object(before, last)
    )


def _lacks_its_noun(before: list[str], last: str) -> bool:
    """Whether the noun at the end is missing: `what are her`, `worked at`."""
    if last == "her":
        return before[-1] not in HER_AFTER
    if last in ("that", "this"):
        return before[-1] not in WITH_A_QUESTION_WORD
    return last in WITH_A_QUESTION_WORD and QUESTION_WORDS.isdisjoint(before)


def _lacks_its_verb(before: list[str], last: str) -> bool:
    """Whether a verb is missing: `what languages`, `where did she`."""
    if last in ("have", "do") and before[-1] in SUBJECTS:
        return before[0] not in OBJECTS
    if last in AUXILIARIES:
        return True
    if before[0] in ("what", "which") and VERBS.isdisjoint(before):
        return True
    if last in SUBJECTS and before[-1] in AUXILIARIES:
        is_whole = before[-1] in ("is", "are", "was", "were")
        return not is_whole or WHOLE_BEFORE_IS_SHE.isdisjoint(before)
    return False


def _lacks_its_object(before: list[str], last: str) -> bool:
    """Whether an object is missing: `does she speak`, `how do i contact`."""
    if before[0] == "who" and last == "work":
        return True
    asked = before[0] in OBJECTS and (before[0] != "how" or last not in HER_AFTER)
    return last in WANT_AN_OBJECT and not asked
