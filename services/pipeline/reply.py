"""What a turn asks and what comes of it, before anybody shapes it for the wire."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import uuid4

from services.models.answer import Answer, Evidence, Query
from services.models.conversation import Message
from services.models.language import Phrased
from services.models.records import Door
from services.models.speech import AudioFormat, Transcript


def new_turn_id() -> str:
    """An id that nobody can guess: whoever can name a turn was told of it."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in. `messages` is the history a client sent."""

    text: str
    session_id: str | None = None
    messages: tuple[Message, ...] = ()
    section: str | None = None
    page_text: str = ""
    explain: bool = False
    speak: bool = False
    sound: AudioFormat = "wav"
    """The kind of sound that the reply is spoken in."""
    visitor: str = ""
    request_id: str = ""
    door: Door = ""
    spoken: bool = False
    """Said to a browser that writes down by itself; what is heard here is known."""
    began_s: float = field(default_factory=time.perf_counter)
    """When the request came in, before its body was read."""


@dataclass(frozen=True)
class Reply:
    """`heard` is set when the reply asks whether that is what was said."""

    session_id: str
    question: str
    answer: Answer
    engines: Mapping[str, str]
    timing: Mapping[str, float]
    degraded: tuple[str, ...] = ()
    transcript: Transcript | None = None
    repeated: Transcript | None = None
    """What was heard in a call before, where the question is that."""
    heard: str | None = None
    phrased: Phrased | None = None
    speak: bool = False
    sound: AudioFormat = "wav"
    audio_file: str | None = None
    suggestions: tuple[str, ...] = ()
    query: Query | None = None
    """What the engine was asked, for whoever phrases the answer later."""
    heard_of_it: str | None = None
    """The words that the visitor heard, where he did not let it end."""
    turn_id: str = field(default_factory=new_turn_id)
    """The id that its turn is logged by; empty where no turn is."""

    @cached_property
    def final(self) -> Answer:
        """The answer as it is given: with a model's words, and what they rest on.

        As far as it was heard, where the visitor did not let it end.
        """
        said, answer = self.phrased, self.answer
        if said is not None and said.by_model:
            answer = reworded(answer, said)
        if self.heard_of_it is None:
            return answer
        return replace(answer, text=self.heard_of_it)

    @property
    def text(self) -> str:
        return self.final.text

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.final.evidence

    @property
    def corrected(self) -> bool:
        """Whether a model says something else than the engine."""
        return self.phrased is not None and self.phrased.corrected

    @property
    def whole(self) -> bool:
        """Whether everything that was wanted came of it."""
        return not self.speak or self.audio_file is not None


def reworded(answer: Answer, phrasing: Phrased) -> Answer:
    """The answer in a model's words, with the cards of the entries they rest on."""
    told = replace(
        answer,
        text=phrasing.text,
        evidence=phrasing.evidence,
        absent=answer.absent and not phrasing.corrected,
        closest=answer.closest and not phrasing.corrected,
    )
    if not phrasing.cards:
        return told
    sections = {card.section for card in phrasing.cards}
    return replace(
        told,
        cards=phrasing.cards,
        item_type=sections.pop() if len(sections) == 1 else "mixed",
        total_results=max(answer.total_results, len(phrasing.cards)),
    )
