"""Whole turns over HTTP."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from services.errors import Overloaded, SynthesisFailed, TranscriptionFailed
from tests.app import Visit, recording, settings_for, visiting

AUDIO_NAME = re.compile(r"[A-Za-z0-9_-]{22,}\.(wav|mp3|opus)")
STAGES = {"decode_ms", "vad_ms", "transcribe_ms", "answer_ms", "llm_ms", "tts_ms"}


def is_turn(reply: dict[str, Any]) -> bool:
    return (
        isinstance(reply["session_id"], str)
        and isinstance(reply["response"], str)
        and isinstance(reply["items"], list)
        and isinstance(reply["item_type"], str)
        and isinstance(reply["metadata"], dict)
        and set(reply["timing"]) == STAGES | {"total_ms"}
    )


async def test_a_spoken_question_is_heard_answered_and_spoken(visit: Visit) -> None:
    reply = (await visit.say()).json()
    assert reply["status"] == "success"
    assert is_turn(reply)
    assert reply["transcription"] == "which projects use python"
    assert reply["transcript"] == {
        "confidence": 0.9,
        "language": "en",
        "engine": "fake-recognizer",
    }
    assert reply["items"]
    assert reply["items"][0]["type"] == "project"
    assert AUDIO_NAME.fullmatch(reply["audio_file"])
    assert reply["metadata"]["engines"] == {
        "vad": "fake-vad",
        "recognizer": "fake-recognizer",
        "llm": "none",
        "tts": "fake-voice",
    }


async def test_a_typed_question_needs_no_recogniser_and_no_voice(visit: Visit) -> None:
    reply = (await visit.http.post("/ask", json={"text": "projects"})).json()
    assert reply["metadata"]["engines"] == {
        "recognizer": "none",
        "llm": "none",
        "tts": "none",
    }


async def test_the_spoken_reply_can_be_fetched(visit: Visit) -> None:
    name = (await visit.say()).json()["audio_file"]
    audio = await visit.http.get(f"/audio/{name}")
    assert audio.status_code == 200
    assert audio.headers["content-type"] == "audio/wav"
    assert audio.content == visit.ears.synthesizer.data


async def test_the_answer_stands_when_no_voice_can_speak(visit: Visit) -> None:
    visit.ears.synthesizer.fails = SynthesisFailed()
    reply = (await visit.say()).json()
    assert reply["status"] == "partial_success"
    assert reply["audio_file"] is None
    assert reply["items"]
    assert reply["metadata"]["degraded"] == ["tts:none:tts_failed"]


async def test_silence_is_an_error_and_never_an_invented_transcript(
    visit: Visit,
) -> None:
    visit.ears.detector.speech = False
    reply = await visit.say()
    assert reply.status_code == 422
    assert reply.json()["error_code"] == "NO_SPEECH"
    assert visit.ears.recognizer.heard == []


async def test_speech_without_words_is_no_speech(visit: Visit) -> None:
    visit.ears.recognizer.text = " "
    assert (await visit.say()).json()["error_code"] == "NO_SPEECH"


@pytest.mark.parametrize(
    ("sound", "status", "code"),
    [
        (b"", 422, "INVALID_AUDIO"),
        (b"MZ this is no sound at all, and long enough to be looked at", 415, None),
        (recording(0.1), 422, "AUDIO_TOO_SHORT"),
        (recording(31), 413, "AUDIO_TOO_LONG"),
        (recording()[:60], 422, None),
    ],
)
async def test_what_cannot_be_decoded_is_refused_clearly(
    visit: Visit, sound: bytes, status: int, code: str | None
) -> None:
    files = {"audio_file": ("recording.wav", sound, "audio/wav")}
    reply = await visit.http.post("/process", files=files)
    assert reply.status_code == status
    assert reply.json()["error_code"] == (code or reply.json()["error_code"])


async def test_a_recogniser_that_fails_is_a_clear_502(visit: Visit) -> None:
    visit.ears.recognizer.fails = TranscriptionFailed()
    reply = await visit.say()
    assert (reply.status_code, reply.json()["error_code"]) == (
        502,
        "TRANSCRIPTION_FAILED",
    )


async def test_a_full_queue_says_when_to_come_back(visit: Visit) -> None:
    visit.ears.recognizer.fails = Overloaded(retry_after_s=3)
    reply = await visit.say()
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "3")


async def test_a_missing_recording_is_named(visit: Visit) -> None:
    reply = await visit.http.post("/process", data={"session_id": "abcdefgh"})
    assert reply.status_code == 422
    assert "audio_file" in reply.json()["message"]


async def test_the_language_hint_reaches_the_recogniser(visit: Visit) -> None:
    await visit.say(language="de")
    assert visit.ears.recognizer.hints == ["de"]


async def test_a_typed_question_is_spoken_unless_told_not_to(visit: Visit) -> None:
    question = {"text": "which projects use python"}
    spoken = (await visit.http.post("/process/text", json=question)).json()
    quiet = await visit.http.post("/process/text", json=question | {"speak": False})
    assert spoken["audio_file"]
    assert spoken["input_text"] == question["text"]
    assert quiet.json()["audio_file"] is None
    assert quiet.json()["status"] == "success"


async def test_asking_answers_without_speech(visit: Visit) -> None:
    reply = await visit.ask("which projects use python")
    assert is_turn(reply)
    assert reply["audio_file"] is None
    assert visit.ears.synthesizer.said == []


async def test_explain_says_why_each_card_is_there(visit: Visit) -> None:
    reply = await visit.http.post("/ask?explain=1", json={"text": "python projects"})
    explain = reply.json()["metadata"]["explain"]
    assert explain["rule"]
    assert all(card["why"] for card in explain["cards"])


@pytest.mark.parametrize(("voice", "said"), [("first", "I "), ("third", "She ")])
async def test_the_portfolio_speaks_as_the_owner_where_it_is_told_to(
    tmp_path: Path, voice: str, said: str
) -> None:
    async with visiting(settings_for(tmp_path, persona_voice=voice)) as visit:
        reply = await visit.ask("when did she start at Harbor Analytics")
    assert said in reply["response"]


async def test_stages_add_up_to_no_more_than_the_whole(visit: Visit) -> None:
    timing = (await visit.say()).json()["timing"]
    assert sum(timing[stage] for stage in STAGES) <= timing["total_ms"] + 0.01


async def test_the_header_says_what_the_body_says(visit: Visit) -> None:
    reply = await visit.say()
    answer_ms = reply.json()["timing"]["answer_ms"]
    assert f"answer;dur={answer_ms}" in reply.headers["server-timing"]


@pytest.mark.parametrize("path", ["/ask", "/process/text", "/smart/query"])
@pytest.mark.parametrize(
    "text", ["x" * 4001, None, 7, ["which projects"], {"text": "a"}]
)
async def test_a_text_that_is_no_question_is_refused(
    visit: Visit, path: str, text: Any
) -> None:
    reply = await visit.http.post(path, json={"text": text})
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")
    assert "text" in reply.json()["message"]


@pytest.mark.parametrize("path", ["/ask", "/process/text", "/smart/query"])
@pytest.mark.parametrize(
    "text", ["", " \n", "\x00", "😀" * 4000, "?" * 4000, "a" * 4000]
)
async def test_odd_texts_get_an_answer(visit: Visit, path: str, text: str) -> None:
    reply = await visit.http.post(path, json={"text": text})
    assert reply.status_code == 200
    assert reply.json()["response"]
