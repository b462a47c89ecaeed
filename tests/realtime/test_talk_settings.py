from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.pipeline.answering import Answering, Found
from services.pipeline.pauses import TurnRules
from services.pipeline.reply import Asked
from services.realtime.client_events import BadEvent
from services.realtime.sound_formats import PCM_16, PCMU
from services.realtime.talk_settings import TalkSettings
from tests.realtime.rig import line


def audio(**given: Any) -> dict[str, Any]:
    return {"type": "realtime", "audio": given}


def told(settings: TalkSettings) -> dict[str, Any]:
    return settings.wire(recognizer="ear", voice="voice")


def test_what_is_set_is_told_back() -> None:
    settings = TalkSettings().updated(
        audio(
            input={
                "format": {"type": "audio/pcm", "rate": 16_000},
                "transcription": {"model": "any", "language": "DE"},
                "turn_detection": {
                    "type": "server_vad",
                    "threshold": 0.7,
                    "silence_duration_ms": 300,
                },
            },
            output={"format": {"type": "audio/pcmu"}},
        )
    )
    assert (settings.sound_in, settings.sound_out) == (PCM_16, PCMU)
    session = told(settings)
    heard = session["audio"]["input"]
    assert heard["format"] == {"type": "audio/pcm", "rate": 16_000}
    assert heard["transcription"] == {"model": "ear", "language": "de"}
    assert heard["turn_detection"]["silence_duration_ms"] == 300
    assert session["audio"]["output"]["format"] == {"type": "audio/pcmu"}
    assert sorted(settings.idle) == ["audio.input.transcription.model"]


def test_what_is_not_given_stays() -> None:
    settings = TalkSettings().updated(audio(input={"turn_detection": None}))
    later = settings.updated({"type": "realtime", "output_modalities": ["text"]})
    assert later.turns.kind is None
    assert not later.speaks
    assert told(later)["output_modalities"] == ["text"]


def test_turn_detection_sets_the_rules_of_pauses() -> None:
    base = TurnRules()
    patient = TalkSettings().updated(
        audio(input={"turn_detection": {"type": "semantic_vad", "eagerness": "low"}})
    )
    eager = TalkSettings().updated(
        audio(input={"turn_detection": {"type": "semantic_vad", "eagerness": "high"}})
    )
    plain = TalkSettings().updated(
        audio(input={"turn_detection": {"type": "server_vad"}})
    )
    assert TalkSettings().turns.rules(base) == base
    assert patient.turns.rules(base).long_stop_s > base.long_stop_s
    assert eager.turns.rules(base).long_stop_s < base.long_stop_s
    rules = plain.turns.rules(base)
    assert (rules.asks_model, rules.stop_s) == (False, 0.5)


@pytest.mark.parametrize(
    "given",
    [
        {"type": "transcription"},
        {"output_modalities": ["smell"]},
        {"audio": []},
        {"audio": {"input": 3}},
        {"audio": {"input": {"format": "pcm16"}}},
        {"audio": {"output": {"format": {"type": "audio/opus"}}}},
        {"audio": {"input": {"turn_detection": "server_vad"}}},
        {"audio": {"input": {"turn_detection": {"type": "telepathy"}}}},
        {"audio": {"input": {"turn_detection": {"threshold": 2}}}},
        {"audio": {"input": {"turn_detection": {"threshold": True}}}},
        {"audio": {"input": {"turn_detection": {"silence_duration_ms": 1}}}},
        {"audio": {"input": {"turn_detection": {"create_response": "yes"}}}},
        {"audio": {"input": {"turn_detection": {"eagerness": ["high"]}}}},
        {"audio": {"input": {"transcription": {"language": 7}}}},
        {"audio": {"input": {"transcription": "whisper"}}},
    ],
    ids=str,
)
def test_what_cannot_be_set_is_refused_by_name(given: dict[str, Any]) -> None:
    with pytest.raises(BadEvent) as refused:
        TalkSettings().updated(given)
    assert refused.value.param is not None
    assert refused.value.param.startswith("session.")


async def test_what_the_visitor_looks_at_goes_with_each_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = [{"type": "input_text", "text": "tell me about this"}]
    item = {"type": "message", "role": "user", "content": content}
    seen: list[str | None] = []
    find = Answering.find

    async def noted(self: Answering, asked: Asked, *rest: Any) -> Found:
        seen.append(asked.section)
        return await find(self, asked, *rest)

    monkeypatch.setattr(Answering, "find", noted)
    with line(tmp_path) as rig:
        async with rig.client() as client:
            for section in ("projects", "education"):
                await client.send("viva_voce.section", section=section)
                await client.send("conversation.item.create", item=item)
                await client.send("response.create")
                await client.until("viva_voce.reply")
    assert seen == ["projects", "education"]
