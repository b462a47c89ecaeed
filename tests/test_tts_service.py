"""The chain of voices: who speaks, who is left alone, and what is never said twice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from services.errors import Declined, InvalidInput, SynthesisFailed
from services.fallback import CircuitBreaker
from services.models.health import PartHealth
from services.models.speech import SpeechRequest, SynthesizedSpeech, Voice
from services.settings import Settings
from services.speech.edge_voices import EDGE_VOICES
from services.speech.espeak_voices import ESPEAK_VOICES
from services.speech.voice_budget import VoiceBudget
from services.speech.voices import ANY_LANGUAGE
from services.tts_engines import choose_synthesizers
from services.tts_service import TtsService, build_synthesizer
from services.work_queue import WorkQueue
from tests.speech.edge_server import edge_server
from tests.speech.sounds import bare_mp3, tone
from tests.waiting import until

VOICES: dict[str, tuple[Voice, ...]] = {
    "elevenlabs": (Voice("id-of-owner", "ElevenLabs", "Neutral", ANY_LANGUAGE),),
    "edge-tts": EDGE_VOICES,
    "piper": (
        Voice("en_US-joe-medium", "Joe", "Male", "en-US"),
        Voice("de_DE-eva-low", "Eva", "Female", "de-DE"),
    ),
    "espeak-ng": ESPEAK_VOICES,
}
HELLO = SpeechRequest("Hello.")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Engine:
    """A Synthesizer that says what it was asked, or fails as it is told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.available = True
        self.started = False
        self.unwell = False
        self.fault: Exception | None = None
        self.hold: asyncio.Event | None = None
        self.said: list[SpeechRequest] = []
        self.closed = False

    async def start(self) -> None:
        if self.hold:
            await self.hold.wait()
        self.started = True

    async def voices(self) -> tuple[Voice, ...]:
        return VOICES[self.name]

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        self.said.append(request)
        if self.hold:
            await self.hold.wait()
        if self.fault:
            raise self.fault
        sound = f"{self.name} says {request.text}".encode()
        voice = request.voice or ""
        return SynthesizedSpeech(sound, request.format, 1.0, voice, self.name)

    async def health(self) -> PartHealth:
        if self.unwell:
            return PartHealth("degraded", self.name, {"reasons": ["x is damaged"]})
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        self.closed = True


class Chain:
    def __init__(self, *names: str) -> None:
        self.clock = Clock()
        self.engines = {name: Engine(name) for name in names}
        self.service = TtsService(
            list(self.engines.values()),
            default_voice="en-US-AriaNeural",
            deadline_s=5,
            cache_bytes=100_000,
            budget=VoiceBudget(None, daily_limit_usd=1, usd_per_1000=0.05),
            breaker=lambda: CircuitBreaker(
                threshold=1, cooldown_s=30, clock=self.clock
            ),
        )

    def __getitem__(self, name: str) -> Engine:
        return self.engines[name]

    async def say(self, text: str = "Hello.", **wishes: Any) -> SynthesizedSpeech:
        order = SpeechRequest(text, **({"payer": "owner"} | wishes))
        return await self.service.synthesize(order)


@asynccontextmanager
async def chain(*names: str) -> AsyncIterator[Chain]:
    made = Chain(*(names or ("edge-tts", "espeak-ng")))
    try:
        yield made
    finally:
        await made.service.close()


@pytest.mark.parametrize(
    ("key", "edge", "piper", "engines"),
    [
        (True, True, True, ("elevenlabs", "edge-tts", "piper", "espeak-ng")),
        (False, True, False, ("edge-tts", "espeak-ng")),
        (True, False, False, ("elevenlabs", "espeak-ng")),
        (False, False, True, ("piper", "espeak-ng")),
        (False, False, False, ("espeak-ng",)),
    ],
)
def test_the_engines_follow_from_key_setting_and_install(
    key: bool, edge: bool, piper: bool, engines: tuple[str, ...]
) -> None:
    chosen = choose_synthesizers(
        has_elevenlabs_key=key, edge_enabled=edge, has_piper=piper
    )
    assert chosen == engines


