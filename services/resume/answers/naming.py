"""What was asked for, as it can be named in a reply."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from services.resume.answers.languages import TONGUES
from services.resume.answers.scene import Scene
from services.resume.reading.text import clean
from services.resume.reading.wordlists import table

VERBAL = re.compile(r"(?:ing|ed|ly)$")
BEFORE_THINGS = frozenset(
    """with in of about on a an any some the they know knows speak speaks use uses used
    has got did does for using at as into play plays won win hold holds own""".split()
)
LEFT_OUT = frozenset(
    """
    ever any using used work worked working experience know familiar something
    anything own old bad boring best right able code abroad alone total
    """.split()
)
LONGEST = 4


def as_named(scene: Scene) -> str:
    """The visitor's noun in its right letters; empty where no clear noun was said."""
    terms = [
        t
        for t in scene.question.terms
        if not LEFT_OUT.issuperset(t.split()) and _names_thing(scene, t)
    ]
    if not terms:
        return ""
    term = max(terms, key=lambda t: (_weight(scene, t), len(t)))
    words = [w for w in term.split() if w not in LEFT_OUT]
    verb = len(words) == 1 and VERBAL.search(words[0])
    phrase = " ".join(words)
    said = phrase in clean(scene.question.reading.text)
    return (
        in_right_letters(phrase) if said and not verb and len(words) <= LONGEST else ""
    )


def _weight(scene: Scene, term: str) -> float:
    return sum(map(scene.evidence.weight, term.split()))


def _names_thing(scene: Scene, term: str) -> bool:
    """Whether the words stand where a thing is named: "with moths", "a degree"."""
    before = scene.question.text.split(f" {term}")[0].split()[-1:]
    return bool(before) and before[0] in BEFORE_THINGS


def in_right_letters(phrase: str) -> str:
    """The phrase as technologies, languages and places are written."""
    if known := _titles().get(phrase.replace(" ", "")):
        return known
    proper = TONGUES | _places()
    return " ".join(w.title() if w in proper else w for w in phrase.split())


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
