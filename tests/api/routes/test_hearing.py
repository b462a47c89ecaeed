"""Recordings written down, and the question that follows in the next call."""

from __future__ import annotations

from typing import Any

from services.models.audio import SpeechSegment
from tests.app import Visit, recording
from tests.ids import own_id


async def clarified(visit: Visit, confidence: float) -> dict[str, Any]:
    """The browser client's way: transcribe, then ask with the same text."""
    visit.ears.recognizer.confidence = confidence
    heard = await visit.say("/test/transcribe", session_id=own_id("one"))
    text = heard.json()["transcription"]
    question = {"text": text, "session_id": own_id("one"), "conversation_history": []}
    reply = await visit.http.post("/smart/query", json=question)
    found: dict[str, Any] = reply.json()
    return found


async def test_a_recording_is_written_down(visit: Visit) -> None:
    reply = (await visit.say("/transcribe")).json()
    assert reply["transcription"] == "which projects use python"
    assert reply["confidence"] == 0.9
    assert reply["language"] == "en"
    assert reply["engine"] == "fake-recognizer"
    assert reply["segments"] == []
    assert reply["processing_time_ms"] > 0


async def test_the_declared_name_and_type_are_not_believed(visit: Visit) -> None:
    files = {"audio_file": ("x.exe", recording(), "audio/webm;codecs=opus")}
    reply = await visit.http.post("/transcribe", files=files)
    assert reply.status_code == 200


async def test_words_heard_well_are_answered(visit: Visit) -> None:
    reply = await clarified(visit, confidence=0.9)
    assert reply["item_type"] == "projects"


async def test_words_heard_badly_are_asked_back_in_the_next_call(visit: Visit) -> None:
    reply = await clarified(visit, confidence=0.1)
    assert reply["item_type"] == "clarify"
    assert reply["items"] == []
    assert reply["metadata"]["needs_confirmation"] is True
    assert reply["metadata"]["heard"] == "which projects use python"
    assert "which projects use python" in reply["response"]


async def test_yes_settles_what_was_asked_back(visit: Visit) -> None:
    await clarified(visit, confidence=0.1)
    reply = await visit.ask("yes", session_id=own_id("one"))
    assert reply["item_type"] == "projects"
    assert reply["items"]


async def test_no_asks_to_say_it_again(visit: Visit) -> None:
    await clarified(visit, confidence=0.1)
    reply = await visit.ask("no", session_id=own_id("one"))
    assert reply["items"] == []
    assert "again" in reply["response"]


async def test_a_new_question_after_asking_back_is_answered_as_it_is(
    visit: Visit,
) -> None:
    await clarified(visit, confidence=0.1)
    reply = await visit.ask("where did she study", session_id=own_id("one"))
    assert reply["item_type"] == "education"


async def test_another_session_does_not_inherit_the_doubt(visit: Visit) -> None:
    await clarified(visit, confidence=0.1)
    reply = await visit.ask("which projects use python", session_id=own_id("another"))
    assert reply["item_type"] == "projects"


async def test_a_typed_question_is_never_doubted(visit: Visit) -> None:
    visit.ears.recognizer.confidence = 0.1
    await visit.say("/test/transcribe", session_id=own_id("one"))
    reply = await visit.ask("where did she study", session_id=own_id("one"))
    assert reply["item_type"] == "education"


async def test_a_whole_voice_turn_asks_back_too(visit: Visit) -> None:
    visit.ears.recognizer.confidence = 0.1
    reply = (await visit.say()).json()
    assert reply["item_type"] == "clarify"
    assert reply["transcription"] == "which projects use python"
    assert reply["audio_file"]


async def test_speech_is_found_in_seconds(visit: Visit) -> None:
    reply = (await visit.say("/vad")).json()
    assert reply["speech_segments"] == [{"start_s": 0.0, "end_s": 0.5}]
    assert reply["speech_seconds"] == 0.5
    assert reply["duration_seconds"] == 0.5
    assert reply["engine"] == "fake-vad"


async def test_no_speech_is_an_empty_list(visit: Visit) -> None:
    visit.ears.detector.speech = False
    reply = (await visit.say("/vad")).json()
    assert reply["speech_segments"] == []
    assert SpeechSegment(0, 0).duration_s == reply["speech_seconds"]
