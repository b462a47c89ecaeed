"""Replies as response objects, whole and as the events of a stream."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import Any

from services.api.openai.chat import beside, usage_of
from services.api.openai.citations import Cite
from services.api.openai.events import data
from services.errors import NotFound
from services.pipeline.reply import Reply
from services.pipeline.sessions import is_usable
from services.pipeline.streaming import Cards, Delta, Done, Event

PREFIX = "resp_"
MARK_BYTES = 4
UNKNOWN = "There is no such response: leave out `previous_response_id`."


def response_id(session_id: str) -> str:
    """An id of its own that leads back to the session, for whoever holds it."""
    return f"{PREFIX}{token_hex(MARK_BYTES)}{session_id}"


def session_of(previous: str | None) -> str | None:
    """The session of an earlier response; raise NotFound for an id of none."""
    if previous is None:
        return None
    session_id = previous.removeprefix(PREFIX)[2 * MARK_BYTES :]
    if not previous.startswith(PREFIX) or not is_usable(session_id):
        raise NotFound(UNKNOWN)
    return session_id


@dataclass(slots=True)
class Responding:
    """One response under way. Its id follows from the session that it is made in."""

    model: str
    previous: str | None
    cite: Cite
    created: float = field(default_factory=time.time)
    id: str = ""
    message_id: str = field(default_factory=lambda: f"msg_{token_hex(12)}")
    _numbers: Iterator[int] = field(default_factory=count)

    def whole(self, reply: Reply) -> dict[str, Any]:
        self.id = self.id or response_id(reply.session_id)
        part = self._part(reply.text, self.cite(reply.text, reply.evidence))
        read, written = usage_of(reply)
        usage = {
            "input_tokens": read,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": written,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": read + written,
        }
        output = [self._message("completed", [part])]
        return self._object("completed", output, usage) | beside(reply)

    async def events(self, turn: AsyncGenerator[Event]) -> AsyncGenerator[str]:
        """The events of a stream, each with its number."""
        said = ""
        async with aclosing(turn):
            async for event in turn:
                if isinstance(event, Cards):
                    self.id = response_id(event.reply.session_id)
                    for one in self._beginning():
                        yield one
                elif isinstance(event, Delta):
                    said += event.text
                    yield self._event(
                        "response.output_text.delta", delta=event.text, logprobs=[]
                    )
                elif isinstance(event, Done):
                    for one in self._ending(said, event.reply):
                        yield one

    def _beginning(self) -> Iterator[str]:
        begun = self._object("in_progress", [], None)
        yield self._tell("response.created", response=begun)
        yield self._tell("response.in_progress", response=begun)
        message = self._message("in_progress", [])
        yield self._tell("response.output_item.added", output_index=0, item=message)
        yield self._event("response.content_part.added", part=self._part("", []))

    def _ending(self, said: str, reply: Reply) -> Iterator[str]:
        citations = self.cite(said, reply.evidence)
        for place, citation in enumerate(citations):
            yield self._event(
                "response.output_text.annotation.added",
                annotation_index=place,
                annotation=citation,
            )
        part = self._part(said, citations)
        message = self._message("completed", [part])
        whole = self.whole(reply) | {"output": [message]}
        yield self._event("response.output_text.done", text=said, logprobs=[])
        yield self._event("response.content_part.done", part=part)
        yield self._tell("response.output_item.done", output_index=0, item=message)
        yield self._tell("response.completed", response=whole)

    def _event(self, kind: str, **fields: Any) -> str:
        """An event about the one text of the one message."""
        place = {"item_id": self.message_id, "output_index": 0, "content_index": 0}
        return self._tell(kind, **place, **fields)

    def _tell(self, kind: str, **fields: Any) -> str:
        number = next(self._numbers)
        return data({"type": kind, "sequence_number": number, **fields}, named=True)

    def _message(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.message_id,
            "type": "message",
            "role": "assistant",
            "status": status,
            "content": content,
        }

    def _part(self, text: str, citations: list[dict[str, Any]]) -> dict[str, Any]:
        return {"type": "output_text", "text": text, "annotations": citations}

    def _object(
        self, status: str, output: list[dict[str, Any]], usage: dict[str, Any] | None
    ) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": status,
            "error": None,
            "incomplete_details": None,
            "instructions": None,
            "metadata": {},
            "model": self.model,
            "output": output,
            "parallel_tool_calls": False,
            "previous_response_id": self.previous,
            "tool_choice": "none",
            "tools": [],
            "text": {"format": {"type": "text"}},
            "usage": usage,
        }
