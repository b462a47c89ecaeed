"""What was read of labelled advertisements, set against their labels."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.fit.words import table
from services.models.fit import Judged, Verdict

ALIKE = 0.5
"""F1 of the words from which two pieces of an advertisement are one requirement."""
WITHIN = 0.99
"""Share of the shorter one's words that are in the longer one, if it has two or more
of the words that tell, or all of them."""
WORD = re.compile(r"[a-z0-9+#]+")


def labelled(data: Path) -> Iterator[dict[str, Any]]:
    """The advertisements of a folder of JSONL files, each with its file's name."""
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


@dataclass
class Tally:
    """Counts over advertisements."""

    hits: int = 0
    found: int = 0
    labelled: int = 0
    verdicts: int = 0
    kinds: int = 0
    musts: int = 0
    met_unstated: int = 0
    """Met, where the label finds it not named."""
    met_without_fact: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, self.found + self.labelled)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.labelled)


def score(
    found: Sequence[Judged], labels: Sequence[dict[str, Any]], tally: Tally
) -> None:
    """Add one advertisement to the counts."""
    tally.found += len(found)
    tally.labelled += len(labels)
    tally.met_without_fact += sum(
        j.verdict is Verdict.MET and not j.facts for j in found
    )
    for here, label in pairs(found, labels):
        tally.hits += 1
        verdict = here.verdict.value
        tally.verdicts += verdict == label["verdict"]
        tally.kinds += here.requirement.kind.value == label["kind"]
        tally.musts += here.requirement.must == label["must"]
        tally.confusion[label["verdict"], verdict] += 1
        tally.met_unstated += verdict == "met" and label["verdict"] == "not named"


def pairs(
    found: Sequence[Judged], labels: Sequence[dict[str, Any]]
) -> list[tuple[Judged, dict[str, Any]]]:
    """Each label with what was found of it: the most alike first, each once."""
    candidates = [
        (likeness(one.requirement.words, label["words"]), i, k)
        for i, one in enumerate(found)
        for k, label in enumerate(labels)
    ]
    mine: set[int] = set()
    theirs: set[int] = set()
    matched = []
    for alike, i, k in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if alike >= ALIKE and i not in mine and k not in theirs:
            mine.add(i)
            theirs.add(k)
            matched.append((found[i], labels[k]))
    return matched


def likeness(one: str, other: str) -> float:
    """How alike the words of two pieces are, in 0..1; one within the other is alike."""
    a, b = _telling(one), _telling(other)
    if not a or not b:
        return float(one.lower().strip() == other.lower().strip())
    both = len(a & b)
    alike = 2 * both / (len(a) + len(b))
    within = both / min(len(a), len(b))
    return max(alike, ALIKE + alike / 4) if within > WITHIN else alike


def _telling(text: str) -> set[str]:
    words = set(WORD.findall(text.lower()))
    return (words - set(table("light")["words"].split()) - SMALL) or words


SMALL = frozenset(
    "a an the of in with and or to for is are be as on at by you we".split()
)
