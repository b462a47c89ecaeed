"""The forms of English verbs, and which word can be which of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Form = Literal["base", "s", "past", "participle", "gerund"]
DATA = Path(__file__).parent.parent / "data" / "telling"
VOWELS = "aeiou"
ONLY_A_VERB = 9
MIN_GUESSED = 5
"""A word that no list has is taken for a verb by its ending from this length on."""
NEWER = """correlate tune refactor onboard offboard upskill reskill dockerize
    containerize mentor benchmark architect spearhead streamline crowdsource
    prototype automate optimise prioritise virtualize parallelize modularize
    backport reengineer rearchitect digitize digitise liaise wireframe storyboard
    copyedit fundraise brainstorm tweet email text google tokenize vectorize
    gamify monetize monetise incentivize""".split()
"""Verbs that are younger than the dictionaries, or rarer there than in résumés."""

HYPHENED = frozenset(
    """re co pre over out self hand cross fine live stress load field unit
    double peer guest ghost reverse lead fast jump single sub de open right
    top soft long short line kick pilot beta alpha bench road user art""".split()
)
STARTS = "re co pre over out up un mis proof trouble pod".split()
"""What verbs are put together with: "rewrote", "proofread", "troubleshot"."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; `share` of its uses are verbs rather than nouns, in ninths."""

    lemma: str
    share: int
    past: str
    participle: str
    gerund: str
    s: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read as a form of a verb; `prefix` is the "co-" of "co-led"."""

    form: Form
    verb: Verb
    prefix: str = ""

    @property
    def lemma(self) -> str:
        """The base form with what stands before its hyphen."""
        return self.prefix + self.verb.lemma


@dataclass(frozen=True, slots=True)
class Verbs:
    """The dictionary, by lemma and by every form."""

    by_lemma: Mapping[str, Verb]
    by_form: Mapping[str, tuple[Reading, ...]]


def regular(lemma: str, share: int = ONLY_A_VERB) -> Verb:
    """The verb whose forms follow the rules of spelling."""
    if lemma.endswith("e"):
        keeps = lemma.endswith(("ee", "ye", "oe"))
        gerund = (lemma if keeps else lemma[:-1]) + "ing"
        return Verb(lemma, share, lemma + "d", lemma + "d", gerund, lemma + "s")
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        past = lemma[:-1] + "ied"
        return Verb(lemma, share, past, past, lemma + "ing", lemma[:-1] + "ies")
    s = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return Verb(lemma, share, lemma + "ed", lemma + "ed", lemma + "ing", s)


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    """Return the dictionary of the package, read once."""
    by_lemma = {lemma: regular(lemma, 6) for lemma in NEWER}
    for line in (DATA / "verbs.txt").read_text(encoding="utf-8").splitlines():
        lemma, share, *forms = line.split()
        if forms:
            by_lemma[lemma] = Verb(lemma, int(share), *forms)
        elif lemma not in by_lemma:
            by_lemma[lemma] = regular(lemma, int(share))
    by_form: dict[str, list[Reading]] = defaultdict(list)
    for verb in by_lemma.values():
        for form, word in _forms(verb):
            by_form[word].append(Reading(form, verb))
    return Verbs(by_lemma, {word: tuple(found) for word, found in by_form.items()})


def _forms(verb: Verb) -> tuple[tuple[Form, str], ...]:
    return (
        ("base", verb.lemma),
        ("s", verb.s),
        ("past", verb.past),
        ("participle", verb.participle),
        ("gerund", verb.gerund),
    )


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the verbs that a word in small letters can be a form of."""
    found = verbs().by_form.get(word)
    if found:
        return found
    prefix, hyphen, rest = word.rpartition("-")
    if hyphen and prefix in HYPHENED:
        found = verbs().by_form.get(rest) or _guessed(rest)
        return tuple(Reading(one.form, one.verb, prefix + "-") for one in found)
    for start in STARTS:
        if word.startswith(start) and word[len(start) :] in verbs().by_form:
            found = verbs().by_form[word[len(start) :]]
            return tuple(Reading(one.form, one.verb, start) for one in found)
    return _guessed(word)


def _guessed(word: str) -> tuple[Reading, ...]:
    """Read an unknown "dockerized" or "kubernetesing" by its ending alone."""
    if len(word) < MIN_GUESSED or not word.isalpha():
        return ()
    if word.endswith(("ized", "ised", "ated", "ified")):
        verb = regular(word[:-1] if not word.endswith("ified") else word[:-3] + "y")
        return (Reading("past", verb), Reading("participle", verb))
    if word.endswith(("ied", "ooed")):
        verb = regular(word[:-3] + "y" if word.endswith("ied") else word[:-2])
        return (Reading("past", verb), Reading("participle", verb))
    if word.endswith("ed") and word[-3] not in VOWELS:
        verb = regular(word[:-2])
        return (Reading("past", verb), Reading("participle", verb))
    return ()


def reading(word: str, form: Form) -> Reading | None:
    """Return the verb that this word is the named form of."""
    return next((one for one in readings(word) if one.form == form), None)


def is_only_past(word: str) -> bool:
    """Whether a word is the past of a verb and nothing else: went, grew."""
    past = reading(word, "past")
    return past is not None and past.verb.past not in (
        past.verb.participle,
        past.verb.lemma,
    )


@lru_cache(maxsize=1024)
def inflect(lemma: str, form: Form) -> str:
    """Return a form of a verb, of one the dictionary lacks by rule."""
    irregular = {("be", "s"): "is", ("be", "past"): "was", ("have", "s"): "has"}
    if (lemma, form) in irregular:
        return irregular[lemma, form]
    known = reading(lemma, "base")
    verb = known.verb if known else regular(lemma)
    prefix = known.prefix if known else ""
    return prefix + dict(_forms(verb))[form]


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Return the nouns that name a person: nurse, engineer, potter."""
    return frozenset((DATA / "persons.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """Return the common nouns that are written small."""
    return frozenset((DATA / "nouns.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def adjectives() -> frozenset[str]:
    """Return the common adjectives."""
    return frozenset((DATA / "adjectives.txt").read_text(encoding="utf-8").split())
