"""Conversations as OpenAI's interface writes them, read as a question and a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.api.schemas.turns import MAX_QUESTION, Question
from services.api.schemas.v1 import ChatMessage, ChatRequest, ResponseRequest
from services.errors import InvalidInput

TEXTS = ("text", "input_text", "output_text", "refusal")
SPOKEN = ("user", "assistant")
NO_TOOLS = "No tools are used here: leave out `{}`."
TEXT_ONLY = "Only text is read here: leave out images, files and sound."
PLAIN_ONLY = "Replies are plain text: leave out `{}`."
ONE_ONLY = "There is one answer: leave out `n`."
NOBODY_ASKS = "The last message has to be the user's, in words."
TOO_LONG = f"A question has at most {MAX_QUESTION} characters."
NOT_HERE = "Replies are not made in the background, nor kept: leave out `{}`."


def check_chat(asked: ChatRequest) -> None:
    """Raise InvalidInput for what would have to be read over, and changes the reply."""
    for name in ("tools", "functions"):
        if getattr(asked, name):
            raise InvalidInput(NO_TOOLS.format(name))
    if asked.n not in (None, 1):
        raise InvalidInput(ONE_ONLY)
    if asked.response_format and asked.response_format.get("type") != "text":
        raise InvalidInput(PLAIN_ONLY.format("response_format"))
    if asked.modalities and asked.modalities != ["text"]:
        raise InvalidInput(PLAIN_ONLY.format("modalities"))
    if asked.logprobs:
        raise InvalidInput(PLAIN_ONLY.format("logprobs"))


def check_response(asked: ResponseRequest) -> None:
    """Raise InvalidInput, as for a chat."""
    if asked.tools:
        raise InvalidInput(NO_TOOLS.format("tools"))
    kind = (asked.text or {}).get("format")
    if isinstance(kind, dict) and kind.get("type") != "text":
        raise InvalidInput(PLAIN_ONLY.format("text.format"))
    for name in ("background", "conversation"):
        if getattr(asked, name):
            raise InvalidInput(NOT_HERE.format(name))


def question_of(
    messages: Sequence[ChatMessage], session_id: Any
) -> tuple[Question, list[dict[str, str]]]:
    """The last message as a question, and those before it that somebody said.

    What a client writes as a system or developer is nobody's question: it is read
    over, as instructions to a portfolio come from its owner alone.
    """
    *before, last = messages
    if last.role != "user":
        raise InvalidInput(NOBODY_ASKS)
    text = text_of(last.content)
    if not text.strip():
        raise InvalidInput(NOBODY_ASKS)
    if len(text) > MAX_QUESTION:
        raise InvalidInput(TOO_LONG)
    history = [
        {"role": message.role, "content": text_of(message.content)}
        for message in before
        if message.role in SPOKEN
    ]
    return Question(text=text, session_id=session_id), history


def text_of(content: Any) -> str:
    """The words of a message, which may be in parts; raise InvalidInput for others."""
    if isinstance(content, str):
        return content.encode("utf-8", "replace").decode()
    if content is None:
        return ""
    if not isinstance(content, list):
        raise InvalidInput(TEXT_ONLY)
    return "\n".join(part_of(part) for part in content)


def part_of(part: Any) -> str:
    if not isinstance(part, dict) or part.get("type") not in TEXTS:
        raise InvalidInput(TEXT_ONLY)
    text = part.get("text", part.get("refusal"))
    if not isinstance(text, str):
        raise InvalidInput(TEXT_ONLY)
    return text.encode("utf-8", "replace").decode()
