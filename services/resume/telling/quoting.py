"""Lines that are better read as they stand than told as a sentence about the person."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from services.resume.telling.verbs import ONLY_A_VERB, nouns, readings

WORD = re.compile(r"[\w'’]+")
SENTENCE_END = re.compile(r"(?<=[.!?]) ")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|will|would|be|been|\w+ed)\b",
    re.I,
)
LIGHT = frozenset("the a an of to for in with".split())
PERSONS = frozenset("she he they i".split())
OWNERS = frozenset("her his their my".split())
LONG, MANY, MOST_ADDED = 15, 3, 6
SIGNS = (", ", "; ", ": ", "(")
QUOTED = 0.4
"""How likely a line is better read as it stands, from which it is: a sentence that
bends a line costs more than a quote that was not needed.
"""
KEPT = 4096
AGAIN = "It also says “"
ENDS = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over what is told of a line, by name."""

    bias: float
    slopes: Mapping[str, float]

    def probability(self, values: Mapping[str, float]) -> float:
        total = self.bias + sum(self.slopes.get(n, 0.0) * x for n, x in values.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def quoted(text: str, their: str) -> str:
    """The line as it stands: "Her résumé says “Day rate; two labs.”"."""
    line = text.strip(" “”")
    return f"{their} résumé says “{line}”{'' if line.endswith(ENDS) else '.'}"


def quoted_in_turn(sentences: Iterable[str], their: str) -> list[str]:
    """The sentences; a quote behind another one is what the résumé also says."""
    opening, told, quotes = f"{their} résumé says “", [], False
    for sentence in sentences:
        again = quotes and sentence.startswith(opening)
        quotes = opening.lower() in sentence.lower()
        told.append(AGAIN + sentence.removeprefix(opening) if again else sentence)
    return told


@lru_cache(KEPT)
def better_quoted(line: str, telling: str, section: str) -> bool:
    """Whether a line of a section sounds better as it is written than as `telling`."""
    return model().probability(features(line, telling, section)) >= QUOTED


def features(line: str, telling: str, section: str) -> dict[str, float]:
    """What the model goes by: how the line is written, and what telling made of it."""
    own = _words(line)
    values = {f"section {section}": 1.0}
    values |= _of_line(line, own) | _of_opening(own) | _of_telling(telling, own)
    return {name: float(value) for name, value in values.items() if value}


def _of_line(line: str, own: Sequence[str]) -> dict[str, float]:
    """What the whole line looks like."""
    shape: dict[str, float] = {
        "length": len(own) / LONG,
        "digits": any(c.isdigit() for c in line),
        "digit first": line[:1].isdigit(),
        "full stop": line.rstrip().endswith("."),
        "verbs": min(MANY, len(VERB.findall(line))),
        "light": sum(w in LIGHT for w in own) / max(1, len(own)),
    }
    signs = {f"has {sign}": min(MANY, line.count(sign)) for sign in SIGNS}
    return shape | signs


def _of_opening(own: Sequence[str]) -> dict[str, float]:
    """What its first words are, and which forms of a verb the first can be."""
    opening: dict[str, float] = {}
    for place, word in zip(("first", "second"), own, strict=False):
        opening |= {f"{place} {word}": 1, f"{place} -{word[-2:]}": 1}
    if own:
        opening["first noun"] = own[0] in nouns()
        for one in readings(own[0]):
            opening[f"first {one.form}"] = 1
            opening[f"first {one.form} of a verb"] = one.verb.share / ONLY_A_VERB
    return opening


def _of_telling(telling: str, own: Sequence[str]) -> dict[str, float]:
    """How its sentences open, and which words they add to the line's own."""
    said, sentences = _words(telling), SENTENCE_END.split(telling)
    added = [word for word in said if word not in own]
    shape: dict[str, float] = {
        "sentences": len(sentences),
        "verbless": sum(not VERB.search(s) for s in sentences),
        "added": len(added),
        f"opens {' '.join(said[:2])}": 1,
        f"opens {' '.join(said[:3])}": 1,
    }
    shape |= {f"goes on {' '.join(_words(s)[:2])}": 1 for s in sentences[1:]}
    return shape | {f"adds {word}": 1 for word in added[:MOST_ADDED]}


def _words(text: str) -> list[str]:
    """The words; the person and what is theirs by one name each."""
    lowered = [word.lower() for word in WORD.findall(text)]
    return [
        "they" if word in PERSONS else "their" if word in OWNERS else word
        for word in lowered
    ]


@cache
def model() -> Model:
    """The weights that were fitted last."""
    source = files("services.resume").joinpath("data", "quoting.json")
    body = json.loads(source.read_text("utf-8"))
    return Model(body["bias"], body["slopes"])
