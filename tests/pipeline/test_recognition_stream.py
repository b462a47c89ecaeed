from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterable

import numpy as np
import pytest

from services.errors import InvalidAudio, TranscriptionFailed
from services.models.audio import Samples
from services.models.health import PartHealth
from services.models.listening import (
    FinalText,
    ListeningFailed,
    PartialText,
    SpeechStarted,
    SpeechStopped,
    StreamEvent,
    WordsAtPause,
)
from services.pipeline.pauses import FRAME_S, FRAME_SAMPLES, TurnRules
from services.pipeline.recognition_stream import RecognitionStream
from tests.fakes import FakeRecognizer

SPEECH, SILENCE = 0.9, 0.05
TURN = ["SpeechStarted", "WordsAtPause", "SpeechStopped", "FinalText"]


class Loudness:
    """Takes the first sample of a frame for the probability of speech."""

    def probability(self, frame: Samples) -> float:
        return float(frame[0])


class Judge:
    """An end-of-turn model that says what it is told."""

    name = "judge"

    def __init__(self, complete: float | None) -> None:
        self.complete = complete
        self.heard: list[int] = []

    async def prepare(self) -> None: ...

    async def completeness(self, sound: Samples) -> float | None:
        self.heard.append(len(sound))
        return self.complete

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None: ...


class Rig:
    """A stream, and everything that was told."""

    def __init__(self, *, complete: float | None = 0.9) -> None:
        self.recognizer = FakeRecognizer("fake")
        self.judge = Judge(complete)
        self.stream = RecognitionStream(
            Loudness(), self.recognizer, self.judge, rules=TurnRules()
        )
        self.told: list[StreamEvent] = []
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for event in self.stream.events():
            self.told.append(event)

    async def feed(self, probability: float, seconds: float) -> None:
        """As a microphone does; tasks have their turn after each frame."""
        for _ in range(round(seconds / FRAME_S)):
            self.stream.push(np.full(FRAME_SAMPLES, probability, np.float32))
            for _ in range(5):
                await asyncio.sleep(0)

    async def end(self) -> list[StreamEvent]:
        await self.stream.finish()
        await self.listening
        return self.told

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.told]


def last_final(told: Iterable[StreamEvent]) -> FinalText:
    return [event for event in told if isinstance(event, FinalText)][-1]


async def test_a_turn_is_told_from_start_to_words() -> None:
    rig = Rig()
    await rig.feed(SILENCE, 1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 1)
    assert rig.kinds() == TURN
    started, at_pause, stopped, final = rig.told
    assert isinstance(at_pause, WordsAtPause)
    assert isinstance(started, SpeechStarted)
    assert isinstance(stopped, SpeechStopped)
    assert isinstance(final, FinalText)
    assert started.at_s == pytest.approx(1, abs=FRAME_S)
    assert stopped.complete == 0.9
    assert final.transcript.text == "which projects use python"
    assert final.start_s < started.at_s, "the faint first sounds are kept"
    await rig.end()


async def test_the_words_are_begun_at_the_first_pause_not_at_the_stop() -> None:
    rig = Rig(complete=0.1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.16)
    assert len(rig.recognizer.heard) == 1
    await rig.feed(SILENCE, 1)
    assert len(rig.recognizer.heard) == 1, "once is enough"
    assert rig.kinds()[-1] == "FinalText"
    await rig.end()


async def test_words_of_a_pause_are_thrown_away_when_the_speech_goes_on() -> None:
    rig = Rig(complete=0.1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.8)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 1)
    finals = [event for event in rig.told if isinstance(event, FinalText)]
    assert len(finals) == 1
    whole = rig.recognizer.heard[-1].samples
    assert (whole > 0.5).sum() >= 0.75 * 16_000, "no word before the pause is lost"
    await rig.end()


async def test_speech_is_told_when_it_is_sure_with_the_moment_it_began() -> None:
    rig = Rig()
    await rig.feed(SILENCE, 0.5)
    await rig.feed(SPEECH, 0.16)
    assert rig.told == [], "a cough is as long"
    await rig.feed(SPEECH, 0.1)
    (started,) = rig.told
    assert isinstance(started, SpeechStarted)
    assert started.at_s == pytest.approx(0.5, abs=FRAME_S)
    await rig.end()


async def test_a_word_shorter_than_that_is_told_when_it_is_over() -> None:
    rig = Rig()
    await rig.feed(SPEECH, 0.16)
    await rig.feed(SILENCE, 0.8)
    assert rig.kinds() == ["WordsAtPause", "SpeechStarted", *TURN[2:]]
    await rig.end()


async def test_it_is_told_that_the_speech_goes_on() -> None:
    rig = Rig(complete=0.1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.3)
    await rig.feed(SPEECH, 0.1)
    assert rig.kinds()[:3] == ["SpeechStarted", "WordsAtPause", "SpeechResumed"]
    await rig.end()


async def test_a_turn_can_be_ended_and_dropped_from_outside() -> None:
    rig = Rig()
    assert rig.stream.end_turn() is False
    await rig.feed(SPEECH, 0.4)
    assert rig.stream.end_turn() is True
    await rig.feed(SILENCE, 0.1)
    assert rig.kinds() == ["SpeechStarted", "SpeechStopped", "FinalText"]
    await rig.feed(SPEECH, 0.4)
    rig.stream.drop_turn()
    await rig.feed(SILENCE, 1)
    assert rig.kinds()[3:] == ["SpeechStarted"]
    await rig.end()


