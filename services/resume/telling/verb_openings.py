"""Whether a word at the start of a phrase, or behind an "and", is a verb there."""

from __future__ import annotations

from collections.abc import Sequence

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
LIKELY = 5
"""From this share on a word is taken for a verb where a plain noun follows."""
ORDER: tuple[Form, ...] = ("past", "gerund", "s", "base")
LEADS = frozenset(("generation", "time", "times", "generator"))
"""Nouns that make another noun of "lead"."""
STATUS = frozenset("regulated listed protected heated walled gated".split())
"""What is so by law or make, unless several things follow: "Listed maker of …"."""
ROADS = frozenset("advanced specialized specialised trained continued".split())
"""Pasts that a preposition follows: "Advanced to head of the desk"."""
COMPOUND = frozenset(
    "test process document record brand stock order design market program".split()
)
"""Nouns of compounds: "Test automation", "Stock handling"."""
OF_DEEDS = ("tions", "ments", "ances", "ings", "tion", "ment", "ance", "ing")
"""Endings of nouns before which another noun stands: "Risk assessments"."""
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
    found = {one.form: one for one in readings(word)}
    if at and "past" in found and "base" in found:
        found.pop("past")
    if at and tokens[at][:1].isupper():
        leaning = at < FEW and key(tokens[at - 1]) in CONJUNCTIONS
        found = {f: one for f, one in found.items() if f == "past" or leaning}
    for form in ORDER:
        if form in found and RULES[form](found[form], tokens, at):
            return found[form]
    return None


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
    word, after = key(tokens[at]), _next(tokens, at)
    paper = PAPERS & {*keys(noun_phrase(tokens, at + 1)[:2])}
    if after == "of" and (word in NOT_VERBS or verb.verb.lemma == word):
        return False
    if word in QUALITIES and paper:
        return False
    if word in STATUS:
        return opens_noun(after) or is_plural(head(tokens, at + 1))
    if word in QUALITIES:
        if word in ROADS and after in PREPOSITIONS:
            return True
        return word in CHANGES and (
            opens_noun(after)
            or after in OBJECTS
            or (after not in PREPOSITIONS and not _names_person(tokens, at + 1))
        )
    return after not in AUXILIARIES or after in ("have", "being")


def _names_person(tokens: Sequence[str], start: int) -> bool:
    """Whether one person is named here without an article: "Trained nurse"."""
    return start < len(tokens) and is_person(head(tokens, start))


