"""A server on loopback that speaks Anthropic's Messages protocol, and can misbehave."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any

from tests.model_server import Behaviour, ModelServer, answering_model, usage


class MessagesServer(ModelServer):
    """Takes the system text apart from the messages, as the protocol has it."""

    def _whole(self, behaviour: Behaviour, asked: dict[str, Any]) -> str:
        text = behaviour.say(prompt(asked))
        thought = {"type": "thinking", "thinking": "hm", "signature": "s"}
        parts = [thought, {"type": "text", "text": text}]
        return json.dumps(
            {
                "id": "msg_1",
                "type": "message",
                "role": "assistant",
                "model": answering_model(asked),
                "content": parts,
                "stop_reason": "end_turn",
                "stop_sequence": None,
                "usage": counted(asked, text),
            }
        )

    async def _pieces(
        self, behaviour: Behaviour, asked: dict[str, Any]
    ) -> AsyncIterator[str]:
        text = behaviour.say(prompt(asked))
        spent = counted(asked, text)
        message: dict[str, Any] = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": answering_model(asked),
            "content": [],
            "stop_reason": None,
            "usage": {"input_tokens": spent["input_tokens"], "output_tokens": 1},
        }
        yield event("message_start", message=message)
        yield event("ping")
        thinking = {"type": "thinking", "thinking": "", "signature": ""}
        yield event("content_block_start", index=0, content_block=thinking)
        thought = {"type": "thinking_delta", "thinking": "hm"}
        yield event("content_block_delta", index=0, delta=thought)
        yield event("content_block_stop", index=0)
        start = {"type": "text", "text": ""}
        yield event("content_block_start", index=1, content_block=start)
        for word in re.findall(r"\S+\s*", text):
            delta = {"type": "text_delta", "text": word}
            yield event("content_block_delta", index=1, delta=delta)
        yield event("content_block_stop", index=1)
        yield event(
            "message_delta",
            delta={"stop_reason": "end_turn", "stop_sequence": None},
            usage={"output_tokens": spent["output_tokens"]},
        )
        yield event("message_stop")


def prompt(asked: dict[str, Any]) -> list[dict[str, str]]:
    return [{"role": "system", "content": asked.get("system", "")}, *asked["messages"]]


def counted(asked: dict[str, Any], text: str) -> dict[str, int]:
    spent = usage({"messages": prompt(asked)}, text)
    return {
        "input_tokens": spent["prompt_tokens"],
        "output_tokens": spent["completion_tokens"],
    }


def event(kind: str, **told: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **told})}\n\n"
