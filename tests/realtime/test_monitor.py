"""Modes: one change each way, told, and none that flickers."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import httpx

from services.errors import SynthesisFailed, TranscriptionFailed
from services.realtime.monitor import Monitor
from services.realtime.outbox import Outbox
from tests.realtime.rig import line, silence, speech

FRAME_S = 0.02


class Watched:
    """A monitor on a clock of its own, and what it told."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.outbox = Outbox()
        self.monitor = Monitor(lambda: self.now_s, self.outbox)
        self.number = 0

    def run(self, seconds: float, *, loss: float = 0.0, late_s: float = 0.0) -> None:
        """Frames as a microphone sends them, some of which never arrive."""
        chance = random.Random(3)
        for n in range(round(seconds / FRAME_S)):
            self.now_s += FRAME_S
            self.number += 1
            if chance.random() >= loss:
                delay_s = late_s if n % 2 else 0.0
                self.now_s += delay_s
                self.monitor.frame(FRAME_S, self.number)
                self.now_s -= delay_s

    def told(self) -> list[dict[str, Any]]:
        return [
            event
            for event in (json.loads(text) for _, text in self.outbox._waiting)
            if event["type"] == "viva_voce.mode"
        ]

    def modes(self) -> list[str]:
        return [event["mode"] for event in self.told()]


def test_a_good_connection_changes_nothing() -> None:
    watched = Watched()
    watched.run(30, loss=0.01)
    assert watched.modes() == []
    assert watched.monitor.readings().quality == "good"


def test_a_loss_of_30_percent_and_its_end_are_one_change_each_way() -> None:
    watched = Watched()
    watched.run(5)
    began_s = watched.now_s
    watched.run(5, loss=0.3)
    assert watched.modes() == ["press_to_talk"]
    watched.run(15, loss=0.3)
    assert watched.modes() == ["press_to_talk"], "it stays while the loss lasts"
    (told,) = watched.told()
    assert told["why"] == "connection"
    assert told["quality"] == "poor"
    assert began_s < watched.now_s
    watched.run(5)
    assert watched.modes() == ["press_to_talk", "realtime"]
    assert watched.told()[-1]["why"] == "recovered"
    watched.run(30)
    assert len(watched.modes()) == 2


def test_a_loss_around_the_bound_does_not_flicker() -> None:
    watched = Watched()
    for _ in range(20):
        watched.run(1.5, loss=0.3)
        watched.run(1.5)
    assert watched.modes() == ["press_to_talk"]


def test_a_far_away_client_presses_to_talk() -> None:
    watched = Watched()
    watched.monitor.ping(None)
    watched.monitor.ping(90.0)
    assert watched.modes() == []
    watched.monitor.ping(900.0)
    assert watched.modes() == ["press_to_talk"]


def test_without_a_recogniser_there_are_words_until_it_is_worth_a_try() -> None:
    watched = Watched()
    watched.monitor.heard(well=False)
    assert watched.modes() == []
    watched.monitor.heard(well=False)
    assert watched.modes() == ["text"]
    assert watched.told()[0]["why"] == "recognizer"
    for _ in range(60):
        watched.now_s += 1
        watched.monitor.look()
    assert watched.modes() == ["text", "realtime"]


async def test_a_dead_recogniser_is_told_and_seen_and_no_turn_is_lost(
    tmp_path: Path,
) -> None:
    with line(tmp_path, metrics_public=True) as rig:
        async with rig.client() as client:
            rig.ears.recognizer.fails = TranscriptionFailed()
            for _ in range(2):
                await client.say(speech(0.6), silence())
            mode = await client.until("viva_voce.mode")
            assert (mode["mode"], mode["why"]) == ("text", "recognizer")
            async with httpx.AsyncClient(base_url=rig.served.url) as http:
                health = (await http.get("/health")).json()
                metrics = (await http.get("/metrics")).text
            assert health["components"]["realtime"]["modes"] == {"text": 1}
            assert 'viva_voce_talks{mode="text"} 1.0' in metrics
            content = [{"type": "input_text", "text": "which projects use python"}]
            item = {"type": "message", "role": "user", "content": content}
            await client.send("conversation.item.create", item=item)
            await client.send("response.create")
            done = await client.until("response.done")
            assert done["response"]["status"] == "completed"


async def test_a_dead_voice_is_told(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            rig.ears.synthesizer.fails = SynthesisFailed()
            for _ in range(2):
                await client.say(speech(0.6), silence())
                await client.until("response.done")
            mode = await client.until("viva_voce.mode")
            assert (mode["mode"], mode["why"]) == ("text", "voice")


async def test_a_stalled_voice_is_told_while_it_stalls(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            rig.ears.synthesizer.takes_s = 3600
            await client.say(speech(0.6), silence())
            await client.until("response.created")
            rig.clock.now_s += 4
            mode = await client.until("viva_voce.mode")
            assert (mode["mode"], mode["why"]) == ("text", "voice")
