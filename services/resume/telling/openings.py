"""What kind of phrase a line of a résumé is, told by how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.resume.telling.belongings import PAPERS
from services.resume.telling.clauses import (
    CONTRACTED,
    FAR,
    SPANNING,
    has_subject,
)
from services.resume.telling.counting import counts_doers, some_do, strong_clause
from services.resume.telling.passives import passive_of
from services.resume.telling.predicates import behind_adverbs, predicate
from services.resume.telling.time_spent import is_time
from services.resume.telling.tokens import (
    breaks,
    counts_first,
    head,
    is_adverb,
    key,
    keys,
    opens_noun,
    word_at,
)
from services.resume.telling.trades import names_person
from services.resume.telling.verb_openings import verb_at
from services.resume.telling.verbs import (
    ONLY_A_VERB,
    Reading,
    is_only_past,
    reading,
    readings,
)
from services.resume.telling.word_classes import (
    AUXILIARIES,
    BEFORE_A_NUMBER,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STATES,
)

Kind = Literal[
    "clause", "verb", "auxiliary", "done_to_person", "done_to_thing", "predicate",
    "person", "noun", "introduced", "infinitive", "placed",
]  # fmt: skip
NEAR = 4
INVITING = frozenset(("see", "click", "visit", "check", "please", "feel"))
"""Verbs that speak to the reader: "See the site"."""
MODES = frozenset(
    """solo part-time full-time half-time freelance remote self-employed seasonal
    in-house""".split()
)
"""How somebody worked: "Part-time during the degree"."""


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
    return _by_first_words(tokens, words) or _by_subject(tokens, words)


def _by_first_words(tokens: Sequence[str], words: Sequence[str]) -> Opening | None:
    """The kind of a phrase whose first words tell it, such as a verb."""
    at = behind_adverbs(tokens)
    if words[at] in AUXILIARIES:
        return Opening("auxiliary", at)
    if _speaks_first(tokens, words) and reading(words[0], "gerund"):
        return Opening("clause")
    phrase = _participle_phrase(tokens, words)
    if phrase:
        return Opening("introduced", phrase)
    early = _by_verb(tokens, words, at)
    if early:
        return early
    if words[at] in MODES and _mode_ends(tokens, words, at):
        whole = AUXILIARIES & set(words[: _clause_end(tokens)])
        return Opening("clause" if whole else "placed")
    if _speaks_first(tokens, words) and not introduction(tokens):
        return Opening("clause")
    return None


def _by_subject(tokens: Sequence[str], words: Sequence[str]) -> Opening:
    """The kind of a phrase that begins with a noun or leads to one."""
    if words[0] == "not":
        return Opening("placed")
    if predicate(tokens, words):
        return Opening("predicate")
    if words[0] == "to" and reading(word_at(words, 1), "base"):
        return Opening("infinitive")
    if comma := introduction(tokens):
        return Opening("introduced", comma)
    if _somebody_does(tokens, words):
        return Opening("clause")
    if _only_named(tokens, words):
        return Opening("noun")
    if _has_verb(tokens, words):
        return Opening("clause")
    if counts_first(tokens):
        return Opening("noun")
    if words[0] in PREPOSITIONS or " ".join(words[:3]).startswith(STATES):
        return Opening("placed")
    return Opening("person" if names_person(tokens) else "noun")


def _has_verb(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the phrase is a clause, also one behind "because" or a long start."""
    because = words[0] == "because" and has_subject(tokens[1:])
    return because or has_subject(tokens) or _led_to_first(tokens, words)


def _somebody_does(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether some that are counted are the subject: "9 of 22 now ask"."""
    counted = counts_first(tokens) or words[:2] == ["most", "of"]
    return (counted and counts_doers(words)) or some_do(words)


def _only_named(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether things are counted and described, or papers named, and no more."""
    done = {one.form for one in readings(words[-1])} & {"participle"}
    if counts_first(tokens) and done:
        whole = AUXILIARIES & {*words[: _clause_end(tokens)]} or strong_clause(words)
        if not whole:
            return True
    return head(tokens) in PAPERS and not AUXILIARIES & {*words}


def _mode_ends(tokens: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether nothing is named behind the mode: "Freelance, booked until May"."""
    return len(words) == at + 1 or words[at + 1] in PREPOSITIONS or breaks(tokens[at])


def _clause_end(tokens: Sequence[str]) -> int:
    """Where the first comma or stop stands, or how many words there are."""
    return next((n for n, one in enumerate(tokens, 1) if breaks(one)), len(tokens))


def _led_to_first(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a long start leads to "I": "Although …, I", "With a record of …, I"."""
    return "I" in tokens and words[0] in RELATIVES | PREPOSITIONS


def _speaks_first(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Whether "I" stands in the main clause: "Last year I moved"."""
    if "I" not in tokens:
        return False
    return not RELATIVES & set(words[: tokens.index("I")])


def _points(words: Sequence[str]) -> bool:
    """Whether "this" or "these" is the subject: "This led to …"."""
    if words[0] not in ("this", "that", "these", "those") or len(words) < 3:
        return False
    forms = {one.form for one in readings(words[1])}
    return bool(forms & {"past", "s"}) or words[1] in AUXILIARIES


def _by_verb(tokens: Sequence[str], words: Sequence[str], at: int) -> Opening | None:
    passive = passive_of(words, at)
    if passive and not (breaks(tokens[at]) and words[at + 1 : at + 2] == ["by"]):
        return Opening(passive, at)
    verb = verb_at(tokens, at)
    if verb and verb.form == "base" and "your" in words:
        return Opening("clause")
    if verb and not (verb.verb.share < ONLY_A_VERB and _subject_follows(tokens, at)):
        return Opening("verb", at, verb)
    return None


def _subject_follows(tokens: Sequence[str], at: int) -> bool:
    """Whether a noun that looks like a verb is the subject: "Sales have doubled"."""
    for place in range(at + 1, min(at + NEAR, len(tokens))):
        word = key(tokens[place])
        if word in AUXILIARIES or word in SPANNING:
            return True
        if place == at + 1 and is_only_past(word):
            return True
        if opens_noun(word) or word in PREPOSITIONS or breaks(tokens[place]):
            return False
    return False


def introduction(tokens: Sequence[str]) -> int:
    """The place of the verb behind "In 2019, led …", or 0 without one."""
    words = keys(tokens)
    if words[0] not in PREPOSITIONS and words[0] != "together":
        return _participle_phrase(tokens, words)
    if words[0] in BEFORE_A_NUMBER and counts_first(tokens) and not is_time(tokens):
        return 0
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
        if tokens[at - 1].endswith(",") and words[at] in PRONOUNS - {"who"}:
            return at
    return 0
