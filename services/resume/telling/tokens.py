"""The words of a phrase, and how a phrase of nouns is built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from services.resume.telling.noun_kinds import is_person, is_plural
from services.resume.telling.verbs import (
    adjectives,
    nouns,
    persons,
    readings,
)
from services.resume.telling.word_classes import (
    ADVERBS,
    BEFORE_A_NUMBER,
    CONJUNCTIONS,
    DETERMINERS,
    NOT_ADVERBS,
    NOT_VERBS,
    PREDICATES,
    PREPOSITIONS,
    PRONOUNS,
    QUALITIES,
)

SHOUTED = frozenset(("IT", "US", "WHO", "AM", "OR", "AN", "BE", "CAN", "DO", "MAY"))
"""Names in capitals that are small words otherwise."""
ENDS = tuple(",;:.–—!?)")
HYPHEN = "-"
EDGES = ".,;:!?()[]{}\"'“”‘’…"
NUMBER = re.compile(
    r"[~$€£¥<>≈+#]*\d[\d.,:/–-]*"
    r"(?:k|m|b|bn|mm|%|\+|x|×|st|nd|rd|th|s|h|ms|gb|tb|kg|km)*\+?"
)
PLAIN = re.compile(r"[A-Z][a-z’']*(?:-[A-Za-z]+)*")


@lru_cache(maxsize=8192)
def key(token: str) -> str:
    """The word in small letters without the marks around it; "IT" is not "it"."""
    word = token.strip(EDGES)
    return word if word in SHOUTED else word.lower().replace("’", "'")


def keys(tokens: Sequence[str]) -> list[str]:
    """The keys of all tokens."""
    return [key(token) for token in tokens]


def word_at(words: Sequence[str], at: int) -> str:
    """The word at a place, or nothing behind the end."""
    return words[at] if at < len(words) else ""


def breaks(token: str) -> bool:
    """Whether a clause can end behind this token."""
    return token[-1:] in ENDS or token == HYPHEN


def is_number(word: str) -> bool:
    """Whether the word is written in digits."""
    return bool(NUMBER.fullmatch(word))


def opens_noun(word: str) -> bool:
    """Whether a word is an article or the like, or a number: a noun follows it."""
    return word in DETERMINERS or is_number(word)


def is_adverb(word: str) -> bool:
    """Whether the word only colours a verb."""
    if word in ADVERBS:
        return True
    return len(word) > 4 and word.endswith("ly") and word not in NOT_ADVERBS


def is_acronym(token: str) -> bool:
    """Whether the word is written with capitals or digits inside: API, iOS, H2O."""
    word = token.strip(EDGES)
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])


def noun_phrase(tokens: Sequence[str], start: int = 0) -> Sequence[str]:
    """The tokens of the noun phrase that begins here, up to its last noun."""
    end = start
    while end < len(tokens):
        word = key(tokens[end])
        if end > start and word in PREPOSITIONS:
            break
        if end > start and word in CONJUNCTIONS and not _qualifies(tokens[end - 1]):
            break
        dash = tokens[end] in "–—-|/"
        if end > start and (dash or _past_modifier(tokens, end)):
            break
        end += 1
        last = tokens[end - 1]
        if breaks(last) and not (last.endswith(",") and _qualifies(last)):
            break
    return tokens[start:end]


def _qualifies(token: str) -> bool:
    """Whether a word only describes the noun to come: "calm, exact and quick"."""
    word = key(token)
    return is_adjective(word) or word in QUALITIES


def _past_modifier(tokens: Sequence[str], at: int) -> bool:
    """Whether a participle here follows its noun: "a tool used by", "shop serving"."""
    if at + 1 >= len(tokens):
        return False
    word, after = key(tokens[at]), key(tokens[at + 1])
    forms = {one.form for one in readings(word)}
    if "gerund" in forms and _does_something(tokens, at, after):
        return True
    common = word in nouns()
    if "gerund" in forms and not common:
        return after not in CONJUNCTIONS and at + 2 < len(tokens)
    if "participle" in forms and is_number(after):
        return True
    if "participle" in forms and not common:
        return _follows_verb(after)
    return after in PREPOSITIONS and _describes(word, key(tokens[at - 1]))


def _follows_verb(word: str) -> bool:
    """Whether the word can stand behind a verb: "by", "the", "well"."""
    return word in PREPOSITIONS or opens_noun(word) or is_adverb(word)


def _describes(word: str, before: str) -> bool:
    """Whether a word says how the noun before it is: "a town rich in …"."""
    adjective = word in PREDICATES or is_adjective(word)
    return adjective and not is_adjective(before)


def _does_something(tokens: Sequence[str], at: int, after: str) -> bool:
    """Whether a gerund says what somebody does: "the", "when" or "at" follows it."""
    if opens_noun(after) or after in ("when", "how", "where"):
        return True
    follows = after in PREPOSITIONS or is_adjective(after)
    return follows and is_person(key(tokens[at - 1]))


def head(tokens: Sequence[str], start: int = 0) -> str:
    """The last noun of the noun phrase that begins here."""
    phrase = noun_phrase(tokens, start)
    return key(phrase[-1]) if phrase else ""


def is_superlative(word: str) -> bool:
    """Whether the word is the third degree of an adjective: fastest, busiest."""
    bases = (word[:-3], word[:-2], word[:-4] + "y")
    return word.endswith("est") and any(map(is_adjective, bases))


ADJECTIVE_ENDINGS = (
    "-based", "-level", "-driven", "-term", "-friendly", "-wide", "-focused",
    "-oriented", "-minded", "-facing", "-ready", "-source",
)  # fmt: skip


def is_adjective(word: str) -> bool:
    """Whether the word is a common adjective, or built like one."""
    if word in adjectives():
        return True
    if word.endswith("er") and word[:-2] in adjectives() and word not in persons():
        return True
    return word.endswith(ADJECTIVE_ENDINGS)


def counts_first(tokens: Sequence[str]) -> bool:
    """Whether the phrase begins with a number: "About 40 guests", "12 shops"."""
    words = keys(tokens[:3])
    while words and words[0] in BEFORE_A_NUMBER | {"than", "to", "of"}:
        words = words[1:]
    numbers = DETERMINERS - {"a", "an", "the", "one"}
    spelled = words and words[0] in numbers and words[0] not in NOT_COUNTS
    if words and (words[0] in QUANTITIES or _spelled(words[0])):
        return True
    if len(words) > 1 and CURRENCY.fullmatch(tokens[0]) and is_number(words[1]):
        return True
    return bool(words) and (is_number(words[0]) or bool(spelled))


def _spelled(word: str) -> bool:
    """Whether the word is a number such as twenty-three."""
    tens, hyphen, ones = word.partition("-")
    return bool(hyphen) and tens.endswith("ty") and {tens, ones} <= DETERMINERS


CURRENCY = re.compile(r"[A-Z]{3}")
QUANTITIES = frozenset("tens lots hundreds thousands dozens plenty millions".split())
NOT_COUNTS = frozenset(
    """this that these those my your his her its our their each every both all
    any some no such what most more another one's""".split()
)


