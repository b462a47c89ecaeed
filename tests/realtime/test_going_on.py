"""A turn that was ended too early: what follows belongs to it."""

from __future__ import annotations

from pathlib import Path

from tests.realtime.rig import Client, line, silence, speech

HALVES = ["What did she do?", "at Harbor Analytics"]
WHOLE = "What did she do at Harbor Analytics"


def questions(client: Client) -> list[str]:
    kind = "conversation.item.input_audio_transcription.completed"
    return [event["transcript"] for event in client.of(kind)]


async def test_a_question_that_goes_on_is_answered_once_and_whole(
    tmp_path: Path,
) -> None:
    """Nothing of the reply to its first half was heard, and nothing is kept of it."""
    with line(tmp_path, lead_s=0.1) as rig:
        rig.ears.recognizer.script = [*HALVES]
        async with rig.client() as client:
            await client.say(speech(), silence())
            await client.until("response.output_audio.delta")
            await client.say(speech(), silence())
            await client.until("response.created")
            rig.clock.step_s = 0.5
            await client.until("response.done")
            ended = [event["response"] for event in client.of("response.done")]
            assert [e["status"] for e in ended] == ["cancelled", "completed"]
            assert questions(client)[0] == HALVES[0]
            session = client.of("session.created")[0]["session"]["viva_voce"]
        (turn,) = await rig.turns(session["session_id"])
        assert turn.user_input == WHOLE


async def test_the_words_of_the_first_half_may_come_while_the_second_is_said(
    tmp_path: Path,
) -> None:
    """It is answered with the second one, not in the midst of it."""
    with line(tmp_path) as rig:
        rig.ears.recognizer.script = [*HALVES]
        rig.ears.recognizer.takes_s = 0.2
        async with rig.client() as client:
            await client.say(speech(), silence(), speech(), silence())
            await client.until("response.done")
            assert questions(client) == HALVES
            session = client.of("session.created")[0]["session"]["viva_voce"]
        (turn,) = await rig.turns(session["session_id"])
        assert turn.user_input == WHOLE


async def test_what_is_owed_is_answered_when_nothing_is_added(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        rig.ears.recognizer.script = ["which projects use python", "hm"]
        rig.ears.recognizer.takes_s = 0.2
        async with rig.client() as client:
            await client.say(speech(), silence(), speech(0.4), silence())
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"


async def test_a_reply_that_was_heard_is_not_taken_back(tmp_path: Path) -> None:
    with line(tmp_path, lead_s=0.1) as rig:
        rig.ears.recognizer.script = ["which projects use python", "what about java"]
        async with rig.client() as client:
            await client.say(speech(), silence())
            await client.until("response.output_audio.delta")
            rig.clock.step_s = 0.02
            while client.sound_s() < 0.9:
                await client.next()
            rig.clock.step_s = 0.0
            await client.say(speech(), silence())
            await client.until("response.created")
            rig.clock.step_s = 0.5
            await client.until("response.done")
            session = client.of("session.created")[0]["session"]["viva_voce"]
        kept = await rig.turns(session["session_id"], least=2)
        asked = [turn.user_input for turn in kept]
        assert asked == ["which projects use python", "what about java"]
