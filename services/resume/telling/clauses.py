"""Whether a phrase has its own subject."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.passives import by_amount, passive_of
from services.resume.telling.tokens import (
    breaks,
    is_adjective,
    is_adverb,
    is_number,
    keys,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import (
    ONLY_A_VERB,
    Verb,
    is_only_past,
    nouns,
    reading,
)
from services.resume.telling.word_classes import (
    AUXILIARIES,
    BEFORE_A_NUMBER,
    CONJUNCTIONS,
    DETERMINERS,
    INTRANSITIVE,
    OBJECTS,
    PREPOSITIONS,
    PRONOUNS,
    QUALITIES,
    RELATIVES,
)

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
DEFINITE = frozenset("the this these our each every".split())
CONTRACTED = ("i'm", "i've", "i'd", "i'll", "we've", "we're", "it's", "she's", "he's")


def has_subject(tokens: Sequence[str]) -> bool:
    """Whether the phrase is a whole clause: "The team grew from 3 to 9"."""
    words = keys(tokens)
    if _opens_clause(words):
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


def _opens_clause(words: Sequence[str]) -> bool:
    """Whether the first words show that a clause follows: "I", "one of whom"."""
    if words[0] in PRONOUNS or words[0] in CONTRACTED:
        return True
    if words[0] == "one" and word_at(words, 2) in ("which", "whom", "them"):
        return True
    return _qualified(words) or _shut(words)


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
    back = _before_adverbs(words, at)
    before = words[back]
    if breaks(tokens[at - 1]) or before in CONJUNCTIONS or before in PREPOSITIONS:
        return False
    if _leads_on(words, back, at):
        return False
    after = "" if breaks(tokens[at]) else word_at(words, at + 1)
    if at == 1 and words[0] in GROUPS and reading(words[1], "past") and after:
        return after not in PREPOSITIONS
    if words[at] in SPANNING and at + 1 < len(words):
        return True
    return _finite_past(words, at, after) or _finite_present(words, before, at, after)


def _before_adverbs(words: Sequence[str], at: int) -> int:
    """Where the word stands that is next before this place, adverbs left out."""
    back = at - 1
    while back > 0 and (is_adverb(words[back]) or words[back] in ("not", "only")):
        back -= 1
    return back


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
    """Whether a verb of the past stands here behind its subject: "sales rose"."""
    past = reading(words[at], "past")
    if not past or _describes(words, at):
        return False
    verb = past.verb
    if verb.past == verb.lemma:
        return words[0] in POINTING and opens_noun(after)
    if verb.past != verb.participle:
        return bool(after) or verb.lemma in GROWING
    if after == "by":
        return at + 2 < len(words) and by_amount(words, at + 2)
    if passive_of(words, at):
        return False
    return _active_past(verb, words, at, after)


def _describes(words: Sequence[str], at: int) -> bool:
    """Whether a participle only tells more of a noun: "a boy aged 9"."""
    return _absolute(words, at) or words[at] == "aged" or _often(words, at)


def _active_past(verb: Verb, words: Sequence[str], at: int, after: str) -> bool:
    """Whether a past that can be a participle, too, is the verb of a clause here."""
    if after in OPENING_CLAUSES or (verb.lemma in LASTING and after == "to"):
        return True
    definite = words[0] in DEFINITE
    if definite and verb.lemma == "pay" and after == "for":
        return "by" not in words[at:]
    if words[0] in DETERMINERS and after in PREPOSITIONS - {"that"}:
        return verb.lemma in INTRANSITIVE or verb.lemma in LASTING
    if definite and words[at] not in QUALITIES | {"based", "related"}:
        return not is_adverb(after)
    return _has_object(after) if after else not _leads(words[1:at])


def _has_object(after: str) -> bool:
    """Whether the word behind a verb shows that its object follows."""
    return opens_noun(after) or after in OBJECTS


def _leads(words: Sequence[str]) -> bool:
    """Whether one of these words leads to another one: "of", "and"."""
    return not (PREPOSITIONS | CONJUNCTIONS).isdisjoint(words)


def _often(words: Sequence[str], at: int) -> bool:
    """Whether "a day" follows, so that no object does: "40 meals cooked a day"."""
    return words[at + 1 : at + 2] in (["a"], ["an"]) and bool(
        set(words[at + 2 : at + 3]) & TIMES
    )


def _absolute(words: Sequence[str], at: int) -> bool:
    """Whether "with" leads to a participle here: "a song, with a verse added"."""
    return words[0] in ("a", "an") and "with" in words[max(1, at - 3) : at]


def _finite_present(words: Sequence[str], before: str, at: int, after: str) -> bool:
    """Whether a verb in the present stands here behind its subject: "it opens"."""
    if words[at] in ("up", "down"):
        return False
    s, base = reading(words[at], "s"), reading(words[at], "base")
    several = is_plural(before)
    if s and not several and s.verb.share == ONLY_A_VERB:
        return words[at] not in nouns()
    if s and _placed_by(s.verb.share, words, before, after):
        return True
    if words[at - 1] in LASTING_NOW and (s or base):
        return True
    if several:
        return base is not None and _several_do(base.verb.share, words, at, after)
    return s is not None and _one_does(s.verb.share, words, at, after)


def _placed_by(share: int, words: Sequence[str], before: str, after: str) -> bool:
    """Whether one thing is or does something somewhere: "A set hangs in …"."""
    if words[0] not in DETERMINERS or share < MOSTLY:
        return False
    somewhere = after in PREPOSITIONS - {"of"} and not is_plural(before)
    return after == "for" or somewhere


def _one_does(share: int, words: Sequence[str], at: int, after: str) -> bool:
    """Whether a word that can be a noun is the verb of one: "The app saves time"."""
    definite = words[0] in DEFINITE or words[0].endswith("'s")
    about = _about_number(words, at, after)
    if definite and share >= MOSTLY and after and not about:
        return after not in PREPOSITIONS and after not in CONJUNCTIONS
    return share > 0 and (about or _has_object(after))


def _several_do(share: int, words: Sequence[str], at: int, after: str) -> bool:
    """Whether a word that can be a noun is the verb of several: "The boys sell it"."""
    if words[0] in DEFINITE and after:
        return share >= MOSTLY and (after not in PREPOSITIONS or share == ONLY_A_VERB)
    about = _about_number(words, at, after)
    return share > 1 and (about or _has_object(after))


def _about_number(words: Sequence[str], at: int, after: str) -> bool:
    """Whether an amount follows that is not exact: "over 40"."""
    return after in BEFORE_A_NUMBER and is_number(word_at(words, at + 2))
