"""Whatever JSON a client sends, it is an event, or a reason why it is none."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.realtime import client_events as said
from services.realtime.client_events import READERS, BadEvent, parsed
from services.realtime.items import Conversation, Item, given_item
from services.realtime.talk_settings import TalkSettings

NAMES = st.sampled_from(
    "type session audio item item_id response role content text input output format"
    " turn_detection threshold eagerness transcription language rate event_id id number"
    " audio_end_ms content_index previous_item_id metadata output_modalities rtt_ms"
    " tools instructions".split()
)
WORDS = st.sampled_from(
    "message user assistant input_text input_audio realtime audio/pcm server_vad AAAA"
    " semantic_vad function_call root".split()
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
VALUES = st.recursive(
    LEAVES | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6)
    ),
    max_leaves=20,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_json_is_an_event_or_a_bad_one(kind: str, fields: dict[str, Any]) -> None:
    with contextlib.suppress(BadEvent):
        event, _ = parsed(json.dumps(fields | {"type": kind}))
        match event:
            case said.UpdateSession(session):
                told = TalkSettings().updated(session)
                json.dumps(told.wire(recognizer="a", voice="b"))
            case said.CreateItem(item, after):
                Conversation().add(given_item(item)[0], after)


def test_an_event_keeps_the_id_that_its_client_gave_it() -> None:
    ping = {"type": "viva_voce.ping", "number": 3, "rtt_ms": 12.5, "event_id": "mine"}
    assert parsed(json.dumps(ping)) == (said.Ping(3, 12.5), "mine")
    with pytest.raises(BadEvent) as bad:
        parsed(json.dumps({"type": "nothing", "event_id": "mine"}))
    assert bad.value.event_id == "mine"


def test_a_section_is_a_short_text() -> None:
    seen = {"type": "viva_voce.section", "section": "x" * 100}
    assert parsed(json.dumps(seen)) == (said.LookAt("x" * 64), None)
    text = seen | {"page_text": " River\n Watch " + "x" * 1000}
    event, _ = parsed(json.dumps(text))
    assert isinstance(event, said.LookAt)
    assert event.page_text.startswith("River Watch x")
    assert len(event.page_text) == 600
    nameless = {"type": "viva_voce.section", "section": "", "page_text": "Watch"}
    assert parsed(json.dumps(nameless)) == (said.LookAt("", "Watch"), None)
    with pytest.raises(said.BadEvent):
        parsed(json.dumps(seen | {"page_text": 1}))
    with pytest.raises(BadEvent, match="short text"):
        parsed(json.dumps(seen | {"section": None}))


def test_items_stand_where_they_are_put_and_the_oldest_go() -> None:
    conversation = Conversation()

    def item(item_id: str) -> Item:
        return Item({"type": "message", "role": "system", "content": []}, item_id)

    assert conversation.add(item("b")) is None
    assert conversation.add(item("d")) == "b"
    assert conversation.add(item("c"), "b") == "b"
    assert conversation.add(item("a"), "root") is None
    for twice in (lambda: conversation.add(item("a")), lambda: conversation.find("x")):
        with pytest.raises(BadEvent):
            twice()
    for number in range(300):
        conversation.add(item(f"n{number}"))
    with pytest.raises(BadEvent):
        conversation.find("a")
    assert conversation.last_id == "n299"