def _is_gerund(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    word, after = key(tokens[at]), _next(tokens, at)
    if after == "of" or after in AUXILIARIES:
        return False
    if word == "using":
        return True
    if _opens(tokens, at) or after in OBJECTS or is_adverb(after):
        return True
    leads = at > 0 and after not in PREPOSITIONS and after not in CONJUNCTIONS
    if after in CONJUNCTIONS or breaks(tokens[at]):
        return _chained("gerund", tokens, at)
    if not after or (word in NOUN_GERUNDS and word != "working" and not leads):
        return False
    if after in PREPOSITIONS:
        return verb.verb.lemma in INTRANSITIVE or after in PARTICLES
    if word == "working" or _names_person(tokens, at + 1) or is_only_past(after):
        return False
    phrase = keys(noun_phrase(tokens, at + 1))
    return is_mass(phrase[-1]) or any(map(is_plural, phrase)) or is_adjective(after)


def _is_s(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    word, after = key(tokens[at]), _next(tokens, at)
    if word in ("is", "has") or after in AUXILIARIES:
        return False
    if reading(after, "past") and after not in QUALITIES | OBJECTS and at == 0:
        return False
    if verb.verb.share == ONLY_A_VERB:
        return True
    if _opens(tokens, at) or after in OBJECTS or is_adverb(after):
        return True
    if not after or after in CONJUNCTIONS:
        return _chained("s", tokens, at)
    if after in PREPOSITIONS:
        parted = after in PARTICLES and verb.verb.share >= LIKELY
        return after != "of" and (verb.verb.lemma in INTRANSITIVE or parted)
    if is_adjective(after):
        return True
    return verb.verb.lemma in STRONG or verb.verb.share >= LIKELY


def _is_base(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    word, after = key(tokens[at]), _next(tokens, at)
    if is_adverb(after) and is_adjective(word):
        return False
    if after in AUXILIARIES or (
        word in NOT_VERBS and not (_article(after) or is_adjective(after))
    ):
        return False
    if _opens(tokens, at) or after in OBJECTS or is_adverb(after):
        return verb.verb.share > 0 or word in STRONG
    if not after or after in CONJUNCTIONS:
        return _chained("base", tokens, at)
    if after in PREPOSITIONS:
        if verb.verb.share == ONLY_A_VERB or (after == "to" and word in WISHES):
            return True
        return after != "of" and (
            verb.verb.lemma in INTRANSITIVE or after in ("up", "out", "off")
        )
    return _takes_noun(verb, tokens, at)


def _article(word: str) -> bool:
    return word in ("a", "an", "the", "my", "our", "all", "each", "every")


def _takes_noun(verb: Reading, tokens: Sequence[str], at: int) -> bool:
    """Whether a base form has the bare noun behind it as its object.

    "Lead teams" and "Design software" are verbs, "Lead engineer" and "Support desk"
    are not: a noun that can be counted would have an article.
    """
    if verb.prefix == "self-":
        return False
    if verb.verb.share == ONLY_A_VERB and not is_adjective(key(tokens[at])):
        return True
    phrase = noun_phrase(tokens, at + 1)
    several = any(map(_bare, _before_gerund(keys(phrase))))
    if is_adjective(key(tokens[at])) and at == 0 and not several:
        return False
    if verb.verb.lemma == "lead":
        if key(tokens[at + 1]) in LEADS:
            return False
        return not any(is_person(key(token)) for token in phrase)
    likely = verb.verb.share >= LIKELY or verb.verb.lemma in STRONG
    last = head(tokens, at + 1)
    behind = key(tokens[at + 2]) if at + 2 < len(tokens) else ""
    if is_person(key(tokens[at + 1])) and opens_noun(behind):
        return False
    compound = verb.verb.share <= LIKELY and verb.verb.lemma not in STRONG
    if compound and last.endswith(OF_DEEDS):
        return False
    if not likely or is_person(last):
        return False
    if verb.lemma in COMPOUND and last.endswith(("tion", "ment", "ing", "ance")):
        return False
    if verb.verb.share > LIKELY and verb.verb.lemma in STRONG:
        return True
    if is_mass(last) or any(is_plural(key(token)) for token in phrase):
        return True
    written = tokens[at + 1]
    return written[:1].isupper() and tokens[at][:1].islower()


def _bare(word: str) -> bool:
    """Whether a noun needs no article."""
    return is_plural(word) or is_mass(word)


def _before_gerund(words: Sequence[str]) -> Sequence[str]:
    """The words of a phrase up to what its noun does: "street shop taking …"."""
    doing = (n for n, w in enumerate(words) if n and reading(w, "gerund"))
    return words[: next(doing, len(words))]


def _chained(form: Form, tokens: Sequence[str], at: int) -> bool:
    """Whether the word behind a comma or "and" is the same form, with its object.

    In "Designs, builds and tests bridges" each verb leans on the next one.
    """
    behind = at + 1
    if behind < len(tokens) and key(tokens[behind]) in CONJUNCTIONS:
        behind += 1
    if behind < len(tokens) and is_adverb(key(tokens[behind])):
        behind += 1
    if behind >= len(tokens) or behind - at > 3:
        return False
    same = {one.form for one in readings(key(tokens[behind]))}
    if form not in same:
        return False
    found = reading(key(tokens[behind]), form)
    bold = at == 0 and key(tokens[at]) in STRONG and key(tokens[behind - 1]) == "and"
    least = SOME if bold and form == "base" else ONLY_A_VERB
    lone = found is not None and found.verb.share >= least
    if lone and not is_adjective(key(tokens[behind])):
        return True
    other = verb_at(tokens, behind)
    return other is not None and other.form == form


RULES = {"past": _is_past, "gerund": _is_gerund, "s": _is_s, "base": _is_base}
