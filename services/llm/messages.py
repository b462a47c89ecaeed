"""Anthropic's Messages protocol, in the shapes of `wire`: version 2023-06-01.

https://platform.claude.com/docs/en/build-with-claude/streaming: the system text stands
apart from the messages, tokens are counted at the start and the end of a stream, and
parts that are no text (thoughts) are skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.llm.failures import Transient, Unusable
from services.llm.wire import StreamedReply, mapping, model_name, text_of, word
from services.models.language import CompletionRequest

PATH = "/v1/messages"
VERSION = "2023-06-01"
COUNTS = {"prompt_tokens": "input_tokens", "completion_tokens": "output_tokens"}
OVERLOADED = ("overloaded_error", "rate_limit_error", "api_error", "timeout_error")
"""Errors within a stream that may have passed a moment later."""


def headers(api_key: str | None) -> dict[str, str]:
    key = {"x-api-key": api_key} if api_key else {}
    return {"anthropic-version": VERSION, **key}


def payload(request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
    system = "\n\n".join(m.content for m in request.messages if m.role == "system")
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [
            {"role": m.role, "content": m.content}
            for m in request.messages
            if m.role != "system"
        ],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        # Fifty words are wanted soon.
        "thinking": {"type": "disabled"},
    }
    if system:
        body["system"] = system
    if request.schema:
        form = {"type": "json_schema", "schema": dict(request.schema)}
        body["output_config"] = {"format": form}
    if stream:
        body["stream"] = True
    return body


def reply_to(request: CompletionRequest) -> StreamedReply:
    return MessagesReply(request)


class MessagesReply(StreamedReply):
    """Collects the events of one stream, or the whole message in place of them."""

    def add(self, event: object) -> str:
        told = mapping(event)
        kind = told.get("type")
        if not told or kind == "error" or told.get("error"):
            raise _failure(told)
        if kind in ("message", "message_stop"):
            self.finish_reason = self.finish_reason or "stop"
        self._note(mapping(told.get("message")) if kind == "message_start" else told)
        part: object = told.get("content")
        if kind == "content_block_delta":
            part = [{**mapping(told.get("delta")), "type": "text"}]
        elif kind == "content_block_start":
            part = [told.get("content_block")]
        text = text_of(part)
        self.parts.append(text)
        return text

    def _note(self, event: Mapping[str, Any]) -> None:
        """What a message or a change of it says of itself."""
        self.model = self.model or model_name(event.get("model"))
        counted = mapping(event.get("usage"))
        for ours, theirs in COUNTS.items():
            if theirs in counted:
                self.usage = {**self.usage, ours: counted[theirs]}
        change = mapping(event.get("delta"))
        stopped = event.get("stop_reason") or change.get("stop_reason")
        self.finish_reason = word(stopped) or self.finish_reason


def _failure(body: Mapping[str, Any]) -> Transient | Unusable:
    kind = mapping(body.get("error")).get("type")
    if kind in OVERLOADED:
        return Transient("an error inside a stream")
    return Unusable("an error inside a stream")
