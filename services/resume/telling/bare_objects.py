"""Whether the bare noun behind a base form is its object: "Lead teams"."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.noun_kinds import is_mass, is_person, is_plural
from services.resume.telling.tokens import (
    head,
    is_adjective,
    key,
    keys,
    noun_phrase,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import (
    ONLY_A_VERB,
    Reading,
    reading,
)
from services.resume.telling.word_classes import (
    STRONG,
)

LIKELY = 5
"""From this share on a word is taken for a verb where a plain noun follows."""

LEADS = frozenset(("generation", "time", "times", "generator"))
"""Nouns that make another noun of "lead"."""

COMPOUND = frozenset(
    "test process document record brand stock order design market program".split()
)
"""Nouns of compounds: "Test automation", "Stock handling"."""

OF_DEEDS = ("tions", "ments", "ances", "ings", "tion", "ment", "ance", "ing")
"""Endings of nouns before which another noun stands: "Risk assessments"."""


def takes_noun(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a base form has the bare noun behind it as its object.

    "Lead teams" and "Design software" are verbs, "Lead engineer" and "Support desk"
    are not: a noun that can be counted would have an article.
    """
    if verb.prefix == "self-":
        return False
    adjective = is_adjective(key(tokens[at]))
    if verb.verb.share == ONLY_A_VERB and not adjective:
        return True
    phrase = keys(noun_phrase(tokens, at + 1))
    if adjective and at == 0 and not any(map(_bare, _before_gerund(phrase))):
        return False
    if verb.verb.lemma == "lead":
        return LEADS.isdisjoint(phrase[:1]) and not any(map(is_person, phrase))
    return _noun_is_object(verb, tokens, at)


def _noun_is_object(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a bare noun is the object of a word that can be a noun itself."""
    share, strong = verb.verb.share, verb.verb.lemma in STRONG
    last = head(tokens, at + 1)
    if is_person(last) or not (strong or share >= LIKELY):
        return False
    if is_person(key(tokens[at + 1])) and opens_noun(key(word_at(tokens, at + 2))):
        return False
    if _makes_compound(verb, last):
        return False
    if strong and share > LIKELY:
        return True
    if is_mass(last) or any(map(is_plural, keys(noun_phrase(tokens, at + 1)))):
        return True
    return tokens[at + 1][:1].isupper() and tokens[at][:1].islower()


def _makes_compound(verb: Reading, last: str) -> bool:
    """Whether the word only tells what kind of thing it is: "Test automation"."""
    weak = verb.verb.share <= LIKELY and verb.verb.lemma not in STRONG
    if weak and last.endswith(OF_DEEDS):
        return True
    return verb.lemma in COMPOUND and last.endswith(("tion", "ment", "ing", "ance"))


def _bare(word: str) -> bool:
    """Whether a noun needs no article."""
    return is_plural(word) or is_mass(word)


def _before_gerund(words: Sequence[str]) -> Sequence[str]:
    """The words of a phrase up to what its noun does: "street shop taking …"."""
    doing = (n for n, w in enumerate(words) if n and reading(w, "gerund"))
    return words[: next(doing, len(words))]