async def test_an_engine_that_does_not_know_the_language_goes_last() -> None:
    async with chain("edge-tts", "piper", "espeak-ng") as voices:
        assert (await voices.say("Bore da i chi.", language="cy")).engine == "espeak-ng"
        assert (await voices.say("Guten Tag.")).voice == "de-DE-KatjaNeural"
        voices["edge-tts"].available = False
        assert (await voices.say("Guten Tag.")).voice == "de_DE-eva-low"
        assert (await voices.say("Bonjour à tous.")).voice == "fr+f2"
        voices["espeak-ng"].fault = SynthesisFailed()
        assert (await voices.say("Bonsoir à tous.")).voice == "en_US-joe-medium"


async def test_text_without_a_language_is_spoken_in_its_own() -> None:
    async with chain() as voices:
        for text, voice in (
            ("Wo hat sie in Berlin studiert?", "de-DE-KatjaNeural"),
            ("She studied in Berlin.", "en-US-AriaNeural"),
            ("她在长河公司工作。", "zh-CN-XiaoxiaoNeural"),
        ):
            assert (await voices.say(text)).voice == voice


async def test_what_a_voice_cannot_read_is_said_in_words() -> None:
    async with chain("elevenlabs", "espeak-ng") as voices:
        text = "The latest job is at 长河公司."
        await voices.say(text, language="en")
        assert voices["elevenlabs"].said[0].text == text
        voices["elevenlabs"].fault = SynthesisFailed()
        await voices.say("Now at 长河公司.", language="en")
        assert voices["espeak-ng"].said[0].text == "Now at Chinese text."
        await voices.say("日本語のテスト", language="ja")
        said = voices["espeak-ng"].said[1]
        assert said.text == "There is Japanese text here that I cannot read aloud."
        assert said.voice == "en-us+f2"


async def test_one_that_still_loads_is_passed_over_without_a_word() -> None:
    async with chain("piper", "espeak-ng") as voices:
        voices["piper"].available = False
        speech = await voices.say("One.")
        assert (speech.engine, speech.degraded) == ("espeak-ng", ())
        assert (await voices.service.health()).engine == "espeak-ng"
        voices["piper"].available = True
        assert (await voices.say("Two.")).engine == "piper"


async def test_one_that_cannot_be_used_is_named() -> None:
    async with chain("piper", "espeak-ng") as voices:
        voices["piper"].available, voices["piper"].unwell = False, True
        speech = await voices.say("One.")
        assert speech.degraded == ("tts:piper:unusable",)
        health = await voices.service.health()
        assert (health.status, health.engine) == ("degraded", "espeak-ng")
        assert health.detail["piper"] == {"reasons": ["x is damaged"]}


async def test_one_that_is_being_replaced_is_named() -> None:
    async with chain("piper", "espeak-ng") as voices:
        voices["piper"].fault = SynthesisFailed()
        assert (await voices.say("One.")).degraded == ("tts:piper:tts_failed",)
        voices["piper"].available = False
        assert (await voices.say("Two.")).degraded == ("tts:piper:breaker_open",)


async def test_a_text_that_is_declined_costs_the_engine_nothing() -> None:
    async with chain("piper", "espeak-ng") as voices:
        voices["piper"].fault = Declined()
        speech = await voices.say("One.")
        assert (speech.engine, speech.degraded) == (
            "espeak-ng", ("tts:piper:declined",),
        )  # fmt: skip
        voices["piper"].fault = None
        assert (await voices.say("Two.")).engine == "piper"


async def test_a_text_is_streamed_by_its_first_clause_and_sentences() -> None:
    async with chain("piper", "espeak-ng") as voices:
        request = SpeechRequest("Since 2021, she has led it. **She** likes it. 🎉")
        said = []
        async for speech in voices.service.stream(request):
            said.append(speech.data.decode())
            if len(said) == 1:
                voices["piper"].fault = SynthesisFailed()
        assert said == [
            "piper says Since 2021,",
            "espeak-ng says she has led it.",
            "espeak-ng says She likes it.",
        ]


async def test_every_engine_is_started_behind_the_visitors_backs() -> None:
    async with chain("piper", "espeak-ng") as voices:
        voices["piper"].hold = hold = asyncio.Event()
        async with asyncio.timeout(5):
            await voices.service.start()
        assert not voices["piper"].started
        hold.set()
        await until(lambda: all(e.started for e in voices.engines.values()))


