"""Whether a word at the start of a phrase, or behind an "and", is a verb there."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.bare_objects import LIKELY, takes_noun
from services.resume.telling.belongings import PAPERS
from services.resume.telling.noun_kinds import is_mass, is_person, is_plural
from services.resume.telling.tokens import (
    breaks,
    counts_first,
    head,
    is_adjective,
    is_adverb,
    key,
    keys,
    noun_phrase,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import (
    ONLY_A_VERB,
    Form,
    Reading,
    is_only_past,
    reading,
    readings,
)
from services.resume.telling.word_classes import (
    AUXILIARIES,
    BEFORE_A_NUMBER,
    CHANGES,
    CONJUNCTIONS,
    INTRANSITIVE,
    NOT_VERBS,
    NOUN_GERUNDS,
    OBJECTS,
    PREPOSITIONS,
    QUALITIES,
    STRONG,
)

FEW = 4
SOME = 2
ORDER: tuple[Form, ...] = ("past", "gerund", "s", "base")
STATUS = frozenset("regulated listed protected heated walled gated".split())
"""What is so by law or make, unless several things follow: "Listed maker of …"."""
ROADS = frozenset("advanced specialized specialised trained continued".split())
"""Pasts that a preposition follows: "Advanced to head of the desk"."""
WISHES = frozenset(
    "plan want hope aim need wish love like try seek intend work continue".split()
)
"""Verbs that an infinitive follows: "I plan to stay"."""
PARTICLES = frozenset("up out off down over back together in on away".split())
OWNERS = ("s'", "s’")
"""How a noun ends whose thing follows: "Guides' office"."""


def verb_at(tokens: Sequence[str], at: int) -> Reading | None:
    """Return the verb form that stands at this place, or None for another word."""
    word = key(tokens[at])
    if tokens[at].endswith(OWNERS) or _is_acronym(tokens[at]):
        return None
    forms = {one.form: one for one in readings(word)}
    if at and "past" in forms and "base" in forms:
        forms.pop("past")
    if at and tokens[at][:1].isupper() and not _behind_and(tokens, at):
        forms = {form: one for form, one in forms.items() if form == "past"}
    for form in ORDER:
        if form in forms and RULES[form](forms[form], tokens, at):
            return forms[form]
    return None


def _behind_and(tokens: Sequence[str], at: int) -> bool:
    """Whether an early "and" stands before this place: "Designed and Built"."""
    return at < FEW and key(tokens[at - 1]) in CONJUNCTIONS


def _is_acronym(token: str) -> bool:
    """Whether it is written in capitals: "UPS battery programme"."""
    letters = token.strip(".,;:")
    return len(letters) > 1 and letters.isupper()


def _next(tokens: Sequence[str], at: int) -> str:
    """The next word of the same clause, or nothing."""
    if at + 1 >= len(tokens) or breaks(tokens[at]):
        return ""
    return key(tokens[at + 1])


def _opens(tokens: Sequence[str], at: int) -> bool:
    """Whether the next words open a noun phrase: "the", "12", "over 40"."""
    after = _next(tokens, at)
    if after in BEFORE_A_NUMBER and at + 2 < len(tokens):
        return counts_first(tokens[at + 1 : at + 4]) or key(tokens[at + 2]) == "a"
    return opens_noun(after)


def _is_past(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a past is no adjective here: "Trained dogs", not "Trained nurse"."""
    word, after = key(tokens[at]), _next(tokens, at)
    if after == "of" and (word in NOT_VERBS or verb.verb.lemma == word):
        return False
    if word in QUALITIES and PAPERS & {*keys(noun_phrase(tokens, at + 1)[:2])}:
        return False
    if word in STATUS:
        return opens_noun(after) or is_plural(head(tokens, at + 1))
    if word in QUALITIES:
        return _quality_is_past(word, after, tokens, at)
    return after not in AUXILIARIES or after in ("have", "being")


def _quality_is_past(word: str, after: str, tokens: Sequence[str], at: int) -> bool:
    """Whether a word for how something is says here what somebody did to it."""
    if word in ROADS and after in PREPOSITIONS:
        return True
    if word not in CHANGES:
        return False
    if opens_noun(after) or after in OBJECTS:
        return True
    return after not in PREPOSITIONS and not _names_person(tokens, at + 1)


def _names_person(tokens: Sequence[str], start: int) -> bool:
    """Whether one person is named here without an article: "Trained nurse"."""
    return start < len(tokens) and is_person(head(tokens, start))


