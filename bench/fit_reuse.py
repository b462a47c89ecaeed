"""Fit the thresholds of services/reuse/data/fitted.json on all pairs.

    python -m bench.fit_reuse

The words of two questions have to agree first; a threshold keeps out what agrees in
words and not in meaning. It lies in the middle between the farthest pair of one meaning
and the nearest one of two, or MARGIN under the farthest where there is none of two.
`near` is the one for questions that differ by a word and are answered alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from bench.reused_pairs import FITTED, FOLDER, HELD_BACK, NEAR, Asking, pairs
from services.reuse.asked import Asked
from services.reuse.same import same
from services.reuse.wordings import DATA

MARGIN = 0.05


def main() -> None:
    strict, nearly = Found(), Found()
    for resume in FITTED + HELD_BACK:
        asking = Asking(FOLDER / f"{resume}.json")
        for one, other, alike in labelled(resume):
            kept, asked = asking.asked(one), asking.asked(other)
            if kept.vector is None or asked.vector is None:
                continue
            found = strict if _same(kept, asked) else nearly
            if found is strict or _nearly(kept, asked):
                found.add(float(kept.vector @ asked.vector), alike=alike)
    body = {"cosine": strict.threshold, "near": nearly.threshold}
    Path(str(DATA.joinpath("fitted.json"))).write_text(json.dumps(body) + "\n", "utf-8")
    print(f"{strict.told}; by a word {nearly.told}: {body}")


def _same(kept: Asked, asked: Asked, *, nearly: bool = False) -> bool:
    if kept.form is None or asked.form is None:
        return False
    return same(kept.form, asked.form, nearly=nearly)


def _nearly(kept: Asked, asked: Asked) -> bool:
    alike = kept.plain == asked.plain and not asked.absent
    return alike and _same(kept, asked, nearly=True)


@dataclass
class Found:
    """How near the pairs lie whose words agree."""

    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)

    def add(self, nearness: float, *, alike: bool) -> None:
        (self.right if alike else self.wrong).append(nearness)

    @property
    def threshold(self) -> float:
        least = min(self.right)
        between = (least + max(self.wrong)) / 2 if self.wrong else least - MARGIN
        return round(between, 2)

    @property
    def told(self) -> str:
        return f"{len(self.right)} right, {len(self.wrong)} wrong"


def labelled(resume: str) -> Iterator[tuple[str, str, bool]]:
    """Two questions each, and whether they mean the same."""
    asked = set()
    for pair in pairs(resume):
        yield pair.one, pair.other, pair.kind != NEAR
        asked |= {(pair.group, pair.one), (pair.group, pair.other)}
    for (group, one), (other_group, other) in combinations(sorted(asked), 2):
        if group != other_group:
            yield one, other, False


if __name__ == "__main__":
    main()