async def test_the_first_engine_speaks() -> None:
    async with chain() as voices:
        speech = await voices.say()
        assert (speech.engine, speech.degraded) == ("edge-tts", ())
        assert voices["espeak-ng"].said == []


async def test_text_is_made_speakable_first() -> None:
    async with chain() as voices:
        await voices.say("**C++** since 2021-23")
        assert voices["edge-tts"].said[0].text == "C plus plus since 2021 to 2023"


async def test_a_voice_of_another_language_hears_text_of_that_language() -> None:
    async with chain() as voices:
        await voices.say("50%", voice="de-DE-KatjaNeural")
        (said,) = voices["edge-tts"].said
        assert (said.text, said.language) == ("50%", "de")


@pytest.mark.parametrize(
    "request_",
    [
        SpeechRequest(""),
        SpeechRequest("🎉"),
        SpeechRequest("<p></p>"),
        SpeechRequest("a" * 5_000),
        SpeechRequest("hi", voice="en-US-NobodyNeural"),
        SpeechRequest("hi", rate="warp"),  # type: ignore[arg-type]
        SpeechRequest("hi", pitch="up"),  # type: ignore[arg-type]
        SpeechRequest("hi", format="flac"),  # type: ignore[arg-type]
    ],
)
async def test_bad_input_reaches_no_engine(request_: SpeechRequest) -> None:
    async with chain() as voices:
        with pytest.raises(InvalidInput):
            await voices.service.synthesize(request_)
        assert not any(engine.said for engine in voices.engines.values())


async def test_why_an_engine_failed_is_logged() -> None:
    async with chain("elevenlabs", "espeak-ng") as voices:
        voices["elevenlabs"].fault = SynthesisFailed("ElevenLabs answered 401.")
        with capture_logs() as logs:
            await voices.say()
    (failed,) = [line for line in logs if line["event"] == "provider_failed"]
    assert (failed["engine"], failed["why"]) == (
        "elevenlabs",
        "ElevenLabs answered 401.",
    )


async def test_a_failure_falls_through_and_is_named() -> None:
    async with chain("elevenlabs", "edge-tts", "espeak-ng") as voices:
        voices["elevenlabs"].fault = SynthesisFailed()
        voices["edge-tts"].fault = SynthesisFailed()
        speech = await voices.say()
        assert speech.engine == "espeak-ng"
        assert speech.degraded == (
            "tts:elevenlabs:tts_failed",
            "tts:edge-tts:tts_failed",
        )


async def test_when_none_can_speak_it_is_an_error() -> None:
    async with chain() as voices:
        for engine in voices.engines.values():
            engine.fault = SynthesisFailed()
        with pytest.raises(SynthesisFailed):
            await voices.say()


async def test_the_stand_in_has_the_nearest_voice() -> None:
    async with chain() as voices:
        voices["edge-tts"].fault = SynthesisFailed()
        speech = await voices.say(voice="de-DE-ConradNeural")
        assert speech.voice == "de+m2"


async def test_a_voice_that_was_named_is_spoken_by_its_own_engine() -> None:
    async with chain("elevenlabs", "edge-tts", "espeak-ng") as voices:
        for voice, engine in (
            ("en-US-GuyNeural", "edge-tts"),
            ("en-us+m2", "espeak-ng"),
            ("EN-US-ariaNEURAL", "edge-tts"),
        ):
            speech = await voices.say(voice=voice)
            assert (speech.engine, speech.degraded) == (engine, ())


async def test_replies_are_spoken_in_their_language() -> None:
    async with chain() as voices:
        assert (await voices.say(language="en")).voice == "en-US-AriaNeural"
        assert (await voices.say(language="es")).voice == "es-ES-ElviraNeural"


async def test_a_failing_engine_is_left_alone() -> None:
    async with chain() as voices:
        voices["edge-tts"].fault = SynthesisFailed()
        await voices.say("One.")
        speech = await voices.say("Two.")
        assert speech.degraded == ("tts:edge-tts:breaker_open",)
        assert len(voices["edge-tts"].said) == 1


async def test_the_last_engine_is_never_left_alone() -> None:
    async with chain("espeak-ng") as voices:
        voices["espeak-ng"].fault = SynthesisFailed()
        for _ in range(3):
            with pytest.raises(SynthesisFailed):
                await voices.say()
        voices["espeak-ng"].fault = None
        assert (await voices.say()).engine == "espeak-ng"


