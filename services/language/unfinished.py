"""Whether English words that were just said want a word after them."""

from __future__ import annotations

import re
from typing import Literal

Ending = Literal["unfinished", "loose", "whole", "unknown"]
"""`unfinished` words want another one, and `whole` ones want none. After `loose` ones
another phrase is as likely as not: what did she do | at that company. Of words in
another language it is `unknown`.
"""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ALWAYS = frozenset(
    "a an the my your our their its his and or but because if than as very any some"
    " every most is are was were be been does do did has have had can could will would"
    " should i'm she's he's it's they're there's who's what's where's into which"
    " whose um uh kind sort show tell give me's between during until without"
    " within against".split()
)
"""Words that end no sentence that anybody asks."""
WITH_A_QUESTION_WORD = frozenset("of at in on with about to for from by like".split())
"""These end one only where a question word stands before: where is she from."""
QUESTION_WORDS = frozenset("who whom what where which how why when".split())
SUBJECTS = frozenset("she he they it you we i".split())
AUXILIARIES = frozenset(
    "is are was were does do did has have had can could will would should".split()
)
CARRIES_ON = frozenset("and or but".split())
VERBS = AUXILIARIES | frozenset(
    "use uses used need needs needed involve involves involved include includes show"
    " shows run runs ran win wins won pay pays paid help helps helped make makes made"
    " take takes took come comes came happen happens happened work works worked get"
    " gets got mean means keep keeps about if else".split()
)
WHOLE_BEFORE_IS_SHE = frozenset("who where how old tall".split())
"""Who is she, how old is she: whole, where `what is she` is not."""
HER_AFTER = frozenset(
    "contact reach hire email call ask meet phone message for with about to from of"
    " know like invite book write find".split()
)
"""After these `her` is a person, else a possessive that wants its noun."""
WANT_AN_OBJECT = frozenset(
    "contact reach hire lead speak give given gave use used have need want like love"
    " know ever win manage led built build make made see find publish published managed"
    " create created develop developed design designed handle handled enjoy prefer"
    " receive received wonder mentioned".split()
)
"""Verbs that nobody ends with, unless their object was asked for before."""
OBJECTS = frozenset("what which who whom how".split())
DETERMINERS = frozenset("the her his their its my your".split())
COUNTED = frozenset(
    "first last next other same main only two three four five ten few".split()
)
"""After a determiner these want their noun: what are the three."""
PARTS = frozenset(
    "part name difference kind sort type number amount rest purpose".split()
)
"""Parts of something that is named behind them: the hardest part of it."""
ANYTHING = frozenset(
    "anything everything anybody anyone something somebody someone".split()
)
OPENS_A_CLAUSE = frozenset("if because although while once".split())
SAYS_LITTLE = frozenset(
    "do work start build write learn make teach leave live worked lived started".split()
)
"""Verbs that where, when, what or with whom often follows."""
HAS_ITS_OBJECT = frozenset("do doing done know build built make made write use".split())
"""Behind `what` these lack nothing, and a preposition begins the next phrase."""
LEADS_ON = frozenset(
    "experience degree available interested good able familiar knowledge".split()
)
"""What is told more closely by the phrase behind it: experience with databases."""


def ending(text: str) -> Ending:
    """Return whether whoever says this in English is likely to go on.

    >>> ending("what are her"), ending("what did she do"), ending("who is she")
    ('unfinished', 'loose', 'whole')
    """
    words = WORD.findall(text.lower().replace("’", "'"))
    if not words:
        return "unfinished"
    *before, last = words
    if not before:
        lacks = last in ALWAYS or last in WITH_A_QUESTION_WORD
        return "unfinished" if lacks else "whole"
    if _is_unfinished(before, last):
        return "unfinished"
    return "loose" if _is_loose(before, last) else "whole"


def _is_unfinished(before: list[str], last: str) -> bool:
    return (
        last in ALWAYS - AUXILIARIES
        or (last in QUESTION_WORDS and before[-1] not in CARRIES_ON)
        or _lacks_its_noun(before, last)
        or _lacks_what_it_is_of(before, last)
        or _lacks_its_verb(before, last)
        or _lacks_its_object(before, last)
        or _lacks_its_clause(before, last)
    )


