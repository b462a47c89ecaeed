"""Turns over fakes: what is kept, what is degraded, what is timed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pytest

from services.errors import NoSpeech, StorageUnavailable, SynthesisFailed
from services.llm.plain_phraser import PlainPhraser
from services.metrics import Stopwatch
from services.models.audio import SAMPLE_RATE_HZ, Detection, SpeechSegment, Utterance
from services.models.audio_file import StoredAudio
from services.models.speech import SpeechRequest, SynthesizedSpeech
from services.pipeline.answering import Answering
from services.pipeline.hearing import Hearing
from services.pipeline.reply import Asked
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking
from services.pipeline.turns import Turns
from services.resume_query_processor import ResumeQueryProcessor
from services.storage.memory import MemorySessions
from tests.app import RESUME
from tests.fakes import Books, FakeDetector, FakeRecognizer, FakeSynthesizer
from tests.ids import own_id

PROCESSOR = ResumeQueryProcessor.from_path(RESUME)
SOUND = Utterance(np.zeros(SAMPLE_RATE_HZ, np.float32))


@dataclass
class Shelf:
    """Keeps audio nowhere, or fails to."""

    fails: StorageUnavailable | None = None
    saved: list[SynthesizedSpeech] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    async def save(
        self, speech: SynthesizedSpeech, session_id: str | None = None
    ) -> StoredAudio:
        if self.fails:
            raise self.fails
        self.saved.append(speech)
        return StoredAudio("made.wav", len(speech.data), datetime.now(UTC))

    async def remove_for_session(self, session_id: str) -> int:
        self.removed.append(session_id)
        return 1


@dataclass
class Rig:
    detector: FakeDetector = field(default_factory=lambda: FakeDetector("vad"))
    recognizer: FakeRecognizer = field(default_factory=lambda: FakeRecognizer("ears"))
    voice: FakeSynthesizer = field(default_factory=lambda: FakeSynthesizer("voice"))
    shelf: Shelf = field(default_factory=Shelf)
    books: Books = field(default_factory=Books)

    def turns(self) -> Turns:
        return Turns(
            sessions=Sessions(MemorySessions(ttl_s=60, max_sessions=10)),
            answering=Answering(
                PROCESSOR, PlainPhraser(), confirm_below=0.35, llm_deadline_s=1.0
            ),
            hearing=Hearing(self.detector, self.recognizer),
            speaking=Speaking(self.voice, self.shelf),
            record=self.books,
        )


def question(text: str = "which projects use python", **more: object) -> Asked:
    return Asked(text, **more)  # type: ignore[arg-type]


async def test_a_voice_turn_goes_into_the_books_once() -> None:
    rig = Rig()
    reply = await rig.turns().spoken(SOUND, question("", speak=True), Stopwatch())
    (entry,) = rig.books.turns
    assert entry.channel == "voice"
    assert entry.user_input == "which projects use python"
    assert entry.response == reply.text
    assert entry.engines["recognizer"] == "ears"
    assert entry.model is None
    assert entry.confidence == 0.9


async def test_a_turn_without_speech_is_in_no_book() -> None:
    rig = Rig(FakeDetector(speech=False))
    with pytest.raises(NoSpeech):
        await rig.turns().spoken(SOUND, question(""), Stopwatch())
    assert rig.books.turns == []


@pytest.mark.parametrize("broken", ["voice", "shelf"])
async def test_an_answer_stands_without_its_sound(broken: str) -> None:
    rig = Rig()
    if broken == "voice":
        rig.voice.fails = SynthesisFailed()
    else:
        rig.shelf.fails = StorageUnavailable()
    reply = await rig.turns().typed(question(speak=True), Stopwatch())
    assert not reply.whole
    assert reply.audio_file is None
    assert reply.answer.cards
    assert reply.degraded


async def test_only_the_part_with_speech_is_recognised() -> None:
    @dataclass
    class Middle(FakeDetector):
        async def detect(self, utterance: Utterance) -> Detection:
            return Detection(
                (SpeechSegment(0.25, 0.5), SpeechSegment(0.6, 0.75)), "vad"
            )

    rig = Rig(Middle())
    await rig.turns().spoken(SOUND, question(""), Stopwatch())
    (given,) = rig.recognizer.heard
    assert given.duration_s == pytest.approx(0.5, abs=0.2)


async def test_a_follow_up_leans_on_the_turn_before() -> None:
    turns = Rig().turns()
    first = await turns.typed(question("show me the projects"), Stopwatch())
    asked = question("the second one", session_id=first.session_id)
    again = await turns.typed(asked, Stopwatch())
    assert again.answer.cards[0].id == first.answer.cards[1].id


async def test_a_turn_leaves_nothing_when_its_session_is_forgotten_meanwhile() -> None:
    class Forgetful(FakeSynthesizer):
        async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
            await turns.sessions.store.delete(own_id("one"))
            return await super().synthesize(request)

    rig = Rig(voice=Forgetful())
    turns = rig.turns()
    asked = question(speak=True, session_id=own_id("one"))
    reply = await turns.typed(asked, Stopwatch())
    assert reply.answer.cards
    assert rig.books.turns == []
    assert (rig.shelf.removed, reply.audio_file) == ([own_id("one")], None)
