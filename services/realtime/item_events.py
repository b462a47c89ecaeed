"""What a client does with items and responses of its talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from services.models.audio import Utterance
from services.realtime import client_events as said
from services.realtime.client_events import BadEvent
from services.realtime.items import Item, given_item
from services.realtime.sound_formats import SoundIn

if TYPE_CHECKING:
    from services.realtime.talk import Talk


class ItemEvents:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def _create_item(self, fields: Mapping[str, Any], after: str | None) -> None:
        item, sound = given_item(fields)
        samples = None
        if sound is not None:
            data = said.audio_of(sound, "item.content.audio")
            samples = SoundIn(self._talk.settings.sound_in).samples(data)
        self._talk.add(item, after)
        if samples is not None:
            self._talk.recorded.read(item, Utterance(samples))

    def _create_response(self, fields: Mapping[str, Any]) -> None:
        if self._talk.floor.response is not None:
            raise BadEvent(
                "A response is being told.", "conversation_already_has_active_response"
            )
        wanted = self._talk.settings.updated(_only(fields, "output_modalities"))
        metadata = fields.get("metadata")
        if metadata is not None and not _is_metadata(metadata):
            raise BadEvent(
                "Metadata are up to 16 short texts.",
                "invalid_value",
                param="response.metadata",
            )
        item = self._question(fields)
        item.answered = True
        self._talk.recorded.respond(item, speaks=wanted.speaks, metadata=metadata)

    def _question(self, fields: Mapping[str, Any]) -> Item:
        """What a response is wanted to: its own input, or what was said last."""
        written = fields.get("input")
        if isinstance(written, list):
            items = [given_item(one)[0] for one in written if isinstance(one, dict)]
            asked = [item for item in items if item.role == "user" and item.text]
            found = asked[-1] if asked else None
        else:
            found = self._talk.conversation.question()
        if found is None:
            raise BadEvent("There is nothing to answer.", "nothing_to_answer")
        return found

    def do(self, event: said.Event) -> None:
        """Raise BadEvent for what cannot be done."""
        match event:
            case said.CreateItem(given, after):
                self._create_item(given, after)
            case said.CreateResponse(given):
                self._create_response(given)
            case said.DeleteItem(item_id):
                self._talk.conversation.remove(item_id)
                self._talk.outbox.put("conversation.item.deleted", item_id=item_id)
            case said.RetrieveItem(item_id):
                item = self._talk.conversation.find(item_id).wire()
                self._talk.outbox.put("conversation.item.retrieved", item=item)
            case said.TruncateItem(item_id, content_index, audio_end_ms):
                self._truncate(item_id, content_index, audio_end_ms)

    def _truncate(self, item_id: str, content_index: int, audio_end_ms: int) -> None:
        item = self._talk.conversation.find(item_id)
        if item.role != "assistant" or content_index:
            raise BadEvent(
                "Only the sound of a reply can be cut.",
                "invalid_value",
                param="item_id",
            )
        length_s = self._talk.floor.truncate(item_id, audio_end_ms / 1000)
        if length_s is not None and audio_end_ms / 1000 > length_s:
            raise BadEvent(
                f"The sound is {round(length_s * 1000)} ms long.",
                "invalid_value",
                param="audio_end_ms",
            )
        self._talk.outbox.put(
            "conversation.item.truncated",
            item_id=item_id,
            content_index=content_index,
            audio_end_ms=audio_end_ms,
        )


def _only(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: fields[name] for name in names if fields.get(name) is not None}


def _is_metadata(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= 16
        and all(isinstance(v, str) and len(v) <= 512 for v in value.values())
        and all(len(key) <= 64 for key in value)
    )
