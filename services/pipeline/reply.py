"""What a turn asks and what comes of it, before anybody shapes it for the wire."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.models.answer import Answer, Evidence, Query
from services.models.conversation import Message
from services.models.language import Phrased
from services.models.speech import AudioFormat, Transcript


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in. `messages` is the history a client sent."""

    text: str
    session_id: str | None = None
    messages: tuple[Message, ...] = ()
    section: str | None = None
    explain: bool = False
    speak: bool = False
    sound: AudioFormat = "wav"
    """The kind of sound that the reply is spoken in."""
    visitor: str = ""
    request_id: str = ""
    began_s: float = field(default_factory=time.perf_counter)
    """When the request came in, before its body was read."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`heard` is set when the reply asks whether that is what was said."""

    session_id: str
    question: str
    answer: Answer
    engines: Mapping[str, str]
    timing: Mapping[str, float]
    degraded: tuple[str, ...] = ()
    transcript: Transcript | None = None
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

    @property
    def text(self) -> str:
        if self.heard_of_it is not None:
            return self.heard_of_it
        return self.phrased.text if self.phrased else self.answer.text

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        said = self.phrased
        return said.evidence if said and said.by_model else self.answer.evidence

    @property
    def whole(self) -> bool:
        """Whether everything that was wanted came of it."""
        return not self.speak or self.audio_file is not None
