"""Translating is Whisper's second task, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from services.errors import TranscriptionFailed
from services.models.audio import Utterance
from services.models.speech import Transcript
from services.speech.expected_words import ExpectedWords
from services.speech.translation import Translation
from services.speech.whisper_model import Reading
from services.speech.whisper_recognizer import read_guarded

SOUND = Utterance(np.zeros(16_000, np.float32))


@dataclass
class Whisper:
    """Notes what it is asked for."""

    ready: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def recognize(self, utterance: Utterance, **how: Any) -> Transcript:
        self.asked.append(how)
        return Transcript("hello", "de", 0.9, "faster-whisper")

    def read(self, samples: Any, window_s: float, **how: Any) -> Reading:
        self.asked.append(how)
        return Reading((), "de")


async def test_whisper_is_asked_to_translate() -> None:
    whisper = Whisper()
    heard = await Translation(whisper).recognize(SOUND)  # type: ignore[arg-type]
    assert heard.text == "hello"
    assert whisper.asked == [{"language": None, "draft": False, "task": "translate"}]


@pytest.mark.parametrize("whisper", [None, Whisper(ready=False)])
async def test_while_it_is_not_ready_nobody_translates(whisper: Any) -> None:
    with pytest.raises(TranscriptionFailed, match="Whisper"):
        await Translation(whisper).recognize(SOUND)


def test_every_reading_is_of_the_task() -> None:
    whisper = Whisper()
    read_guarded(whisper, SOUND.samples, None, ExpectedWords(), "translate")  # type: ignore[arg-type]
    assert len(whisper.asked) > 1
    assert {how["task"] for how in whisper.asked} == {"translate"}
