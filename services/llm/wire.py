"""The chat-completions protocol: requests as JSON, replies and stream chunks read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from services.llm.failures import Unusable
from services.models.language import Completion, CompletionRequest

CHARS_PER_TOKEN = 3.6
"""English prose in Llama's and OpenAI's tokenizers, on the low side."""
CHARS_PER_TOKEN_AT_LEAST = 2.5
MAX_TOKENS = 1_000_000
"""A count beyond this is no count: the longest prompts there are end below it."""
MAX_NAME_CHARS = 100
TEXT_PARTS = ("text", "output_text")
BROKEN_OFF = "broken_off"
PATH = "/chat/completions"


def headers(api_key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {api_key}"} if api_key else {}


def estimate_tokens(text: str) -> int:
    return int(len(text) / CHARS_PER_TOKEN) + 1


def most_tokens(text: str) -> int:
    """What no tokenizer is expected to go beyond, for money that is set aside."""
    return int(len(text) / CHARS_PER_TOKEN_AT_LEAST) + 1


def payload(request: CompletionRequest, *, stream: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if request.schema:
        form = {"name": "reply", "strict": True, "schema": dict(request.schema)}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    if stream:
        body["stream"] = True
        body["stream_options"] = {"include_usage": True}
    return body


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
        model=word(model) or request.model,
        prompt_tokens=_count(usage.get("prompt_tokens"), prompt_text(request)),
        completion_tokens=_count(usage.get("completion_tokens"), text),
        finish_reason=finish_reason,
    )


def prompt_text(request: CompletionRequest) -> str:
    return "\n".join(message.content for message in request.messages)


def text_of(content: object) -> str:
    """Text, or the text parts of a list; nothing that no reply of ours could carry."""
    if isinstance(content, list):
        parts = [mapping(part) for part in content]
        told = [p.get("text") for p in parts if p.get("type", "text") in TEXT_PARTS]
        content = "".join(text for text in told if isinstance(text, str))
    if not isinstance(content, str):
        return ""
    return content.encode("utf-8", "ignore").decode().replace("\x00", "")


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: object) -> Mapping[str, Any]:
    return mapping(value[0]) if isinstance(value, list) and value else {}


def word(value: object) -> str:
    """A name that a server gives, short enough for a log line."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value[:MAX_NAME_CHARS] if c.isprintable())


def model_name(value: object) -> str:
    """A model's name; of one that is a file of the server's, the file's own."""
    name = word(value)
    is_path = name.startswith(("/", "~", ".")) or "\\" in name
    return PurePath(name.replace("\\", "/")).name if is_path else name


def _count(usage: object, text: str) -> int:
    counted = isinstance(usage, int) and not isinstance(usage, bool)
    if counted and 0 <= usage <= MAX_TOKENS:  # type: ignore[operator]
        return int(usage)  # type: ignore[call-overload,no-any-return]
    return estimate_tokens(text)


def reply_to(request: CompletionRequest) -> StreamedReply:
    return StreamedReply(request)


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
        chunk = mapping(event)
        if not chunk or chunk.get("error"):
            raise Unusable("an error inside a stream")
        self.model = self.model or model_name(chunk.get("model"))
        extra = mapping(chunk.get("x_groq"))
        self.usage = mapping(chunk.get("usage") or extra.get("usage")) or self.usage
        choice = _first(chunk.get("choices"))
        self.finish_reason = word(choice.get("finish_reason")) or self.finish_reason
        said = mapping(choice.get("delta"))
        if not said and "message" in choice:
            # The whole message at once, asked for or not.
            said = mapping(choice["message"])
            self.finish_reason = self.finish_reason or "stop"
        text = text_of(said.get("content"))
        self.parts.append(text)
        return text

    def completion(self) -> Completion:
        """Raise Unusable when there was no text.

        One that nothing said the end of may be cut off: its whole sentences stand.
        """
        text = "".join(self.parts)
        if not text.strip():
            raise Unusable("a reply without text")
        return completion(
            self.request,
            text,
            model=self.model,
            usage=self.usage,
            finish_reason=self.finish_reason or BROKEN_OFF,
        )