async def test_other_rules_count_from_the_next_frame() -> None:
    rig = Rig(complete=0.1)
    rig.stream.follow(TurnRules(asks_model=False, stop_s=0.3), language="de")
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.4)
    assert rig.kinds() == TURN
    assert rig.judge.heard == []
    assert rig.recognizer.hints == ["de"]
    await rig.end()


async def test_partial_text_comes_about_twice_a_second() -> None:
    rig = Rig()
    await rig.feed(SPEECH, 3)
    partials = [event for event in rig.told if isinstance(event, PartialText)]
    assert 4 <= len(partials) <= 6
    assert partials[0].stable == ""
    assert partials[-1].stable == "which projects use"
    assert partials[-1].rest == "python"
    await rig.end()
    assert last_final(rig.told).transcript.text == "which projects use python"


async def test_drafts_that_take_long_are_written_seldom() -> None:
    rig = Rig()
    written = asyncio.Event()
    rig.recognizer.work = written.wait  # type: ignore[method-assign,assignment]
    await rig.feed(SPEECH, 1.3)
    written.set()
    await rig.feed(SPEECH, 1.5)
    assert len(rig.recognizer.heard) == 1, "it took 0.8 s"
    await rig.feed(SPEECH, 0.4)
    assert len(rig.recognizer.heard) == 2
    await rig.end()


async def test_one_partial_at_a_time_is_written() -> None:
    rig = Rig()
    rig.recognizer.takes_s = 3600
    await rig.feed(SPEECH, 3)
    assert len(rig.recognizer.heard) == 1
    await rig.stream.close()
    await rig.listening


async def test_turn_follows_turn_in_one_stream() -> None:
    rig = Rig()
    for _ in range(3):
        await rig.feed(SPEECH, 0.4)
        await rig.feed(SILENCE, 0.8)
    assert rig.kinds() == TURN * 3
    await rig.end()


async def test_frames_of_any_length_are_taken_and_others_refused() -> None:
    rig = Rig()
    for _ in range(40):
        rig.stream.push(np.full(320, SPEECH, np.float32))
    with pytest.raises(InvalidAudio):
        rig.stream.push(np.zeros(17_000, np.float32))
    with pytest.raises(InvalidAudio):
        rig.stream.push(np.zeros((2, 320), np.float32))
    await rig.end()
    assert last_final(rig.told).end_s == pytest.approx(0.8, abs=FRAME_S)


async def test_numbers_that_are_none_are_silence() -> None:
    rig = Rig()
    rig.stream.push(np.full(FRAME_SAMPLES, np.nan, np.float32))
    assert await rig.end() == []


async def test_noise_is_dropped_without_a_word() -> None:
    rig = Rig()
    await rig.feed(0.55, 0.5)
    await rig.feed(SILENCE, 1)
    assert rig.kinds() == []
    assert rig.recognizer.heard == []
    await rig.end()


async def test_a_recogniser_that_fails_is_told_and_the_stream_goes_on() -> None:
    rig = Rig()
    rig.recognizer.fails = TranscriptionFailed()
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.8)
    assert isinstance(rig.told[-1], ListeningFailed)
    rig.recognizer.fails = None
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 0.8)
    assert isinstance(rig.told[-1], FinalText)
    await rig.end()


async def test_nothing_is_left_of_streams_broken_off_anywhere() -> None:
    chance = random.Random(5)
    before, threads = len(asyncio.all_tasks()), threading.active_count()
    for _ in range(200):
        rig = Rig(complete=chance.choice([0.1, 0.9, None]))
        rig.recognizer.takes_s = chance.choice([0, 3600])
        for _ in range(chance.randrange(4)):
            await rig.feed(chance.choice([SPEECH, SILENCE]), chance.random())
        await rig.stream.close()
        await rig.listening
    assert len(asyncio.all_tasks()) == before
    assert threading.active_count() == threads


STOP, BURST = 0.001, 0.2
"""The silence before the "k" of "talk", as long as a pause, and the "k"."""


def bursts(sound: Samples) -> int:
    """The samples of a last consonant in what was read."""
    return int((np.abs(sound - BURST) < 0.01).sum())


async def test_a_last_consonant_behind_a_pause_is_written_down() -> None:
    rig = Rig(complete=0.1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(STOP, 4 * FRAME_S)
    assert bursts(rig.recognizer.heard[-1].samples) == 0, "the words are begun before"
    await rig.feed(BURST, FRAME_S)
    await rig.feed(STOP, FRAME_S)
    assert bursts(rig.recognizer.heard[-1].samples) == FRAME_SAMPLES
    read = len(rig.recognizer.heard)
    await rig.feed(STOP, 1.5)
    assert len(rig.recognizer.heard) == read, "once is enough"
    assert rig.kinds().count("FinalText") == 1
    await rig.end()


async def test_a_last_consonant_at_the_end_of_a_turn_is_written_down() -> None:
    rig = Rig(complete=0.9)
    await rig.feed(SPEECH, 1.5)
    await rig.feed(STOP, 4 * FRAME_S)
    await rig.feed(BURST, 2 * FRAME_S)
    assert rig.kinds()[-1] == "FinalText"
    assert bursts(rig.recognizer.heard[-1].samples) >= FRAME_SAMPLES
    await rig.end()


async def test_the_room_is_no_last_consonant() -> None:
    rig = Rig(complete=0.1)
    await rig.feed(SPEECH, 0.4)
    await rig.feed(SILENCE, 4 * FRAME_S)
    read = len(rig.recognizer.heard)
    await rig.feed(2 * SILENCE, FRAME_S)
    await rig.feed(SILENCE, 1.5)
    assert len(rig.recognizer.heard) == read
    await rig.end()