async def test_it_is_tried_again_later_and_nobody_waits_for_that() -> None:
    async with chain() as voices:
        edge = voices["edge-tts"]
        edge.fault = SynthesisFailed()
        await voices.say("One.")
        voices.clock.now = 31
        edge.fault, edge.hold = None, asyncio.Event()
        assert (await voices.say("Two.")).engine == "espeak-ng"
        assert (await voices.say("Three.")).engine == "espeak-ng"
        assert len(edge.said) == 2
        edge.hold.set()
        await until(lambda: not voices.service._trials)
        edge.hold = None
        assert (await voices.say("Four.")).engine == "edge-tts"
        assert (await voices.say("Two.")).engine == "edge-tts"
        assert [request.text for request in edge.said] == ["One.", "Two.", "Four."]


async def test_an_engine_that_still_fails_rests_again() -> None:
    async with chain() as voices:
        voices["edge-tts"].fault = SynthesisFailed()
        await voices.say("One.")
        voices.clock.now = 31
        await voices.say("Two.")
        await until(lambda: not voices.service._trials)
        await voices.say("Three.")
        assert len(voices["edge-tts"].said) == 2


async def test_the_same_words_are_said_once() -> None:
    async with chain() as voices:
        first = await voices.say()
        assert await voices.say("**Hello.**") == first
        assert len(voices["edge-tts"].said) == 1


@pytest.mark.parametrize(
    "wish",
    [
        {"rate": "fast"},
        {"pitch": "low"},
        {"format": "mp3"},
        {"voice": "en-US-GuyNeural"},
        {"text": "Goodbye."},
    ],
)
async def test_other_wishes_are_said_anew(wish: dict[str, Any]) -> None:
    async with chain() as voices:
        await voices.say()
        await voices.say(**wish)
        assert len(voices["edge-tts"].said) == 2


async def test_answers_of_the_stand_in_are_not_kept() -> None:
    async with chain() as voices:
        edge = voices["edge-tts"]
        edge.fault = SynthesisFailed()
        await voices.say("One.")
        again = await voices.say("One.")
        assert (again.engine, len(voices["espeak-ng"].said)) == ("espeak-ng", 2)
        assert again.degraded == ("tts:edge-tts:breaker_open",)
        assert voices.service._cache.size_bytes == 0
        edge.fault = None
        voices.clock.now = 31
        await voices.say("One.")
        await until(lambda: not voices.service._trials)
        assert (await voices.say("One.")).engine == "edge-tts"


async def test_what_a_better_engine_said_before_it_failed_is_still_used() -> None:
    async with chain() as voices:
        await voices.say("One.")
        voices["edge-tts"].fault = SynthesisFailed()
        await voices.say("Two.")
        assert (await voices.say("One.")).engine == "edge-tts"


async def test_all_who_ask_at_once_hear_one_synthesis() -> None:
    async with chain() as voices:
        edge = voices["edge-tts"]
        edge.hold = asyncio.Event()
        tasks = [asyncio.create_task(voices.say()) for _ in range(10)]
        await until(lambda: len(edge.said) > 0)
        tasks[0].cancel()
        edge.hold.set()
        speeches = await asyncio.gather(*tasks[1:])
        assert len(edge.said) == 1
        assert len({speech.data for speech in speeches}) == 1


async def test_health_names_the_engine_that_would_speak() -> None:
    async with chain() as voices:
        health = await voices.service.health()
        assert (health.status, health.engine) == ("healthy", "edge-tts")


async def test_an_engine_nobody_set_up_may_be_missing() -> None:
    async with chain() as voices:
        voices["edge-tts"].fault = SynthesisFailed()
        await voices.say()
        health = await voices.service.health()
        assert (health.status, health.engine) == ("healthy", "espeak-ng")
        assert health.detail["engines"]["edge-tts"] == "open"


@pytest.mark.parametrize("failing", ["elevenlabs", "edge-tts"])
async def test_one_that_has_a_key_or_has_worked_is_a_fault(failing: str) -> None:
    async with chain(failing, "espeak-ng") as voices:
        if failing == "edge-tts":
            await voices.say("One.")
        voices[failing].fault = SynthesisFailed()
        await voices.say("Two.")
        assert (await voices.service.health()).status == "degraded"


