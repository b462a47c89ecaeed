"""What kind of phrase a line of a résumé is, told by how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.resume.telling.tokens import (
    breaks,
    counts_first,
    is_adjective,
    is_adverb,
    is_number,
    is_person,
    is_plural,
    key,
    keys,
    noun_phrase,
    opens_noun,
)
from services.resume.telling.verb_openings import verb_at
from services.resume.telling.verbs import ONLY_A_VERB, Reading, reading, readings
from services.resume.telling.word_classes import (
    ALWAYS_PASSIVE,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    GIVEN_TO_PERSONS,
    INTRANSITIVE,
    OBJECTS,
    PASSIVE_BEFORE,
    PREDICATES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STATES,
    THING_BEFORE,
)

Kind = Literal[
    "clause", "verb", "auxiliary", "done_to_person", "done_to_thing", "predicate",
    "person", "noun", "introduced", "infinitive", "placed",
]  # fmt: skip
FAR = 14
"""How many words a subject can be long before its verb."""
INVITING = frozenset(("see", "click", "visit", "check", "please", "feel"))
"""Verbs that speak to the reader: "See the site"."""
GROWING = frozenset(("grow", "rise", "fall", "begin", "win", "sink", "shrink"))
"""Verbs that end a clause: "Sales rose"."""
LASTING = frozenset("allow lead result depend rely consist last account".split())
"""Verbs behind which a preposition stands: "Each step allowed for …"."""
SPANNING = frozenset(
    "included include includes involved involves consisted covered ranged".split()
)
"""Verbs whose object needs no article: "Duties included cooking"."""
MODES = frozenset(
    "part-time full-time freelance remote freelancing self-employed seasonal".split()
)
"""How somebody worked: "Part-time during the degree"."""
CONTRACTED = ("i'm", "i've", "i'd", "i'll", "we've", "we're", "it's", "she's", "he's")


@dataclass(frozen=True, slots=True)
class Opening:
    """The kind of a phrase; `at` is where its verb stands, if it begins with one."""

    kind: Kind
    at: int = 0
    verb: Reading | None = None


def opening_of(tokens: Sequence[str]) -> Opening:
    """Return what kind of phrase these words are."""
    words = keys(tokens)
    if words[0] in PRONOUNS or words[0] in CONTRACTED:
        return Opening("clause")
    if words[0] in ("my", "our") or _points(words):
        return Opening("clause")
    if words[0] in INVITING:
        return Opening("clause")
    at = _behind_adverbs(tokens)
    if words[at] in AUXILIARIES:
        return Opening("auxiliary", at)
    phrase = _participle_phrase(tokens, words)
    if phrase:
        return Opening("introduced", phrase)
    early = _by_verb(tokens, words, at)
    if early:
        return early
    if words[0] in MODES and (len(words) == 1 or words[1] in PREPOSITIONS):
        return Opening("placed")
    if predicate(tokens, words):
        return Opening("predicate")
    if words[0] == "to" and len(words) > 1 and reading(words[1], "base"):
        return Opening("infinitive")
    comma = introduction(tokens)
    if comma:
        return Opening("introduced", comma)
    if has_subject(tokens) or "I" in tokens:
        return Opening("clause")
    if counts_first(tokens):
        return Opening("noun")
    if words[0] in PREPOSITIONS or " ".join(words[:3]) in STATES:
        return Opening("placed")
    return Opening("person" if names_person(tokens) else "noun")


def _points(words: Sequence[str]) -> bool:
    """Whether "this" or "these" is the subject: "This led to …"."""
    if words[0] not in ("this", "that", "these", "those") or len(words) < 3:
        return False
    forms = {one.form for one in readings(words[1])}
    return bool(forms & {"past", "s"}) or words[1] in AUXILIARIES


def _behind_adverbs(tokens: Sequence[str]) -> int:
    """Where the first word stands that is no adverb."""
    at = 0
    while at < len(tokens) - 1 and is_adverb(key(tokens[at])):
        at += 1
    if at > 0 and key(tokens[at]) in CONJUNCTIONS:
        at += 1
        while at < len(tokens) - 1 and is_adverb(key(tokens[at])):
            at += 1
    return at if at < len(tokens) else 0


def _by_verb(tokens: Sequence[str], words: Sequence[str], at: int) -> Opening | None:
    passive = passive_of(words, at)
    if passive:
        return Opening(passive, at)
    verb = verb_at(tokens, at)
    if verb and not (verb.verb.share < ONLY_A_VERB and _subject_follows(tokens, at)):
        return Opening("verb", at, verb)
    return None


def _subject_follows(tokens: Sequence[str], at: int) -> bool:
    """Whether a noun that looks like a verb is the subject: "Sales have doubled"."""
    if at + 1 >= len(tokens):
        return False
    return key(tokens[at + 1]) in AUXILIARIES or key(tokens[at + 1]) in SPANNING


def passive_of(words: Sequence[str], at: int) -> Kind | None:
    """Whether a participle here says what was done to the person or to a thing."""
    word = words[at]
    forms = {one.form for one in readings(word)}
    if "participle" not in forms:
        return None
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ALWAYS_PASSIVE and word != "awarded":
        return "done_to_person"
    if word == "awarded":
        return None if "to" in words[at + 2 : at + 8] else "done_to_person"
    if after in PASSIVE_BEFORE.get(word, "").split():
        return "done_to_person"
    if after == "by" and at + 2 < len(words) and not _by_amount(words[at + 2]):
        return "done_to_person" if word in GIVEN_TO_PERSONS else "done_to_thing"
    if after in THING_BEFORE.get(word, "").split():
        return "done_to_thing"
    if word == "used" and after in PREPOSITIONS:
        return "done_to_thing"
    return None if "past" in forms else "done_to_thing"


def _by_amount(word: str) -> bool:
    """Whether "by" tells how much or how, not by whom: "by 40%", "by moving"."""
    gerund = reading(word, "gerund") is not None
    return (
        is_number(word) or gerund or word in ("over", "about", "up", "nearly", "hand")
    )


def predicate(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the phrase says how somebody is: "Fluent in Welsh", "Calm, exact"."""
    at = _behind_adverbs(tokens)
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in PREDICATES and (after in PREPOSITIONS or after in ("and", "about")):
        return True
    if not is_adjective(word) or word in DETERMINERS:
        return False
    if after in ("in", "with", "at", "about", "to", "under") and len(words) > at + 2:
        return not breaks(tokens[at])
    meant = [one for one in words if one not in CONJUNCTIONS]
    return all(is_adjective(one) or is_adverb(one) for one in meant)


