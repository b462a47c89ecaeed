"""Whether a phrase has its own subject, and what a participle says of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from services.resume.telling.noun_kinds import is_group, is_plural
from services.resume.telling.tokens import (
    breaks,
    is_adjective,
    is_adverb,
    is_number,
    keys,
    opens_noun,
)
from services.resume.telling.verbs import (
    ONLY_A_VERB,
    is_only_past,
    nouns,
    reading,
    readings,
)
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
STOPPING = RELATIVES | {"until", "till"}
"""Words behind which another clause stands: "Work for a mill, until it shut"."""
OPENING_CLAUSES = frozenset("where when because so while".split())
LASTING_NOW = frozenset("now still".split())
"""Adverbs that stand before a verb in the present: "nine now work as cooks"."""
POINTING = frozenset(("this", "that", "these", "those"))
GROUPS = frozenset("team company project platform system role position".split())
"""Nouns that open a clause without an article: "Team used the tool"."""
MOSTLY = 7
TIMES = frozenset("hour day night week fortnight month season year".split())
SPREAD = frozenset(
    "downloaded viewed watched streamed reprinted printed cited copied shared "
    "rejected borrowed visited read screened shown broadcast performed staged".split()
)
"""What is done to works, so that "14,500 times" tells of them."""
PARTED = frozenset("up out off forward down over back on in".split())
"""Words that belong to the verb before them: "put forward by"."""
DEFINITE = frozenset("the this these our each every".split())
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
    if after in PREPOSITIONS and words[at + 2 : at + 3] == ["by"]:
        return "done_to_thing"
    if after in CONJUNCTIONS and at + 2 < len(words) and reading(words[at + 2], "past"):
        return passive_of(words, at + 2)
    if word in QUALITIES and after not in PREPOSITIONS:
        return None
    if word in ALWAYS_PASSIVE and word != "awarded":
        return "done_to_person"
    if word == "awarded":
        return None if "to" in words[at + 2 : at + 8] else "done_to_person"
    told = _by_what_follows(words, at, word, after)
    active = "base" in forms and after not in PREPOSITIONS
    return told if told or active or "past" in forms else "done_to_thing"


def _by_what_follows(
    words: Sequence[str], at: int, word: str, after: str
) -> Passive | None:
    """What a participle says by the word behind it: "hired as", "built with"."""
    posted = word == "deployed" and after in ("to", "with") and "as" in words[at + 2 :]
    spread = word == "sent" and counted_at(words, at + 2)
    if posted or (after in PASSIVE_BEFORE.get(word, "").split() and not spread):
        return "done_to_person"
    if after == "by" and at + 2 < len(words) and not _by_amount(words, at + 2):
        return "done_to_person" if word in GIVEN_TO_PERSONS else "done_to_thing"
    used = word == "used" and after in PREPOSITIONS
    if used or after in THING_BEFORE.get(word, "").split():
        return "done_to_thing"
    active = after in PARTED and opens_noun("".join(words[at + 2 : at + 3]))
    others = after in PREPOSITIONS and _done_by_others(words[at + 2 :])
    others = others and not active
    if others or (word in SPREAD and _so_often(words[at + 1 :])):
        return "done_to_thing"
    return None


def _so_often(words: Sequence[str]) -> bool:
    """Whether it is said how often: "Downloaded 14,500 times", "Reprinted twice"."""
    counted = bool(words) and is_number(words[0]) and "times" in words[1:3]
    return counted or words[:1] in (["twice"], ["once"])


def _done_by_others(words: Sequence[str]) -> bool:
    """Whether "by volunteers" follows: "Subtitled in Spanish by volunteers"."""
    if "by" not in words[:-1]:
        return False
    return is_plural(words[words.index("by") + 1])


def counted_at(words: Sequence[str], at: int) -> bool:
    """Whether a number stands at this place."""
    return at < len(words) and is_number(words[at])


def _by_amount(words: Sequence[str], at: int) -> bool:
    """Whether "by" tells how much or how, not by whom: "by 40%", "by moving"."""
    word = words[at]
    if counted_at(words, at) and at + 1 < len(words) and is_group(words[at + 1]):
        return False
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
    if _qualified(words) or _shut(words):
        return True
    inner = 0
    for at in range(1, min(FAR, len(tokens))):
        if words[at] in STOPPING or tokens[at] in "-–—":
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


def _shut(words: Sequence[str]) -> bool:
    """Whether two words are a whole clause: "Venues shut"."""
    verb = reading(words[-1], "past")
    whole = verb is not None and verb.verb.past == verb.verb.lemma
    return len(words) == 2 and whole and is_plural(words[0])


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
    if _leads_on(words, back, at):
        return False
    after = words[at + 1] if at + 1 < len(words) and not breaks(tokens[at]) else ""
    if at == 1 and words[0] in GROUPS and reading(words[1], "past") and after:
        return after not in PREPOSITIONS
    if words[at] in SPANNING and at + 1 < len(words):
        return True
    return _finite_past(words, at, after) or _finite_present(words, before, at, after)


def _leads_on(words: Sequence[str], back: int, at: int) -> bool:
    """Whether the word before can only lead to a noun: "the", "12", "busy"."""
    before = words[back]
    if is_number(before) and back:
        return not is_only_past(words[at])
    if opens_noun(before):
        return True
    named = words[back - 1] in DEFINITE and before in nouns()
    named = named and words[at] not in nouns()
    return is_adjective(before) and not named


def _finite_past(words: Sequence[str], at: int, after: str) -> bool:
    past = reading(words[at], "past")
    if not past:
        return False
    verb = past.verb
    if _absolute(words, at) or words[at] == "aged" or _often(words, at):
        return False
    if verb.past != verb.participle and verb.past != verb.lemma:
        return bool(after) or verb.lemma in GROWING
    if verb.past == verb.lemma:
        return words[0] in POINTING and opens_noun(after)
    if after == "by":
        return at + 2 < len(words) and _by_amount(words, at + 2)
    if passive_of(words, at):
        return False
    if after in OPENING_CLAUSES or (verb.lemma in LASTING and after == "to"):
        return True
    if verb.lemma == "pay" and after == "for" and words[0] in DEFINITE:
        return "by" not in words[at:]
    if words[0] in DETERMINERS and after in PREPOSITIONS and after != "that":
        return verb.lemma in INTRANSITIVE or verb.lemma in LASTING
    if words[0] in DEFINITE and words[at] not in QUALITIES | {"based", "related"}:
        return not is_adverb(after)
    if not after:
        return not set(words[1:at]) & (PREPOSITIONS | CONJUNCTIONS)
    return after in DETERMINERS or is_number(after) or after in OBJECTS


def _often(words: Sequence[str], at: int) -> bool:
    """Whether "a day" follows, so that no object does: "40 meals cooked a day"."""
    return words[at + 1 : at + 2] in (["a"], ["an"]) and bool(
        set(words[at + 2 : at + 3]) & TIMES
    )


def _absolute(words: Sequence[str], at: int) -> bool:
    """Whether "with" leads to a participle here: "a song, with a verse added"."""
    return words[0] in ("a", "an") and "with" in words[max(1, at - 3) : at]


def _finite_present(words: Sequence[str], before: str, at: int, after: str) -> bool:
    if words[at] in ("up", "down"):
        return False
    s, base = reading(words[at], "s"), reading(words[at], "base")
    if s and not is_plural(before) and s.verb.share == ONLY_A_VERB:
        return words[at] not in nouns()
    if s and _one_does(words, before, s.verb.share) and after in PREPOSITIONS - {"of"}:
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
    if base and is_plural(before) and words[0] in DEFINITE and after:
        alone = after not in PREPOSITIONS or base.verb.share == ONLY_A_VERB
        return base.verb.share >= MOSTLY and alone
    return bool(base and is_plural(before) and opens and base.verb.share > 1)


def _one_does(words: Sequence[str], before: str, share: int) -> bool:
    """Whether one thing does what the next word says: "A set hangs in …"."""
    return words[0] in DETERMINERS and share >= MOSTLY and not is_plural(before)
