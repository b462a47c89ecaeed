"""Pairs of questions about fictional people, and whether an answer is reused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.meaning_for_bench import processor
from services.models.answer import Answer, Query
from services.models.language import Phrased
from services.resume.english import person_words
from services.resume_query_processor import ResumeQueryProcessor
from services.reuse.answer_cache import AnswerCache
from services.reuse.asked import Asked, Vector

FOLDER = Path(__file__).parent / "data" / "reuse"
FITTED = ("chef", "firefighter")
HELD_BACK = ("architect", "pilot")
"""Not looked at while the guards were written."""
LATER = "musician"
"""Written after the guards, with 20 pairs in other words and 60 near ones."""
SAME, FREE, NEAR = "= ", "~ ", "- "
PHRASED = Phrased("A model's words.", "phrased", cost_usd=0.0001)


@dataclass(frozen=True, slots=True)
class Pair:
    resume: str
    group: int
    kind: str
    one: str
    other: str


def pairs(resume: str) -> Iterator[Pair]:
    """The pairs of a file; each belongs to the group of its first question."""
    first, group = "", 0
    for line in (FOLDER / f"{resume}.txt").read_text("utf-8").splitlines():
        if line[:2] in (SAME, FREE, NEAR):
            yield Pair(resume, group, line[:2], first, line[2:])
        elif line and not line.startswith("#"):
            first, group = line, group + 1


class Asking:
    """Questions about one person, as the cache sees them."""

    def __init__(self, resume: Path) -> None:
        self.processor: ResumeQueryProcessor = processor(resume)
        names = person_words(self.processor.resume)
        self.cache = AnswerCache(
            meaning=lambda: self.processor.meaning,
            names=lambda: names,
            off_loop=_here,
        )
        self._asked: dict[tuple[str, bool], Asked] = {}

    def asked(self, text: str, answer: Answer | None = None) -> Asked:
        """The question, read once; with `answer` as if the engine answered that."""
        key = (text, answer is None)
        if key not in self._asked:
            query = Query(text)
            found = answer or self.processor.answer(query)
            asking = self.cache.ask(query, found, persona="friendly", version="1")
            self._asked[key] = asyncio.run(asking)
        return self._asked[key]

    def reuses(self, one: str, other: str, answer: Answer | None = None) -> bool:
        """Whether the other question gets the answer that was given to the one."""
        self.cache.clear()
        first, second = self.asked(one, answer), self.asked(other, answer)
        self.cache.keep(first, PHRASED)
        return self.cache.find(second) is not None


async def _here(work: Callable[[], Vector | None]) -> Vector | None:
    return work()
