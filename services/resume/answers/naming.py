"""What was asked for, as it can be named in a reply."""

from __future__ import annotations

import re

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


def as_named(scene: Scene) -> str:
    """The visitor's noun in its right letters; empty where no clear noun was said."""
    terms = [
        t for t in scene.question.terms if any(w not in LEFT_OUT for w in t.split())
    ]
    terms = [t for t in terms if _named_thing(scene, t)]
    if not terms:
        return ""
    term = max(
        terms, key=lambda t: (sum(scene.evidence.weight(w) for w in t.split()), len(t))
    )
    words = [w for w in term.split() if w not in LEFT_OUT]
    if not words or (len(words) == 1 and VERBAL.search(words[0])) or len(words) > 4:
        return ""
    text = scene.question.reading.text
    phrase = " ".join(words)
    if phrase not in clean(text):
        return ""
    return _in_right_letters(phrase)


def _named_thing(scene: Scene, term: str) -> bool:
    """Whether the words stand where a thing is named: "with moths", "a degree"."""
    before = scene.question.text.split(f" {term}")[0].split()[-1:]
    return bool(before) and before[0] in BEFORE_THINGS


def _in_right_letters(phrase: str) -> str:
    known = _titles().get(phrase.replace(" ", ""))
    if known:
        return known
    return " ".join(
        w.title() if w in TONGUES or w in _places() else w for w in phrase.split()
    )


def _titles() -> dict[str, str]:
    """Names of technologies by their letters."""
    found: dict[str, str] = {}
    for family, body in table("technologies").items():
        for line in body.get("members", ()) if isinstance(body, dict) else ():
            name, _, _ = line.partition(":")
            found[clean(name).replace(" ", "")] = name
        del family
    return found


def _places() -> frozenset[str]:
    named = [clean(n) for n in table("country_codes")["codes"].values()]
    towns = [
        w
        for body in table("places").values()
        for w in body.get("words", ())
        if len(w) > 3
    ]
    return frozenset(
        w for n in (*named, *towns) for w in n.split() if len(w) > 3 and w != "the"
    )
