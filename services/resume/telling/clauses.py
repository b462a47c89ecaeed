"""Whether a phrase has its own subject, and what a participle says of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.tokens import (
    breaks,
    is_adjective,
    is_adverb,
    is_number,
    keys,
    opens_noun,
)
from services.resume.telling.verbs import ONLY_A_VERB, reading, readings
from services.resume.telling.word_classes import (
    ALWAYS_PASSIVE,
    AUXILIARIES,
    BEFORE_A_NUMBER,
    CONJUNCTIONS,
    DETERMINERS,
    GIVEN_TO_PERSONS,
    INTRANSITIVE,
    OBJECTS,
    PASSIVE_BEFORE,
    PREPOSITIONS,
    PRONOUNS,
    QUALITIES,
    RELATIVES,
    THING_BEFORE,
)

Passive = Literal["done_to_person", "done_to_thing"]
FAR = 14
"""How many words a subject can be long before its verb."""
GROWING = frozenset(("grow", "rise", "fall", "begin", "win", "sink", "shrink"))
"""Verbs that end a clause: "Sales rose"."""
SPANNING = frozenset(
    "included include includes involved involves consisted covered ranged".split()
)
"""Verbs whose object needs no article: "Duties included cooking"."""
LASTING = frozenset("allow lead result depend rely consist last account".split())
"""Verbs behind which a preposition stands: "Each step allowed for …"."""
OPENING_CLAUSES = frozenset("where when because so while".split())
LASTING_NOW = frozenset("now still".split())
"""Adverbs that stand before a verb in the present: "nine now work as cooks"."""
POINTING = frozenset(("this", "that", "these", "those"))
GROUPS = frozenset("team company project platform system role position".split())
"""Nouns that open a clause without an article: "Team used the tool"."""
MOSTLY = 7
SPREAD = frozenset(
    "downloaded viewed watched streamed reprinted printed cited copied shared "
    "borrowed visited read screened shown broadcast performed staged".split()
)
"""What is done to works, so that "14,500 times" tells of them."""
PARTED = frozenset("up out off forward down over back on in".split())
"""Words that belong to the verb before them: "put forward by"."""
DEFINITE = frozenset("the this these our each every".split())
WHO = frozenset("them us these those whom".split())
CONTRACTED = ("i'm", "i've", "i'd", "i'll", "we've", "we're", "it's", "she's", "he's")


def passive_of(words: Sequence[str], at: int) -> Passive | None:
    """Whether a participle here says what was done to the person or to a thing."""
    word = words[at].removeprefix("re-")
    forms = {one.form: one for one in readings(word)}
    if "participle" not in forms:
        return None
    if forms["participle"].prefix == "un":
        return "done_to_thing"
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in PARTED and words[at + 2 : at + 3] == ["by"]:
        after, at = "by", at + 1
    if after in CONJUNCTIONS and at + 2 < len(words) and reading(words[at + 2], "past"):
        return passive_of(words, at + 2)
    if word in QUALITIES and after not in PREPOSITIONS:
        return None
    if word in ALWAYS_PASSIVE and word != "awarded":
        return "done_to_person"
    if word == "awarded":
        return None if "to" in words[at + 2 : at + 8] else "done_to_person"
    posted = word == "deployed" and after in ("to", "with") and "as" in words[at + 2 :]
    if posted or after in PASSIVE_BEFORE.get(word, "").split():
        return "done_to_person"
    if after == "by" and at + 2 < len(words) and not _by_amount(words[at + 2]):
        return "done_to_person" if word in GIVEN_TO_PERSONS else "done_to_thing"
    if after in THING_BEFORE.get(word, "").split():
        return "done_to_thing"
    if word == "used" and after in PREPOSITIONS:
        return "done_to_thing"
    if after in PREPOSITIONS and _done_by_others(words[at + 2 :]):
        return "done_to_thing"
    if word in SPREAD and _so_often(words[at + 1 :]):
        return "done_to_thing"
    return None if "past" in forms else "done_to_thing"


def _so_often(words: Sequence[str]) -> bool:
    """Whether it is said how often: "Downloaded 14,500 times", "Reprinted twice"."""
    counted = bool(words) and is_number(words[0]) and "times" in words[1:3]
    return counted or words[:1] in (["twice"], ["once"])


def _done_by_others(words: Sequence[str]) -> bool:
    """Whether "by volunteers" follows: "Subtitled in Spanish by volunteers"."""
    if "by" not in words[:-1]:
        return False
    return is_plural(words[words.index("by") + 1])


def _by_amount(word: str) -> bool:
    """Whether "by" tells how much or how, not by whom: "by 40%", "by moving"."""
    gerund = reading(word, "gerund") is not None
    return (
        is_number(word) or gerund or word in ("over", "about", "up", "nearly", "hand")
    )


def has_subject(tokens: Sequence[str]) -> bool:
    """Whether the phrase is a whole clause: "The team grew from 3 to 9"."""
    words = keys(tokens)
    if words[0] in PRONOUNS or words[0] in CONTRACTED:
        return True
    if words[0] == "one" and words[2:3] in (["which"], ["whom"], ["them"]):
        return True
    if _qualified(words):
        return True
    inner = 0
    for at in range(1, min(FAR, len(tokens))):
        if words[at] in RELATIVES or tokens[at] in "-–—":
            return False
        if tokens[at - 1].endswith((";", ":")):
            return False
        if words[at] in PRONOUNS - {"it", "there"}:
            inner = at + 1
        if at <= inner:
            continue
        if words[at] in AUXILIARIES:
            return not tokens[at - 1].endswith(",") or at > 3
        if _finite(tokens, words, at):
            return True
    return False


def counts_doers(words: Sequence[str]) -> bool:
    """Whether those that are counted did something: "8 went on", "Two were hired"."""
    at = 1
    if words[1:2] == ["of"] and set(words[2:3]) & WHO:
        return len(words) > 3 and reading(words[3], "past") is not None
    if words[1:2] == ["of"]:
        at = next((i for i in range(2, len(words)) if _verb_of_counted(words, i)), 0)
    while 0 < at < len(words) - 1 and is_adverb(words[at]):
        at += 1
    return 0 < at < len(words) and _verb_of_counted(words, at)


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
    bare = not after or after in PREPOSITIONS or is_adverb(after)
    return bare and not passive_of(words, at)


def _qualified(words: Sequence[str]) -> bool:
    """Whether a verb of its own follows: "Devices that are old are mended"."""
    links = [word for word in words if word in RELATIVES]
    verbs = [word for word in words if word in AUXILIARIES]
    near = set(words[1:3]) & {"that", "which", "who"}
    spoken = len(words) > 2 and words[2] in PRONOUNS
    return bool(near) and len(verbs) > len(links) - spoken


def _finite(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether a verb that needs a subject stands here, behind one."""
    back = at - 1
    while back > 0 and (is_adverb(words[back]) or words[back] in ("not", "only")):
        back -= 1
    before = words[back]
    if breaks(tokens[at - 1]) or before in CONJUNCTIONS or before in PREPOSITIONS:
        return False
    if opens_noun(before) or is_adjective(before):
        return False
    after = words[at + 1] if at + 1 < len(words) and not breaks(tokens[at]) else ""
    if at == 1 and words[0] in GROUPS and reading(words[1], "past") and after:
        return after not in PREPOSITIONS
    if words[at] in SPANNING and at + 1 < len(words):
        return True
    return _finite_past(words, at, after) or _finite_present(words, before, at, after)


