"""The two ways in which a model answers: it reads the facts, or it rephrases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from services.llm.citations import SCHEMA, CitedReader, Claim
from services.llm.composing import Composed, Persona, compose
from services.llm.prompts import Prompts
from services.llm.reading import compose_reading, unasked
from services.llm.sentences import SentenceReader
from services.models.answer import Answer, Query
from services.models.fact_sheet import FactSheet


class Reader(Protocol):
    """Cuts the deltas of a reply into claims; thoughts are not among them."""

    def feed(self, delta: str) -> list[Claim]: ...

    def restarted(self) -> bool:
        """Whether, since the last time of asking, all before turned out as thought."""

    def flush(self, *, cut_off: bool = False) -> list[Claim]:
        """What is left when the reply ends; without the rest of one `cut_off`."""


class UncitedReader:
    """Reads sentences that cite nothing, because nobody asked them to."""

    def __init__(self) -> None:
        self._sentences = SentenceReader()

    def feed(self, delta: str) -> list[Claim]:
        return [Claim(sentence) for sentence in self._sentences.feed(delta)]

    def restarted(self) -> bool:
        return self._sentences.restarted()

    def flush(self, *, cut_off: bool = False) -> list[Claim]:
        return [Claim(s) for s in self._sentences.flush(cut_off=cut_off)]


class Compose(Protocol):
    def __call__(
        self,
        prompts: Prompts,
        persona: Persona,
        query: Query,
        answer: Answer,
        sheet: FactSheet,
        *,
        max_tokens: int,
        clean: Callable[[str], str],
    ) -> Composed:
        """What is sent to a model, and the facts that it was given."""


@dataclass(frozen=True, slots=True)
class Mode:
    """`reason` is what Phrased says of a reply that stands."""

    name: str
    reason: str
    cited: bool
    reply_tokens: int
    """Fifty words, with room for a sentence that is dropped, and for numbers."""
    unasked: Callable[[Answer], str]
    """Why no model is to be asked for an answer; empty where one is."""
    compose: Compose
    reader: Callable[[], Reader]
    schema: Mapping[str, Any] | None = None

    def claims(self, text: str, *, cut_off: bool = False) -> list[Claim]:
        """The claims of a whole reply."""
        reader = self.reader()
        return reader.feed(text) + reader.flush(cut_off=cut_off)


def _fixed(answer: Answer) -> str:
    """Facts and refusals stand as they are; lists and descriptions may be phrased."""
    return "" if answer.may_rephrase else "not_rephrasable"


READ = Mode(
    "read",
    reason="read",
    cited=True,
    reply_tokens=240,
    unasked=unasked,
    compose=compose_reading,
    reader=CitedReader,
    schema=SCHEMA,
)
REPHRASE = Mode(
    "rephrase",
    reason="phrased",
    cited=False,
    reply_tokens=160,
    unasked=_fixed,
    compose=compose,
    reader=UncitedReader,
)
MODES: Mapping[str, Mode] = {"read": READ, "rephrase": REPHRASE}
