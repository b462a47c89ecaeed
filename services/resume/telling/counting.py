"""Whether those that are counted, or "both" and "most" of them, do something."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.clauses import FAR, LASTING_NOW, STOPPING
from services.resume.telling.noun_kinds import is_group, is_person, is_plural
from services.resume.telling.passives import passive_of
from services.resume.telling.tokens import is_adjective, is_adverb, opens_noun, word_at
from services.resume.telling.verb_openings import PARTICLES
from services.resume.telling.verbs import Reading, is_only_past, reading
from services.resume.telling.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    QUALITIES,
)

WHO = frozenset("them us these those whom".split())
SOME_OF_THEM = frozenset("both all most some many several few none each".split())
"""Words that stand for those just named: "both passed"."""
UNITS = frozenset("years months weeks days hours minutes".split())
GETTING = frozenset("found got kept lost left passed made gained said had".split())
"""What those do who are counted: "two found work", "196 kept their jobs"."""
MOSTLY = 7
"""From this share on a word behind a plural is taken for its verb."""


def counts_doers(words: Sequence[str]) -> bool:
    """Whether those that are counted did something: "8 went on", "Two were hired"."""
    at = 1
    if words[1:2] == ["of"] and set(words[2:3]) & WHO:
        verb = words[3] if len(words) > 3 else ""
        return verb in AUXILIARIES or reading(verb, "past") is not None
    if _doing_now(words):
        return True
    if words[1:2] == ["of"]:
        at = next((i for i in range(2, len(words)) if _verb_of_counted(words, i)), 0)
    while 0 < at < len(words) - 1 and is_adverb(words[at]):
        at += 1
    return 0 < at < len(words) and _verb_of_counted(words, at)


def some_do(words: Sequence[str]) -> bool:
    """Whether "both" or "most" is the subject: "both passed", "most come back"."""
    if words[0] == "one" and words[1:2] == ["now"] and len(words) > 2:
        return reading(words[2], "s") is not None
    if words[0] not in SOME_OF_THEM or len(words) < 2:
        return False
    at = 1
    while at < len(words) - 1 and is_adverb(words[at]):
        at += 1
    if words[at] in AUXILIARIES or is_only_past(words[at]):
        return True
    after = word_at(words, at + 1)
    return _some_do_now(words[at], after) or _some_did(words, at, after)


def _some_do_now(word: str, after: str) -> bool:
    """Whether a verb of the present follows: "most come back"."""
    base = reading(word, "base")
    if base is None or base.verb.share < MOSTLY:
        return False
    return after in PARTICLES or _leads(after)


def _some_did(words: Sequence[str], at: int, after: str) -> bool:
    """Whether a verb of the past follows: "both passed"."""
    if words[at] in QUALITIES or not reading(words[at], "past"):
        return False
    if words[0] == "both":
        return not is_plural(after) and not passive_of(words, at)
    return words[0] != "most" and _leads(after) and not passive_of(words, at)


def _leads(after: str) -> bool:
    """Whether what follows a verb can be its object, its place or its end."""
    return not after or opens_noun(after) or after in PREPOSITIONS or is_adverb(after)


def strong_clause(words: Sequence[str]) -> bool:
    """Whether a verb that can be nothing else follows: "388,000 euros came back"."""
    for at in range(1, min(FAR, len(words))):
        if words[at] in STOPPING:
            return False
        before = words[at - 1]
        apart = before in CONJUNCTIONS or before in PREPOSITIONS or opens_noun(before)
        if not apart and is_only_past(words[at]):
            return True
    return False


def _doing_now(words: Sequence[str]) -> bool:
    """Whether a verb in the present follows: "30 people come", "9 of 22 now ask"."""
    for at in range(1, min(FAR, len(words))):
        if words[at] in STOPPING:
            return False
        verb = reading(words[at], "base")
        before = words[at - 1]
        shares = at > 1 and words[at - 2] == "in" and opens_noun(before)
        doers = is_plural(before) or is_person(before)
        several = doers or before in LASTING_NOW or shares
        if verb and several and at > 1 and _plain_verb(verb, words, at):
            return True
    return False


def _plain_verb(verb: Reading, words: Sequence[str], at: int) -> bool:
    """Whether the word is no noun or adjective in a phrase like "months' notice"."""
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else ""
    if is_adjective(words[at]) or before in UNITS or after == "of":
        return False
    doers = is_group(before) or (is_person(before) and "and" in words[:at])
    if before in LASTING_NOW or (doers and after in PREPOSITIONS):
        return verb.verb.share > 1
    return verb.verb.share >= MOSTLY


def _verb_of_counted(words: Sequence[str], at: int) -> bool:
    """Whether the verb of a sentence stands here, behind a number or a plural."""
    word = words[at]
    if word in AUXILIARIES:
        return True
    past = reading(word, "past")
    if not past or word in QUALITIES:
        return False
    if past.verb.past != past.verb.participle:
        return True
    after = words[at + 1] if at + 1 < len(words) else ""
    if at == 1 and word in GETTING and after and not is_plural(after):
        return not passive_of(words, at)
    bare = not after or after in PREPOSITIONS or is_adverb(after)
    return bare and not passive_of(words, at)
