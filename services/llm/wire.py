"""The chat-completions protocol: requests as JSON, replies and stream chunks read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.llm.failures import Transient, Unusable
from services.models.language import Completion, CompletionRequest

CHARS_PER_TOKEN = 3.6
"""English prose in Llama's and OpenAI's tokenizers, on the low side."""
MAX_TOKENS = 1_000_000
"""A count beyond this is no count: the longest prompts there are end below it."""
MAX_NAME_CHARS = 100


def estimate_tokens(text: str) -> int:
    return int(len(text) / CHARS_PER_TOKEN) + 1


def payload(request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if request.schema is not None:
        named = {"name": "answer", "strict": True, "schema": dict(request.schema)}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    if stream:
        body["stream"] = True
        body["stream_options"] = {"include_usage": True}
    return body


def parse_completion(data: object, request: CompletionRequest) -> Completion:
    """Raise Unusable for anything that holds no text."""
    choice = _first(_mapping(data).get("choices"))
    text = text_of(_mapping(choice.get("message")).get("content"))
    if not text.strip():
        raise Unusable("a reply without text")
    whole = _mapping(data)
    return completion(
        request,
        text,
        model=whole.get("model"),
        usage=_mapping(whole.get("usage")),
        finish_reason=_word(choice.get("finish_reason")) or "stop",
    )


def completion(
    request: CompletionRequest,
    text: str,
    *,
    model: object,
    usage: Mapping[str, Any],
    finish_reason: str,
) -> Completion:
    """A reply in our words; tokens are estimated where the server counts none."""
    return Completion(
        text=text,
        model=_word(model) or request.model,
        prompt_tokens=_count(usage.get("prompt_tokens"), prompt_text(request)),
        completion_tokens=_count(usage.get("completion_tokens"), text),
        finish_reason=finish_reason,
    )


def prompt_text(request: CompletionRequest) -> str:
    return "\n".join(message.content for message in request.messages)


def text_of(content: object) -> str:
    """Text, or the text parts of a list; nothing that no reply of ours could carry."""
    if isinstance(content, list):
        parts = [_mapping(part) for part in content]
        told = [part.get("text") for part in parts if part.get("type") == "text"]
        content = "".join(text for text in told if isinstance(text, str))
    if not isinstance(content, str):
        return ""
    return content.encode("utf-8", "ignore").decode().replace("\x00", "")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: object) -> Mapping[str, Any]:
    return _mapping(value[0]) if isinstance(value, list) and value else {}


def _word(value: object) -> str:
    """A name that a server gives, short enough for a log line."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value[:MAX_NAME_CHARS] if c.isprintable())


def _count(reported: object, text: str) -> int:
    counted = isinstance(reported, int) and not isinstance(reported, bool)
    if counted and 0 <= reported <= MAX_TOKENS:  # type: ignore[operator]
        return int(reported)  # type: ignore[call-overload,no-any-return]
    return estimate_tokens(text)


@dataclass(slots=True)
class StreamedReply:
    """Collects the chunks of one stream until it says that it is finished."""

    request: CompletionRequest
    model: str = ""
    parts: list[str] = field(default_factory=list)
    usage: Mapping[str, Any] = field(default_factory=dict)
    finish_reason: str = ""

    def add(self, event: object) -> str:
        """Take in one event, and return its text. True says that all were sent."""
        if event is True:
            self.finish_reason = self.finish_reason or "stop"
            return ""
        chunk = _mapping(event)
        if not chunk or chunk.get("error"):
            raise Unusable("an error inside a stream")
        self.model = self.model or _word(chunk.get("model"))
        extra = _mapping(chunk.get("x_groq"))
        self.usage = _mapping(chunk.get("usage") or extra.get("usage")) or self.usage
        choice = _first(chunk.get("choices"))
        self.finish_reason = _word(choice.get("finish_reason")) or self.finish_reason
        # A server that does not stream sends the whole message at once.
        said = _mapping(choice.get("delta")) or _mapping(choice.get("message"))
        text = text_of(said.get("content"))
        self.parts.append(text)
        return text

    def completion(self) -> Completion:
        """Raise Transient when the stream broke off, Unusable when it held nothing."""
        text = "".join(self.parts)
        if text and not self.finish_reason:
            raise Transient("a stream that broke off")
        if not text.strip():
            raise Unusable("a stream without text")
        return completion(
            self.request,
            text,
            model=self.model,
            usage=self.usage,
            finish_reason=self.finish_reason,
        )