async def test_all_engines_offer_their_voices() -> None:
    async with chain() as voices:
        assert await voices.service.voices() == EDGE_VOICES + ESPEAK_VOICES


async def test_closing_ends_trials_and_engines() -> None:
    made = Chain("edge-tts", "espeak-ng")
    made["edge-tts"].fault = SynthesisFailed()
    await made.say("One.")
    made.clock.now = 31
    made["edge-tts"].hold = asyncio.Event()
    await made.say("Two.")
    await made.service.close()
    assert all(engine.closed for engine in made.engines.values())


@pytest.fixture
async def queue() -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(workers=1, capacity=8, per_visitor=8)
    yield queue
    queue.close()


def settings(**values: Any) -> Settings:
    return Settings.model_validate(values)


async def test_edge_tts_speaks_for_real_where_it_is_reached(queue: WorkQueue) -> None:
    async with edge_server(bare_mp3(tone(1.0))) as server:
        service = build_synthesizer(settings(edge_tts_url=server.url), queue)
        speech = await service.synthesize(HELLO)
        await service.close()
    assert (speech.engine, speech.voice) == ("edge-tts", "en-US-AriaNeural")


async def test_a_stalled_network_costs_one_turn_and_the_next_nothing(
    queue: WorkQueue,
) -> None:
    async with edge_server(b"", "stall_before_handshake") as server:
        service = build_synthesizer(
            settings(edge_tts_url=server.url, tts_first_audio=0.3), queue
        )
        started = time.monotonic()
        first = await service.synthesize(SpeechRequest("One."))
        first_s = time.monotonic() - started
        second = await service.synthesize(SpeechRequest("Two."))
        second_s = time.monotonic() - started - first_s
        await service.close()
    assert first.engine == second.engine == "espeak-ng"
    assert first.degraded == ("tts:edge-tts:tts_failed",)
    assert first_s >= 0.3
    assert second_s < first_s / 2


async def test_a_setting_keeps_text_on_the_machine(queue: WorkQueue) -> None:
    async with edge_server(bare_mp3(tone(1.0))) as server:
        service = build_synthesizer(
            settings(edge_tts_url=server.url, edge_tts_enabled=False), queue
        )
        speech = await service.synthesize(HELLO)
        await service.close()
    assert speech.engine == "espeak-ng"
    assert server.requests == []


async def test_every_engine_can_be_built(queue: WorkQueue) -> None:
    service = build_synthesizer(settings(elevenlabs_api_key="key"), queue)
    names = {voice.name for voice in await service.voices()}
    await service.close()
    assert {"en-US-AriaNeural", "en-us+f2", "21m00Tcm4TlvDq8ikWAM"} <= names


async def test_a_voice_that_costs_money_is_left_out_where_nobody_pays() -> None:
    async with chain("elevenlabs", "espeak-ng") as voices:
        speech = await voices.say(payer="nobody")
        assert (speech.engine, speech.degraded) == ("espeak-ng", ())
        named = await voices.say(payer="nobody", voice="id-of-owner")
        assert named.engine == "espeak-ng"
        assert voices["elevenlabs"].said == []


async def test_what_was_paid_for_is_said_again_for_nothing() -> None:
    async with chain("elevenlabs", "espeak-ng") as voices:
        await voices.say(payer="reply")
        spent = voices.service.budget.usage()["characters"]
        assert (await voices.say(payer="reply")).engine == "elevenlabs"
        assert voices.service.budget.usage()["characters"] == spent == len("Hello.")


async def test_a_trial_of_an_engine_is_booked_too() -> None:
    async with chain("elevenlabs", "espeak-ng") as voices:
        voices["elevenlabs"].fault = SynthesisFailed()
        await voices.say("One.")
        voices["elevenlabs"].fault = None
        voices.clock.now = 31
        await voices.say("Two.", payer="nobody")
        assert len(voices["elevenlabs"].said) == 1
        voices["elevenlabs"].hold = asyncio.Event()
        assert (await voices.say("Three.")).engine == "espeak-ng"
        voices["elevenlabs"].hold.set()
        await until(
            lambda: voices.service.budget.usage()["characters"] == len("One.Three.")
        )