def introduction(tokens: Sequence[str]) -> int:
    """The place of the verb behind "In 2019, led …", or 0 without one."""
    words = keys(tokens)
    if words[0] not in PREPOSITIONS and words[0] != "together":
        return _participle_phrase(tokens, words)
    for at in range(1, min(FAR, len(tokens) - 1)):
        if tokens[at - 1].endswith(",") and at > 1:
            place = at + is_adverb(words[at])
            if place < len(tokens) and (
                verb_at(tokens, place) or has_subject(tokens[at:])
            ):
                return at
    return 0


def _participle_phrase(tokens: Sequence[str], words: Sequence[str]) -> int:
    """The place of "we" in "Following their example, we …", or 0."""
    if not {one.form for one in readings(words[0])} & {"gerund", "participle"}:
        return 0
    for at in range(2, min(FAR, len(tokens) - 1)):
        if tokens[at - 1].endswith(",") and words[at] in PRONOUNS:
            return at
    return 0


def has_subject(tokens: Sequence[str]) -> bool:
    """Whether the phrase is a whole clause: "The team grew from 3 to 9"."""
    words = keys(tokens)
    if words[0] in PRONOUNS or words[0] in CONTRACTED:
        return True
    for at in range(1, min(FAR, len(tokens))):
        if words[at] in RELATIVES or words[at] in PRONOUNS - {"it", "you"}:
            return False
        if (
            words[at] == "you"
            or tokens[at] in "-–—"
            or tokens[at - 1].endswith((";", ":"))
        ):
            return False
        if words[at] in AUXILIARIES:
            return not tokens[at - 1].endswith(",") or at > 3
        if _finite(tokens, words, at):
            return True
    return False


def _finite(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether a verb that needs a subject stands here, behind one."""
    back = at - 1
    while back > 0 and is_adverb(words[back]):
        back -= 1
    before = words[back]
    if breaks(tokens[at - 1]) or before in CONJUNCTIONS or before in PREPOSITIONS:
        return False
    if opens_noun(before) or is_adjective(before):
        return False
    after = words[at + 1] if at + 1 < len(words) and not breaks(tokens[at]) else ""
    if words[at] in SPANNING and after:
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
        return False
    if after == "by":
        return at + 2 < len(words) and _by_amount(words[at + 2])
    if passive_of(words, at):
        return False
    if words[0] in DETERMINERS and after in PREPOSITIONS:
        return verb.lemma in INTRANSITIVE or verb.lemma in LASTING
    return after in DETERMINERS or is_number(after) or after in OBJECTS or not after


def _finite_present(words: Sequence[str], before: str, at: int, after: str) -> bool:
    s, base = reading(words[at], "s"), reading(words[at], "base")
    if s and not is_plural(before) and s.verb.share == ONLY_A_VERB:
        return True
    opens = after in DETERMINERS or after in OBJECTS
    if s and not is_plural(before) and opens:
        return s.verb.share > 0
    return bool(base and is_plural(before) and opens and base.verb.share > 1)


def names_person(tokens: Sequence[str]) -> bool:
    """Whether a noun phrase without a verb names what somebody is."""
    words = keys(tokens)
    if words[0] in DETERMINERS - {"a", "an", "the"}:
        return False
    phrase = keys(noun_phrase(tokens))
    while phrase and phrase[0] in DETERMINERS:
        phrase = phrase[1:]
    if not phrase or words[0] in PREPOSITIONS:
        return False
    if is_person(phrase[-1]) and not is_number(phrase[0]):
        return True
    joined = len(phrase) < len(words) and words[len(phrase)] in ("and", "&", "/", "of")
    return joined and is_person(phrase[-1])
