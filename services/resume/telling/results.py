"""A result told without its verb: "Claims down 30%", "64 teachers trained"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.articles import is_unique
from services.resume.telling.clauses import STOPPING
from services.resume.telling.noun_kinds import is_group, is_mass, is_person, is_plural
from services.resume.telling.person import IT, Subject, Tense
from services.resume.telling.tokens import (
    breaks,
    counts_first,
    head,
    is_adjective,
    is_adverb,
    is_number,
    key,
    keys,
    lowered,
    opens_noun,
    word_at,
)
from services.resume.telling.verbs import is_only_past, nouns, reading
from services.resume.telling.word_classes import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUALITIES,
)

Told = tuple[str, str]
"""The subject and the predicate of a sentence."""
CUT = frozenset("cut reduced raised lowered halved doubled tripled trimmed".split())
"""What is done to a figure: "costs cut by a third"."""
ITSELF = frozenset("halved doubled tripled".split())
"""What a figure does: "rehoming doubled in a year"."""
LIKE_ADJECTIVES = QUALITIES | frozenset(
    "aged based spread split called named worth set made mixed given left".split()
)
"""Participles that describe those who are counted: "12 children aged 4 to 6"."""
ENDED = frozenset("met completed renewed reached kept".split())
"""What happens to an aim, so that "quota met in 2020" tells of a result."""
TIMES = frozenset("after within since before until in by every ahead under for".split())
STILL = re.compile(r"\bso far\b|\bsince\b|\bto date\b|\balready\b")
"""What says that a result goes on."""
OFTEN = re.compile(
    r"\b(?:a|an|each|every|per) (?:\w+ )?(?:day|week|fortnight|month|season|year)\b"
)
LAST = re.compile(r"\blast\b|\bin (?:19|20)\d\d\b|\bafter\b")
MONEY = re.compile(r"[~<>≈+]*(?:[A-Z]{1,2})?[$€£¥]\S+|[~<>≈+]*\d[\d.,]*%\S*")
SECOND = re.compile(r", (\w+ (?P<done>\w+))$")
FIGURE = re.compile(r"[$€£]?(?:\d[\d.]*%|\d{1,3}(?:,\d{3})+)")
"""A share, or a number of thousands."""
SHORT = 3
THEM = Subject("these", plural=True)


def result(tokens: Sequence[str], tense: Tense) -> Told | None:
    """Return subject and predicate of a result, or nothing for another phrase."""
    return (
        _cost(tokens)
        or _moved(tokens)
        or _changed(tokens)
        or _went(tokens)
        or _stood(tokens, tense)
        or _done(tokens, tense)
    )


def spoken_of(tokens: Sequence[str]) -> str:
    """The words as what is spoken of: "the turnout time"."""
    words = " ".join([lowered(tokens[0]), *tokens[1:]])
    first, last = key(tokens[0]), head(tokens)
    settled = first in DETERMINERS or counts_first(tokens) or first.endswith("'s")
    named = words[:1].isupper() and len(tokens) == 1
    bare = settled or named or is_plural(last) or is_mass(last)
    return words if bare else f"the {words}"


def _be(tokens: Sequence[str], tense: Tense) -> str:
    """The verb of what is spoken of: "was", "were"."""
    one = key(tokens[0]) in ("one", "1")
    several = not one and (is_plural(head(tokens)) or counts_first(tokens))
    return (THEM if several else IT).verb("be", tense)


def _cost(tokens: Sequence[str]) -> Told | None:
    """Subject and predicate of "Cost 640 pounds and four Saturdays"."""
    if key(tokens[0]) != "cost" or not counts_first(tokens[1:]):
        return None
    return "it", f"cost {' '.join(tokens[1:])}"


def _moved(tokens: Sequence[str]) -> Told | None:
    """Subject and predicate of "Meal uptake from 54% to 83%"."""
    words = keys(tokens)
    at = words.index("from") if "from" in words else 0
    ends = tokens[at + 1 : at + 4 : 2]
    if not at or words[at + 2 : at + 3] != ["to"] or len(ends) < 2:
        return None
    before = set(words[:at]) & (PREPOSITIONS | CONJUNCTIONS - {"and"})
    large = all(FIGURE.match(end) for end in ends)
    if before or not large or counts_first(tokens) or breaks(tokens[at - 1]):
        return None
    if at > 1 and reading(words[at - 1], "past"):
        return spoken_of(tokens[: at - 1]), " ".join(tokens[at - 1 :])
    return spoken_of(tokens[:at]), f"went {' '.join(tokens[at:])}"


def _changed(tokens: Sequence[str]) -> Told | None:
    """Subject and predicate of "Warranty claims down 30%"."""
    for at in range(1, len(tokens) - 1):
        if breaks(tokens[at - 1]):
            return None
        if key(tokens[at - 1]) in PREPOSITIONS | CONJUNCTIONS:
            continue
        if change := _change(tokens, at):
            return spoken_of(tokens[:at]), change
    return None


def _change(tokens: Sequence[str], at: int) -> str:
    """How a figure changed, if a word here says so: "went down by 30%"."""
    word, after = key(tokens[at]), key(tokens[at + 1])
    leads = after in ("from", "by") or (after == "to" and word != "up")
    rest = " ".join(tokens[at + 1 :])
    if word in ("up", "down") and (leads or is_number(after)):
        by = "" if leads or "to" in keys(tokens[at + 1 : at + 4]) else "by "
        return f"went {word} {by}{rest}"
    if word in ITSELF and (leads or after in TIMES):
        return f"{tokens[at]} {rest}"
    if word in CUT and leads:
        return f"{_be(tokens[:at], 'past')} {tokens[at]} {rest}"
    return ""


def _went(tokens: Sequence[str]) -> Told | None:
    """Subject and predicate of "Six athletes to the world cup"."""
    words = keys(tokens)
    numbered = counts_first(tokens) or words[0] == "one"
    if not numbered or "to" not in words[2:-1]:
        return None
    at = words.index("to")
    persons = is_group(words[at - 1]) or is_person(words[at - 1])
    ranges = opens_noun(words[at + 1]) and words[at + 1] != "the"
    ranges = ranges or bool(set(words[1:at]) & PREPOSITIONS)
    if not persons or ranges:
        return None
    return spoken_of(tokens[:at]), "went " + " ".join(tokens[at:])


def _stood(tokens: Sequence[str], tense: Tense) -> Told | None:
    """Subject and predicate of "Turnover £212,000 last year"."""
    for at in range(1, min(SHORT + 1, len(tokens))):
        plain = not breaks(tokens[at - 1]) and key(tokens[at - 1]) not in PREPOSITIONS
        if MONEY.fullmatch(tokens[at].rstrip(".,")) and plain:
            if counts_first(tokens) or is_adjective(key(tokens[at - 1])):
                return None
            rest = " ".join(tokens[at:])
            past = "past" if LAST.search(rest) else tense
            return spoken_of(tokens[:at]), f"{_be(tokens[:at], past)} {rest}"
        if plain and key(tokens[at]) in PREPOSITIONS:
            return None
    return None


def _done(tokens: Sequence[str], tense: Tense) -> Told | None:
    """Subject and predicate of "64 teachers trained", "Quota met in every year"."""
    at = _participle(tokens)
    if not at:
        return None
    text = " ".join(tokens[at:])
    be = _be(tokens[:at], tense if OFTEN.search(text) else "past")
    if STILL.search(text):
        be = f"{'has' if _be(tokens[:at], 'past') == 'was' else 'have'} been"
    second = SECOND.search(text)
    if second and reading(second["done"], "participle"):
        text = SECOND.sub(r" and \1", text)
    return spoken_of(tokens[:at]), f"{be} {text}"


def _participle(tokens: Sequence[str]) -> int:
    """Where what was done to the subject of a result stands, or 0."""
    words = keys(tokens)
    if words[0] in ("a", "an"):
        return 0
    for at in range(1, len(tokens)):
        if breaks(tokens[at - 1]) or words[at] in STOPPING | AUXILIARIES | PRONOUNS:
            return 0
        if not _is_done(words, at):
            continue
        if _only_number(tokens, words, at):
            return at
        follows = "" if breaks(tokens[at]) else word_at(words, at + 1)
        if follows == "of":
            return 0
        if not _apart(words[at - 1]) and _behind(follows):
            return at if _is_result(tokens, words, at, follows) else 0
    return 0


def _only_number(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether a number alone stands before the participle: "40 trained"."""
    return at == 1 and is_number(words[0]) and (breaks(tokens[1]) or len(words) == 2)