def lowered(token: str) -> str:
    """The first word as it stands inside a sentence: names keep their capital."""
    word = token.strip(EDGES)
    if not PLAIN.fullmatch(word) or word == "I":
        return token
    small = word.lower().replace("’", "'")
    if "-" in word and word[1:] != small[1:]:
        return token
    if not _everyday(small) or small in PROPER:
        return token
    at = token.index(word)
    return token[:at] + word[0].lower() + token[at + 1 :]


def _everyday(word: str) -> bool:
    """Whether the word, or the first part of a compound, is no name."""
    parts = re.split(r"[-']", word)
    checked = parts[:1] if "-" in word else parts
    return all(_is_known(part) for part in checked if part)


def _is_known(part: str) -> bool:
    """Whether a word in small letters is no name: a dictionary has it or its kind."""
    if part in SMALL or part in STARTS or part in persons() or part in adjectives():
        return True
    if part in nouns() or readings(part) or part.endswith(DERIVED):
        return True
    if is_plural(part) and (part[:-1] in nouns() or part[:-3] + "y" in nouns()):
        return True
    return is_superlative(part)


DERIVED = tuple(
    """ing ed ly tion ncy kbook dbook gbook tbook iac al ive ous ful less able ible
    ary tic ment ness ship""".split()
)
"""Endings of words that are no names."""
STARTS = frozenset("re multi non semi mini cross inter anti pre post micro co".split())
SMALL = frozenset(
    (
        "not",
        *ADVERBS,
        *PREDICATES,
        *NOT_VERBS,
        *BEFORE_A_NUMBER,
        *CONJUNCTIONS,
        *DETERMINERS,
        *PREPOSITIONS,
        *PRONOUNS,
    )
)
PROPER = frozenset(
    """android english french german spanish italian russian chinese japanese
    korean dutch portuguese polish arabic greek turkish hebrew latin irish
    scottish welsh british american european african asian indian canadian
    australian swedish danish norwegian finnish hindi mandarin monday tuesday
    wednesday thursday friday saturday sunday january february april june july
    august september october november december christmas easter python java
    ruby swift react spark django angular flask kafka docker excel photoshop
    oracle google amazon facebook microsoft apple twitter linkedin youtube
    london paris berlin york boston chicago california england france germany
    spain italy india china japan canada australia america europe africa asia
    jesus god microsoft windows linux bash perl scala kotlin haskell figma
    epic jira victorian georgian roman""".split()
)
"""Everyday words that are names."""