def _is_loose(before: list[str], last: str) -> bool:
    if last in LEADS_ON:
        return True
    is_verb = before[-1] in SUBJECTS or before[-1] in ("ever", "to")
    # Where somebody is now is asked without saying when.
    is_now = before[0] == "where" and before[1:2] in (["do"], ["does"])
    return last in SAYS_LITTLE and is_verb and not is_now


def _lacks_its_noun(before: list[str], last: str) -> bool:
    """Whether the noun at the end is missing: `what are her`, `worked at`."""
    if last == "her":
        is_object = before[-1] in HER_AFTER or (before[0] == "who" and len(before) == 2)
        return not is_object
    if last in ("that", "this"):
        return before[-1] not in WITH_A_QUESTION_WORD
    if last in COUNTED and before[0] not in ("which", "who"):
        return not DETERMINERS.isdisjoint(before[-2:])
    return last in WITH_A_QUESTION_WORD and not _asks_behind_it(before)


def _asks_behind_it(before: list[str]) -> bool:
    """Whether a preposition may end it: `who is she with`, where `who pays for` and
    `what did she do at` want more.
    """
    if before[0] == "who":
        return not AUXILIARIES.union(SUBJECTS).isdisjoint(before)
    is_passive = before[1:2] in (["was"], ["is"]) and before[-1] != "doing"
    if before[0] == "what" and before[-1] in HAS_ITS_OBJECT and not is_passive:
        return False
    return not QUESTION_WORDS.union(ANYTHING).isdisjoint(before)


def _lacks_what_it_is_of(before: list[str], last: str) -> bool:
    """Whether the whole of a part is missing: `the name of`, `what is the newest`."""
    if last == "of":
        return "the" in before[-3:]
    if last in PARTS:
        return "the" in before[-2:]
    return before[0] == "what" and before[-1] == "the" and last.endswith("est")


def _lacks_its_verb(before: list[str], last: str) -> bool:
    """Whether a verb is missing: `what languages`, `where did she`."""
    if last in ("have", "do") and before[-1] in SUBJECTS:
        return before[0] not in OBJECTS
    if last in AUXILIARIES:
        return True
    verb = "" if before[-1] == "of" else last
    if _asks_for_a_thing(before) and VERBS.isdisjoint([*before, verb]):
        return True
    if last in SUBJECTS and before[-1] in AUXILIARIES:
        is_whole = before[-1] in ("is", "are", "was", "were")
        return not is_whole or WHOLE_BEFORE_IS_SHE.isdisjoint(before)
    return False


def _asks_for_a_thing(words: list[str]) -> bool:
    """Whether a thing is asked for: `which job`, `in what city`, `how many years`."""
    start = words[1:] if words[0] in WITH_A_QUESTION_WORD else words
    if start[:1] == ["how"]:
        return start[1:2] in (["many"], ["much"])
    return start[:1] in (["what"], ["which"])


def _lacks_its_object(before: list[str], last: str) -> bool:
    """Whether an object is missing: `does she speak`, `how do i contact`."""
    if before[0] == "who" and last == "work":
        return True
    if last == "please":
        return before[-1] in SUBJECTS
    if last == "me":
        return before[-1] in ("tell", "show", "give")
    if last in ANYTHING:
        return before[-1] in ("there", "know")
    asked = before[0] in OBJECTS and (before[0] != "how" or last not in HER_AFTER)
    if _asks_for_a_thing(before) and AUXILIARIES.isdisjoint(before):
        asked = False  # It is the subject: `which projects use`.
    return last in WANT_AN_OBJECT and not asked and ANYTHING.isdisjoint(before)


def _lacks_its_clause(before: list[str], last: str) -> bool:
    """Whether what is asked is missing: `if i want to hire her`."""
    if before[0] not in OPENS_A_CLAUSE:
        return False
    rest = [*before[2:], last]
    return AUXILIARIES.union(QUESTION_WORDS).isdisjoint(rest)
