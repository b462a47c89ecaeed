"""Whose turn it is: guesses, interruptions, what was heard, and turns by hand."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from services.errors import SynthesisFailed, TranscriptionFailed
from services.models.conversation import Turn
from tests.realtime.rig import (
    Client,
    Line,
    kinds_without,
    line,
    silence,
    speech,
)
from tests.waiting import until

BY_HAND = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
IN_WORDS = {"type": "realtime", "output_modalities": ["text"]}
ANSWER = "There are four projects: Night Owl (2025), River Watch (2024),"


async def turns_of(rig: Line, client: Client) -> tuple[Turn, ...]:
    """What is remembered, once the talk is over and its last turn is kept."""
    await client.socket.close()
    await until(lambda: not list(rig.services.talks))
    created = client.of("session.created")[0]
    session_id = created["session"]["viva_voce"]["session_id"]
    return await rig.turns(session_id)


async def speak_over(rig: Line, client: Client, heard_s: float) -> dict[str, Any]:
    """Ask, hear some of the reply, and begin to speak; the response that ended."""
    await client.say(speech(), silence())
    await client.until("response.output_audio.delta")
    rig.clock.now_s += heard_s
    await client.say(speech())
    done = await client.until("response.done")
    response: dict[str, Any] = done["response"]
    return response


async def test_the_events_of_a_spoken_turn_come_in_their_order(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.say(silence(0.3), speech(), silence())
            await client.until("viva_voce.reply")
            told = kinds_without(client.events, "viva_voce.words")
            once = list(dict.fromkeys(told))
            assert once == [
                "session.created",
                "conversation.created",
                "input_audio_buffer.speech_started",
                "input_audio_buffer.speech_stopped",
                "input_audio_buffer.committed",
                "conversation.item.added",
                "conversation.item.done",
                "conversation.item.input_audio_transcription.delta",
                "conversation.item.input_audio_transcription.completed",
                "response.created",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_audio_transcript.delta",
                "response.output_audio.delta",
                "response.output_audio.done",
                "response.output_audio_transcript.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.done",
                "viva_voce.reply",
            ]
            reply = client.events[-1]
            assert [card["type"] for card in reply["items"]] == ["project"] * 4
            assert reply["metadata"]["evidence"]
            assert reply["metadata"]["engines"]["tts"] == "fake-voice"
            words = [
                event["delta"]
                for event in client.of("response.output_audio_transcript.delta")
            ]
            assert "".join(words) == reply["response"]
            assert client.sound_s() == pytest.approx(2 * 1.2, abs=0.05)


async def test_a_reply_begun_at_a_pause_is_thrown_away_when_the_speech_goes_on(
    tmp_path: Path,
) -> None:
    with line(tmp_path) as rig:
        rig.ears.judge.complete = 0.1
        rig.ears.recognizer.script = ["what is her email", "what is her email please"]
        async with rig.client() as client:
            await client.say(speech())
            rig.ears.synthesizer.said.clear()
            await client.say(silence(0.3))
            await until(lambda: rig.ears.synthesizer.said)
            await client.say(speech(), silence())
            await client.until("viva_voce.reply")
            assert len(client.of("response.created")) == 1
            (done,) = client.of("conversation.item.input_audio_transcription.completed")
            assert done["transcript"] == "what is her email please"
            (turn,) = await turns_of(rig, client)
            assert turn.user_input == "what is her email please"


async def test_who_speaks_stops_the_reply_and_only_what_was_heard_is_kept(
    tmp_path: Path,
) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        async with rig.client() as client:
            response = await speak_over(rig, client, 0.6)
            assert response["status"] == "cancelled"
            assert response["status_details"]["reason"] == "turn_detected"
            kinds = client.kinds()
            after = kinds[kinds.index("response.done") :]
            assert "response.output_audio.delta" not in after
            (content,) = response["output"][0]["content"]
            assert content["transcript"] == "There are"
            await client.send("response.cancel")
            turns = await turns_of(rig, client)
            assert turns[0].ai_response == "There are"


async def test_the_client_knows_better_how_much_was_heard(tmp_path: Path) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        async with rig.client() as client:
            response = await speak_over(rig, client, 0.6)
            item_id = response["output"][0]["id"]
            cut = {"item_id": item_id, "content_index": 0}
            await client.send("conversation.item.truncate", **cut, audio_end_ms=600_000)
            assert (await client.until("error"))["error"]["param"] == "audio_end_ms"
            await client.send("conversation.item.truncate", **cut, audio_end_ms=100)
            told = await client.until("conversation.item.truncated")
            assert told["audio_end_ms"] == 100
            await client.send("conversation.item.retrieve", item_id=item_id)
            kept = await client.until("conversation.item.retrieved")
            assert kept["item"]["content"][0]["transcript"] == "There"
            turns = await turns_of(rig, client)
            assert turns[0].ai_response == "There"


@pytest.mark.parametrize("noise", ["", "hm", "Uh, um..."])
async def test_a_false_interruption_goes_on_where_it_stopped(
    tmp_path: Path, noise: str
) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        rig.ears.recognizer.script = ["which projects use python", noise]
        async with rig.client() as client:
            first = await speak_over(rig, client, 0.6)
            await client.say(silence())
            rig.clock.step_s = 0.5
            second = (await client.until("response.done"))["response"]
            assert second["status"] == "completed"
            assert second["metadata"] == {"viva_voce.continues": first["id"]}
            (begun,), (rest,) = (
                [part["transcript"] for part in one["output"][0]["content"]]
                for one in (first, second)
            )
            reply = (await client.until("viva_voce.reply"))["response"]
            assert f"{begun} {rest}" == reply
            (turn,) = await turns_of(rig, client)
            assert turn.ai_response == reply


async def test_a_click_stops_nothing(tmp_path: Path) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        async with rig.client() as client:
            await client.say(speech(), silence())
            await client.until("response.output_audio.delta")
            for _ in range(5):
                await client.say(speech(0.1), silence(0.5))
            rig.clock.step_s = 0.5
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"
            assert len(client.of("input_audio_buffer.speech_started")) == 1


async def test_a_client_may_wish_not_to_be_interrupted(tmp_path: Path) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        async with rig.client() as client:
            detection = {"type": "server_vad", "interrupt_response": False}
            audio = {"input": {"turn_detection": detection}}
            session = {"type": "realtime", "audio": audio}
            await client.send("session.update", session=session)
            await client.say(speech(), silence())
            await client.until("response.output_audio.delta")
            await client.say(speech(), silence())
            kind = "conversation.item.input_audio_transcription.completed"
            await client.until(kind)
            rig.clock.step_s = 0.5
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"


async def test_turns_can_be_told_apart_by_hand(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.send("session.update", session=BY_HAND)
            updated = await client.until("session.updated")
            assert updated["session"]["audio"]["input"]["turn_detection"] is None
            await client.say(speech(), silence(2))
            await client.send("input_audio_buffer.commit")
            await client.send("response.create")
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"
            kinds = client.kinds()
            assert "input_audio_buffer.speech_started" not in kinds
            completed = "conversation.item.input_audio_transcription.completed"
            assert kinds.index(completed) < kinds.index("response.created")
            (turn,) = await turns_of(rig, client)
            assert turn.user_input == "which projects use python"


async def test_words_are_answered_in_words(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.send("session.update", session=IN_WORDS)
            content = [{"type": "input_text", "text": "which projects use python"}]
            item = {"type": "message", "role": "user", "content": content}
            await client.send("conversation.item.create", item=item)
            metadata = {"asked": "by hand"}
            await client.send("response.create", response={"metadata": metadata})
            done = (await client.until("response.done"))["response"]
            assert done["metadata"] == metadata
            assert done["output_modalities"] == ["text"]
            text = (client.of("response.output_text.done"))[0]["text"]
            assert done["output"][0]["content"] == [
                {"type": "output_text", "text": text}
            ]
            assert text.startswith(ANSWER)
            assert rig.ears.synthesizer.said == []
            await client.send("response.create")
            error = await client.until("error")
            assert error["error"]["code"] == "nothing_to_answer"
            (turn,) = await turns_of(rig, client)
            assert turn.ai_response == text


async def test_what_is_not_ours_is_shown_as_without_effect(tmp_path: Path) -> None:
    tool = {"type": "function", "name": "delete_all", "parameters": {}}
    session = {
        "type": "realtime",
        "instructions": "Say that she is a pirate.",
        "tools": [tool],
        "audio": {
            "input": {"noise_reduction": {"type": "near_field"}},
            "output": {"voice": "alloy"},
        },
    }
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.send("session.update", session=session)
            told = (await client.until("session.updated"))["session"]
            assert told["viva_voce"]["without_effect"] == [
                "audio.input.noise_reduction",
                "audio.output.voice",
                "instructions",
                "tools",
            ]
            assert told["instructions"] == session["instructions"]
            assert told["tools"] == [tool]
            assert told["audio"]["output"]["voice"] != "alloy"
            await client.say(speech(), silence())
            reply = await client.until("viva_voce.reply")
            assert reply["response"].startswith(ANSWER)


@pytest.mark.parametrize("name", ["audio/pcmu", "audio/pcma"])
async def test_sound_of_telephones_is_taken_and_given(
    tmp_path: Path, name: str
) -> None:
    kind = {"format": {"type": name}}
    session = {"type": "realtime", "audio": {"input": kind, "output": kind}}
    loud = b"\x00\x80" if name == "audio/pcmu" else b"\x2a\xaa"
    quiet = b"\xff" if name == "audio/pcmu" else b"\xd5"
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.send("session.update", session=session)
            for sound in (loud * 4800, quiet * 9600):
                audio = base64.b64encode(sound).decode()
                await client.send("input_audio_buffer.append", audio=audio)
            await client.until("response.done")
            deltas = client.of("response.output_audio.delta")
            size = sum(len(base64.b64decode(delta["delta"])) for delta in deltas)
            assert size == pytest.approx(2 * 1.2 * 8000, rel=0.02)


async def test_a_recogniser_that_fails_is_told_and_the_talk_goes_on(
    tmp_path: Path,
) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            rig.ears.recognizer.fails = TranscriptionFailed()
            await client.say(speech(), silence())
            kind = "conversation.item.input_audio_transcription.failed"
            failed = await client.until(kind)
            assert failed["error"]["code"] == "transcription_failed"
            rig.ears.recognizer.fails = None
            await client.say(speech(), silence())
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"


async def test_a_voice_that_fails_leaves_the_words(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        rig.ears.synthesizer.fails = SynthesisFailed()
        async with rig.client() as client:
            await client.say(speech(), silence())
            reply = await client.until("viva_voce.reply")
            assert reply["metadata"]["degraded"] == ["tts:none:tts_failed"]
            told = client.of("response.output_audio_transcript.done")[0]
            assert told["transcript"] == reply["response"]
            assert client.sound_s() == 0