def _is_gerund(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a gerund says what somebody does: "Building boats", not "Building"."""
    word, after = key(tokens[at]), _next(tokens, at)
    if after == "of" or after in AUXILIARIES:
        return False
    if word == "using" or _has_object(tokens, at, after):
        return True
    if after in CONJUNCTIONS or breaks(tokens[at]):
        return _chained("gerund", tokens, at)
    if not after or _is_noun_gerund(word, at, after):
        return False
    if after in PREPOSITIONS:
        return verb.verb.lemma in INTRANSITIVE or after in PARTICLES
    return word != "working" and _bare_object(tokens, at, after)


def _is_noun_gerund(word: str, at: int, after: str) -> bool:
    """Whether a gerund is a noun here: "Training for staff"."""
    opens = at == 0 or after in PREPOSITIONS
    return opens and word in NOUN_GERUNDS and word != "working"


def _bare_object(tokens: Sequence[str], at: int, after: str) -> bool:
    """Whether nouns follow that need no article: "Building boats", "Teaching law"."""
    if _names_person(tokens, at + 1) or is_only_past(after):
        return False
    phrase = keys(noun_phrase(tokens, at + 1))
    return is_mass(phrase[-1]) or any(map(is_plural, phrase)) or is_adjective(after)


def _has_object(tokens: Sequence[str], at: int, after: str) -> bool:
    """Whether what follows shows that the word is a verb: "the", "12", "it"."""
    return _opens(tokens, at) or after in OBJECTS or is_adverb(after)


def _is_s(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a word in "s" is a verb, not a plural: "Runs the shop"."""
    word, after = key(tokens[at]), _next(tokens, at)
    if word in ("is", "has") or after in AUXILIARIES:
        return False
    if at == 0 and after not in QUALITIES | OBJECTS and reading(after, "past"):
        return False
    share, lemma = verb.verb.share, verb.verb.lemma
    if share == ONLY_A_VERB or _has_object(tokens, at, after):
        return True
    if not after or after in CONJUNCTIONS:
        return _chained("s", tokens, at)
    if after in PREPOSITIONS:
        return _stands_alone(lemma, share, after)
    return is_adjective(after) or lemma in STRONG or share >= LIKELY


def _stands_alone(lemma: str, share: int, after: str) -> bool:
    """Whether a verb needs no object before this word: "works in", "sets up"."""
    parted = after in PARTICLES and share >= LIKELY
    return after != "of" and (lemma in INTRANSITIVE or parted)


def _is_base(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a base form is a verb, not a noun: "Design the tests"."""
    word, after = key(tokens[at]), _next(tokens, at)
    if after in AUXILIARIES or (is_adverb(after) and is_adjective(word)):
        return False
    if word in NOT_VERBS and not (_article(after) or is_adjective(after)):
        return False
    if _has_object(tokens, at, after):
        return verb.verb.share > 0 or word in STRONG
    if not after or after in CONJUNCTIONS:
        return _chained("base", tokens, at)
    if after in PREPOSITIONS:
        return _leads_to(verb, word, after)
    return takes_noun(verb, tokens, at)


def _leads_to(verb: Reading, word: str, after: str) -> bool:
    """Whether a base form is a verb before a preposition: "Plan to stay"."""
    if verb.verb.share == ONLY_A_VERB or (after == "to" and word in WISHES):
        return True
    parted = after in ("up", "out", "off")
    return after != "of" and (verb.verb.lemma in INTRANSITIVE or parted)


def _article(word: str) -> bool:
    return word in ("a", "an", "the", "my", "our", "all", "each", "every")


def _chained(form: Form, tokens: Sequence[str], at: int) -> bool:
    """Whether the word behind a comma or "and" is the same form, with its object.

    In "Designs, builds and tests bridges" each verb leans on the next one.
    """
    behind = _partner_place(tokens, at)
    partner = reading(key(word_at(tokens, behind)), form)
    if partner is None or behind - at > 3:
        return False
    bold = at == 0 and key(tokens[at]) in STRONG and key(tokens[behind - 1]) == "and"
    least = SOME if bold and form == "base" else ONLY_A_VERB
    if partner.verb.share >= least and not is_adjective(key(tokens[behind])):
        return True
    other = verb_at(tokens, behind)
    return other is not None and other.form == form


def _partner_place(tokens: Sequence[str], at: int) -> int:
    """Where the next verb of a list would stand, behind an "and" and an adverb."""
    behind = at + 1
    if key(word_at(tokens, behind)) in CONJUNCTIONS:
        behind += 1
    return behind + is_adverb(key(word_at(tokens, behind)))


RULES = {"past": _is_past, "gerund": _is_gerund, "s": _is_s, "base": _is_base}