def _finite_past(words: Sequence[str], at: int, after: str) -> bool:
    past = reading(words[at], "past")
    if not past:
        return False
    verb = past.verb
    if verb.past != verb.participle and verb.past != verb.lemma:
        return bool(after) or verb.lemma in GROWING
    if verb.past == verb.lemma:
        return words[0] in POINTING and opens_noun(after)
    if after == "by":
        return at + 2 < len(words) and _by_amount(words[at + 2])
    if passive_of(words, at):
        return False
    if after in OPENING_CLAUSES or (verb.lemma in LASTING and after == "to"):
        return True
    if words[0] in DETERMINERS and after in PREPOSITIONS:
        return verb.lemma in INTRANSITIVE or verb.lemma in LASTING
    if words[0] in DEFINITE and words[at] not in QUALITIES | {"based", "related"}:
        return not is_adverb(after)
    return after in DETERMINERS or is_number(after) or after in OBJECTS or not after


def _finite_present(words: Sequence[str], before: str, at: int, after: str) -> bool:
    if words[at] in ("up", "down"):
        return False
    s, base = reading(words[at], "s"), reading(words[at], "base")
    if s and not is_plural(before) and s.verb.share == ONLY_A_VERB:
        return True
    if words[at - 1] in LASTING_NOW and (s or base):
        return True
    behind = words[at + 2] if at + 2 < len(words) else ""
    about = after in BEFORE_A_NUMBER and is_number(behind)
    counted = is_number(after) or about
    opens = after in DETERMINERS or after in OBJECTS or counted
    if s and words[0] in DETERMINERS and s.verb.share >= MOSTLY and after == "for":
        return True
    if s and about and not is_plural(before):
        return s.verb.share > 0
    owned = words[0] in DEFINITE or words[0].endswith("'s")
    if s and owned and not is_plural(before) and s.verb.share >= MOSTLY and after:
        return after not in PREPOSITIONS and after not in CONJUNCTIONS
    if s and not is_plural(before) and opens:
        return s.verb.share > 0
    return bool(base and is_plural(before) and opens and base.verb.share > 1)
