"""Replies as the wire wants them; the fields are those of docs/api.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.models.answer import Answer, Intent
from services.models.conversation import Message
from services.pipeline.reply import Asked, Reply
from services.pipeline.sessions import is_usable

MOST_MESSAGES = 10
MOST_CHARACTERS = 2000
ROLES = ("user", "assistant")
PARTS = ("recognizer", "llm", "tts")
OVER_ALLOWANCE = "You have asked a lot in a short time. Please wait a moment."


def metadata_of(reply: Reply) -> dict[str, Any]:
    answer, phrased = reply.final, reply.phrased
    shaped: dict[str, Any] = {
        "intent": str(answer.intent),
        "intelligent_selection": bool(answer.cards) and not answer.show_all_query,
        "cards_shown": bool(answer.cards),
        "filters": answer.filters.to_dict(),
        "engines": dict.fromkeys(PARTS, "none") | dict(reply.engines),
        "grounded": phrased.grounded if phrased else True,
        "degraded": list(reply.degraded),
        "original_query": answer.original_query or reply.question,
        "total_results": answer.total_results,
        "show_all_query": answer.show_all_query,
        "absent": answer.absent,
        "closest": answer.closest,
        "rate_limited": False,
        "evidence": [piece.to_dict() for piece in answer.evidence],
        "suggestions": list(reply.suggestions),
        "language": answer.language,
        "confidence": answer.confidence,
        "llm": phrased.reason if phrased else "none",
        "corrected": reply.corrected,
        "turn_id": reply.turn_id or None,
    }
    if reply.heard is not None:
        shaped |= {"needs_confirmation": True, "heard": reply.heard}
    if answer.explain is not None:
        shaped["explain"] = dict(answer.explain)
    return shaped


def answer_of(reply: Reply) -> dict[str, Any]:
    """What every kind of reply has in common."""
    return {
        "session_id": reply.session_id,
        "response": reply.text,
        "items": [card.to_dict() for card in reply.final.cards],
        "item_type": reply.final.item_type,
        "metadata": metadata_of(reply),
    }


def turn_of(reply: Reply) -> dict[str, Any]:
    shaped = {
        "status": "success" if reply.whole else "partial_success",
        **answer_of(reply),
        "audio_file": reply.audio_file,
        "timing": dict(reply.timing),
    }
    if reply.transcript is None:
        return {**shaped, "input_text": reply.question}
    return {
        **shaped,
        "transcription": reply.transcript.text,
        "transcript": {
            "confidence": round(reply.transcript.confidence, 3),
            "language": reply.transcript.language,
            "engine": reply.transcript.engine,
        },
    }


def rate_limit_reply(asked: Asked, retry_after_s: int) -> dict[str, Any]:
    """What `/smart/query` says over its allowance: its page shows only 200s."""
    answer = Answer(OVER_ALLOWANCE, Intent.META, "rate_limit")
    holder = asked.session_id if is_usable(asked.session_id) else None
    shaped = answer_of(Reply(holder or "", asked.text, answer, {}, {}, turn_id=""))
    shaped["metadata"] |= {"rate_limited": True, "retry_after_s": retry_after_s}
    return shaped


def messages_of(history: Any) -> tuple[Message, ...]:
    """A client's history as data: the last messages, what is malformed left out."""
    if not isinstance(history, list):
        return ()
    found = [_message(item) for item in history[-MOST_MESSAGES:]]
    return tuple(message for message in found if message is not None)


def _message(item: Any) -> Message | None:
    if not isinstance(item, Mapping) or item.get("role") not in ROLES:
        return None
    content = item.get("content")
    if not isinstance(content, str):
        return None
    shown = item.get("structuredData")
    data = shown if isinstance(shown, Mapping) else {}
    metadata = data.get("metadata")
    return Message(
        role=item["role"],
        content=content[:MOST_CHARACTERS].encode("utf-8", "replace").decode(),
        shown=_ids(data.get("items")),
        item_type=_text(data.get("item_type")) or "none",
        metadata={
            key: _text(value)
            for key, value in (
                metadata.items() if isinstance(metadata, Mapping) else ()
            )
            if key in ("intent", "original_query")
        },
    )


def _ids(items: Any) -> tuple[str, ...]:
    cards = items if isinstance(items, list) else []
    ids = (card.get("id") for card in cards[:100] if isinstance(card, Mapping))
    return tuple(_text(one) for one in ids if isinstance(one, str))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return value[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
