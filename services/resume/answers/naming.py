"""What was asked for, as it can be named in a reply."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from services.language.stems import singular, stem
from services.resume.answers.languages import TONGUES
from services.resume.answers.scene import Scene
from services.resume.questions.frame import FRAME
from services.resume.questions.question import Question
from services.resume.reading.text import clean
from services.resume.reading.wordlists import table
from services.resume.telling.verbs import adjectives, nouns, readings

VERBAL = re.compile(r"(?:ed|ly)$")
BEFORE_THINGS = frozenset(
    """
    with in of at from under about on a an any some the know knows speak speaks use
    uses used has got did does for using as into play plays won win hold holds own
    """.split()
)
JOINING = (["and"], ["or"])
LEFT_OUT = frozenset(
    """
    ever any using used work worked working experience know familiar something
    anything own old bad boring best right able code abroad alone total
    """.split()
)
LONGEST = 4
DOING = re.compile(
    r"\b(?:does|did|has|can|could|will|would|should|may|might|must) they "
    r"(?:(?:ever|also|really|actually|still|already|not|just) )*(\w+)"
)
"""The verb of a question about what the person does."""


def as_named(scene: Scene, among: frozenset[str] | None = None) -> str:
    """The visitor's noun in its right letters; empty where no clear noun was said.

    With `among` only what has one of these stems.
    """
    terms = scene.question.terms
    if among is not None:
        terms = tuple(t for t in terms if among & {stem(w) for w in t.split()})
    things = [t for term in terms if (t := _thing(scene.question, term))]
    if not things:
        return ""
    phrase = max(things, key=lambda t: (_weight(scene, t), len(t)))
    said = phrase in clean(scene.question.reading.text)
    return in_right_letters(phrase) if said else ""


def _weight(scene: Scene, term: str) -> float:
    return sum(map(scene.evidence.weight, term.split()))


def _thing(question: Question, term: str) -> str:
    """The noun of a term, without the verb before it; empty where it names nothing."""
    said = term.split()
    lead = f" {question.text} ".partition(f" {term} ")[0].split()
    does = DOING.search(question.text)
    verb = does[1] if does else ""
    while lead and lead[-1] in FRAME and lead[-1] in nouns() and lead[-1] != verb:
        said.insert(0, lead.pop())
    object_ = said[0] == verb or lead[-1:] in ([verb], *JOINING)
    if said[0] == verb:
        said = said[1:]
    elif lead[-1:] != [verb] and not _names_next(question, lead[-1:], term):
        return ""
    words = [w for w in said if w not in LEFT_OUT]
    if not is_noun_phrase(words, certain=not object_):
        return ""
    return " ".join(words)


def _names_next(question: Question, before: list[str], term: str) -> bool:
    """Whether a thing stands behind such a word: "with moths", "a degree".

    Behind "they" it stands where that means "her": "what is her notice period".
    """
    if before == ["they"]:
        return not question.polar
    if before in JOINING:
        other = _term(question, question.text.split(f" {before[0]} {term}")[0])
        return bool(other and _thing(question, other))
    if before == ["to"]:
        return is_place(term.split())
    return bool(before) and before[0] in BEFORE_THINGS


def _term(question: Question, text: str) -> str:
    """The term at the end of a text; empty where it ends in none."""
    return next((t for t in question.terms if f" {text}".endswith(f" {t}")), "")


def is_noun_phrase(words: Sequence[str], *, certain: bool = False) -> bool:
    """Whether the last of a few words is a noun, or a name that no list has.

    `certain` says that they stand where a verb cannot: "at Google".
    """
    if not words or len(words) > LONGEST:
        return False
    last = words[-1]
    if VERBAL.search(last) and len(words) == 1 and last not in nouns():
        return False
    if last in adjectives() or last.removesuffix("er") in adjectives():
        return False
    if certain or last.endswith("ing"):
        return True
    return not readings(last) or bool({last, singular(last)} & nouns())


def in_right_letters(phrase: str) -> str:
    """The phrase as technologies, languages and places are written."""
    if known := _titles().get(phrase.replace(" ", "")):
        return known
    proper = TONGUES | _places()
    return " ".join(w.title() if w in proper else w for w in phrase.split())


def is_place(words: Sequence[str]) -> bool:
    """Whether the words are of the names of countries or towns."""
    return bool(words) and _places().issuperset(words)


@cache
def _titles() -> Mapping[str, str]:
    """Names of technologies by their letters."""
    families = [b for b in table("technologies").values() if isinstance(b, dict)]
    lines = (line for family in families for line in family.get("members", ()))
    names = (line.partition(":")[0] for line in lines)
    return {clean(name).replace(" ", ""): name for name in names}


@cache
def _places() -> frozenset[str]:
    """The words of the names of countries and towns."""
    names = [clean(n) for n in table("country_codes")["codes"].values()]
    names += [w for body in table("places").values() for w in body.get("words", ())]
    words = (w for name in names for w in name.split())
    return frozenset(w for w in words if len(w) > 3 and w != "the")
