"""Replies as chat completions, whole and in chunks."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from services.api.openai.citations import Cite
from services.api.openai.events import DONE, data
from services.api.shaping import answer_of
from services.pipeline.reply import Reply
from services.pipeline.streaming import Cards, Delta, Done, Event


def usage_of(reply: Reply) -> tuple[int, int]:
    """Tokens that a language model read and wrote for it; none without a model."""
    phrased = reply.phrased
    return (phrased.prompt_tokens, phrased.completion_tokens) if phrased else (0, 0)


def beside(reply: Reply) -> dict[str, Any]:
    """What other doors tell of a reply, for programs that know this service."""
    told = answer_of(reply)
    names = ("items", "item_type", "metadata")
    portfolio = {name: told[name] for name in names}
    return {"session_id": reply.session_id, "portfolio": portfolio}


@dataclass(frozen=True, slots=True)
class Chat:
    """One completion under way: its id, its model and how it is cited."""

    id: str
    model: str
    cite: Cite
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, reply: Reply) -> dict[str, Any]:
        message = {
            "role": "assistant",
            "content": reply.text,
            "refusal": None,
            "annotations": self._annotations(reply.text, reply),
        }
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {
            "id": self.id,
            "object": "chat.completion",
            "created": self.created,
            "model": self.model,
            "choices": [choice | {"logprobs": None}],
            "usage": self._usage(reply),
            **beside(reply),
        }

    async def chunks(
        self, events: AsyncGenerator[Event], *, with_usage: bool
    ) -> AsyncGenerator[str]:
        """Words as they come, then citations, the end, and what was used if wanted."""
        said = ""
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Cards):
                    yield self._chunk({"role": "assistant", "content": ""})
                elif isinstance(event, Delta):
                    said += event.text
                    yield self._chunk({"content": event.text})
                elif isinstance(event, Done):
                    for one in self._ending(said, event.reply, with_usage=with_usage):
                        yield one
        yield DONE

    def _ending(self, said: str, reply: Reply, *, with_usage: bool) -> list[str]:
        told = [self._chunk({"annotations": self._annotations(said, reply)})]
        told.append(self._chunk({}, finish_reason="stop", **beside(reply)))
        if with_usage:
            told.append(
                data(self._head() | {"choices": [], "usage": self._usage(reply)})
            )
        return told

    def _chunk(
        self, delta: dict[str, Any], finish_reason: str | None = None, **more: Any
    ) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return data({**self._head(), "choices": [choice | {"logprobs": None}], **more})

    def _head(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": self.model,
        }

    def _annotations(self, text: str, reply: Reply) -> list[dict[str, Any]]:
        """Each one nested under its type, as chat completions have it."""
        found = self.cite(text, reply.evidence)
        return [{"type": kind, kind: rest} for kind, rest in map(_without_type, found)]

    @staticmethod
    def _usage(reply: Reply) -> dict[str, int]:
        read, written = usage_of(reply)
        return {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        }


def _without_type(citation: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    rest = {name: value for name, value in citation.items() if name != "type"}
    return citation["type"], rest
