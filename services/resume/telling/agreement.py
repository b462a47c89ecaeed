"""A verb and those joined to it put into another form together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.tokens import (
    EDGES,
    breaks,
    counts_first,
    is_adjective,
    is_adverb,
    key,
    opens_noun,
)
from services.resume.telling.verb_openings import verb_at
from services.resume.telling.verbs import Form, nouns, reading
from services.resume.telling.word_classes import (
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVES,
    TRAILING_GERUNDS,
)

Inflected = Callable[[str], str]
"""From a lemma to the form that is said."""


def replaced(token: str, word: str) -> str:
    """The token with another word inside the same marks."""
    bare = token.strip(EDGES)
    return token.replace(bare, word, 1) if bare else token


def agreed(tokens: Sequence[str], at: int, form: Form, inflect: Inflected) -> list[str]:
    """Return the tokens with this verb, and those joined to it, in another form."""
    result = list(tokens)
    joined = [at, *joined_verbs(tokens, at, form)]
    for place in joined:
        verb = reading(key(tokens[place]), form)
        if verb:
            result[place] = replaced(tokens[place], inflect(verb.lemma))
    return result


def joined_verbs(tokens: Sequence[str], at: int, form: Form) -> list[int]:
    """The places of the verbs that share the subject of the verb at this place."""
    partners: list[int] = []
    blocked = False
    for place in range(at + 1, len(tokens)):
        if tokens[place - 1].endswith((";", ".")):
            blocked = False
        blocked = blocked or _leaves_subject(tokens, place, form)
        if not blocked and _is_partner(tokens, place, form, (at, *partners)):
            partners.append(place)
    return _closed_by_and(tokens, partners) if form == "gerund" else partners


def _leaves_subject(tokens: Sequence[str], at: int, form: Form) -> bool:
    """Whether verbs from here on have another subject than the first one."""
    if _subordinate(tokens, at, form):
        return True
    led = form == "gerund" and key(tokens[at - 1]) in PREPOSITIONS
    return led and reading(key(tokens[at]), "gerund") is not None


def _is_partner(
    tokens: Sequence[str], at: int, form: Form, verbs: Sequence[int]
) -> bool:
    """Whether a verb of the same form stands here, joined to those before it."""
    if form == "base" and _second_noun(tokens, at):
        return False
    if _listed(tokens, verbs, at) or not _joined(tokens, at):
        return False
    by_and = at - 2 in verbs and key(tokens[at - 1]) in CONJUNCTIONS
    if (at - 1 in verbs or by_and) and reading(key(tokens[at]), form):
        return True
    other = verb_at(tokens, at)
    return other is not None and other.form == form


def _second_noun(tokens: Sequence[str], at: int) -> bool:
    """Whether a compound follows what is counted: "9 hospitals and care homes"."""
    after = key(tokens[at + 1]) if at + 1 < len(tokens) else ""
    counted = at > 2 and counts_first(tokens[at - 3 : at - 2])
    things = is_plural(key(tokens[at - 2])) and key(tokens[at - 1]) == "and"
    return things and counted and is_plural(after) and key(tokens[at]) in nouns()


def _listed(tokens: Sequence[str], verbs: Sequence[int], at: int) -> bool:
    """Whether a list of bare nouns ends here: "studies, surveys and call centres"."""
    start = at - (key(tokens[at - 1]) in CONJUNCTIONS)
    commas = [p for p in range(verbs[-1], start) if tokens[p].endswith(",")]
    if start == at or not commas or at + 1 >= len(tokens):
        return False
    first = commas[-2] + 1 if commas[-1] == start - 1 and len(commas) > 1 else None
    item = first if first is not None else commas[-1] + 1
    bare = not opens_noun(key(tokens[at + 1])) and not is_adjective(key(tokens[at + 1]))
    return bare and item not in verbs and item - 1 != verbs[-1] and item < start


def _subordinate(tokens: Sequence[str], at: int, form: Form) -> bool:
    """Whether verbs from here on have another subject, or are infinitives."""
    word = key(tokens[at])
    if tokens[at].startswith(("(", "“", '"')) or word in RELATIVES:
        return True
    return word == "to" and form == "base" and _infinitive(tokens, at)


def _infinitive(tokens: Sequence[str], at: int) -> bool:
    while at + 2 < len(tokens) and is_adverb(key(tokens[at + 1])):
        at += 1
    after = key(tokens[at + 1]) if at + 1 < len(tokens) else ""
    return reading(after, "base") is not None


def _joined(tokens: Sequence[str], at: int) -> bool:
    """Whether a verb here can be the partner of an earlier one."""
    before = at - 1
    while before > 0 and is_adverb(key(tokens[before])) and not breaks(tokens[before]):
        before -= 1
    word = key(tokens[before])
    return word in CONJUNCTIONS or tokens[before].endswith((",", ";", "/"))


def _closed_by_and(tokens: Sequence[str], places: Sequence[int]) -> list[int]:
    """Gerunds of a list; those that only say what came of it are left."""
    closing = [p for p in places if key(tokens[p - 1]) in CONJUNCTIONS]
    listed = [
        p for p in places if p in closing or key(tokens[p]) not in TRAILING_GERUNDS
    ]
    return [p for p in listed if closing and p <= closing[-1]]