def _is_result(
    tokens: Sequence[str], words: Sequence[str], at: int, follows: str
) -> bool:
    """Whether an aim was met, or something was done to several that are counted."""
    if words[at] in ENDED and follows in TIMES:
        return True
    numbered = counts_first(tokens) or words[0] == "one"
    return numbered and _several(words, at)


def _is_done(words: Sequence[str], at: int) -> bool:
    """Whether the word is a participle and neither adjective nor base form here."""
    describes = words[at] in LIKE_ADJECTIVES and at + 1 < len(words)
    if describes or not reading(words[at], "participle"):
        return False
    return words[at] in CUT or not reading(words[at], "base")


def _several(words: Sequence[str], at: int) -> bool:
    """Whether more than one thing stands before a participle."""
    return is_plural(words[at - 1]) or bool(set(words[1:at]) & PREPOSITIONS)


def _apart(word: str) -> bool:
    """Whether a participle behind this word describes the noun to come."""
    return word in PREPOSITIONS | CONJUNCTIONS or opens_noun(word) or is_adverb(word)


def _behind(word: str) -> bool:
    """Whether this word can follow the participle that ends a clause."""
    linked = not word or word in PREPOSITIONS | CONJUNCTIONS | {"a", "an"}
    return linked or is_adverb(word) or is_adjective(word)


def _named(token: str) -> bool:
    """Whether the word is written as a name is."""
    return token[:1].isupper() and lowered(token) == token


def bare_subject(tokens: Sequence[str]) -> bool:
    """Whether one thing that grew or fell lacks its article: "Territory grew …"."""
    words = keys(tokens)
    at = next((n for n, word in enumerate(words[:5]) if is_only_past(word)), 0)
    if not at or set(words[:at]) & (PREPOSITIONS | CONJUNCTIONS):
        return False
    first, last = words[0], words[at - 1]
    if is_unique(first):
        return False
    numbered = is_number(first) and at > 1
    if not numbered and (opens_noun(first) or _named(tokens[0])):
        return False
    whole = not (is_plural(last) or is_mass(last) or is_person(last))
    return whole and not first.endswith("'s") and last in nouns()
