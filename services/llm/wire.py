"""The chat-completions protocol: requests as JSON, replies and stream chunks read."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from services.llm.failures import Transient, Unusable
from services.models.language import Completion, CompletionRequest

CHARS_PER_TOKEN = 3.6
"""English prose in Llama's and OpenAI's tokenizers, on the low side."""


def estimate_tokens(text: str) -> int:
    return int(len(text) / CHARS_PER_TOKEN) + 1


def payload(request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if stream:
        body["stream"] = True
        body["stream_options"] = {"include_usage": True}
    return body


def parse_completion(data: object, request: CompletionRequest) -> Completion:
    """Raise Unusable for anything that holds no text."""
    try:
        choice = data["choices"][0]  # type: ignore[index]
        text = choice["message"]["content"]
        usage = data.get("usage") or {}  # type: ignore[attr-defined]
        if not isinstance(text, str) or not text.strip():
            raise Unusable
        return Completion(
            text=text,
            model=str(data.get("model") or request.model),  # type: ignore[attr-defined]
            prompt_tokens=_count(usage.get("prompt_tokens"), prompt_text(request)),
            completion_tokens=_count(usage.get("completion_tokens"), text),
            finish_reason=str(choice.get("finish_reason") or "stop"),
        )
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise Unusable from error


def prompt_text(request: CompletionRequest) -> str:
    return "\n".join(message.content for message in request.messages)


def _count(reported: object, text: str) -> int:
    if isinstance(reported, int) and not isinstance(reported, bool) and reported >= 0:
        return reported
    return estimate_tokens(text)


@dataclass(slots=True)
class StreamedReply:
    """Collects the chunks of one stream until it says that it is finished."""

    request: CompletionRequest
    model: str = ""
    parts: list[str] = field(default_factory=list)
    usage: dict[str, Any] = field(default_factory=dict)
    finish_reason: str = ""

    def add(self, chunk: object) -> str:
        """Take in one chunk and return its text."""
        if not isinstance(chunk, dict) or chunk.get("error"):
            raise Unusable
        self.model = self.model or str(chunk.get("model") or "")
        extra = chunk.get("x_groq")
        usage = chunk.get("usage") or (extra.get("usage") if extra else None)
        if isinstance(usage, dict):
            self.usage = usage
        choices = chunk.get("choices")
        if not isinstance(choices, list) or not choices:
            return ""
        try:
            text = (choices[0].get("delta") or {}).get("content")
            self.finish_reason = choices[0].get("finish_reason") or self.finish_reason
        except AttributeError as error:
            raise Unusable from error
        if not isinstance(text, str):
            return ""
        self.parts.append(text)
        return text

    def completion(self) -> Completion:
        """Raise Transient when the stream broke off, Unusable when it held nothing."""
        text = "".join(self.parts)
        if self.parts and not self.finish_reason:
            raise Transient
        if not text.strip():
            raise Unusable
        prompt = prompt_text(self.request)
        return Completion(
            text=text,
            model=self.model or self.request.model,
            prompt_tokens=_count(self.usage.get("prompt_tokens"), prompt),
            completion_tokens=_count(self.usage.get("completion_tokens"), text),
            finish_reason=self.finish_reason,
        )


async def events(lines: AsyncIterator[str]) -> AsyncIterator[object]:
    """The JSON of each server-sent `data:` line.

    Reading goes on past `[DONE]` to the end, so that the connection can be kept.
    """
    async for line in lines:
        data = line.removeprefix("data:").strip()
        if data == line.strip() or data == "[DONE]":
            continue
        try:
            yield json.loads(data)
        except ValueError as error:
            raise Unusable from error
