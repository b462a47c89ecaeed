"""The conversation so far, from a client that keeps it for itself.

A page may send no more than what was said. What was shown then is worked out by asking
the engine again: "the second one" needs the cards, not the words. Of each question it
is asked the beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from services.models.answer import Answer, Query
from services.models.conversation import LONGEST_EARLIER, Message, Turn
from services.pipeline.reply import Asked
from services.protocols import QueryProcessor

LONG_AGO = datetime.fromtimestamp(0, tz=UTC)


async def turns_before(request: Asked, processor: QueryProcessor) -> tuple[Turn, ...]:
    """The turns of the client's history, without the question that is being asked.

    Some clients send it as the last message of the history, too.
    """
    messages = request.messages
    if (
        messages
        and messages[-1].role == "user"
        and messages[-1].content == request.text
    ):
        messages = messages[:-1]
    return await turns_of(messages, processor)


def as_shown(turns: tuple[Turn, ...], messages: Sequence[Message]) -> tuple[Turn, ...]:
    """The turns of a session, the last one with the cards that the page has by now.

    A better answer may have come after the turn was kept, and "the second one" means
    what the visitor sees.
    """
    if not turns:
        return turns
    last = turns[-1]
    for asked, reply in pairwise(messages):
        same = asked.role == "user" and asked.content == last.user_input
        if same and reply.role == "assistant" and reply.shown:
            last = replace(last, ai_response=reply.content, shown=reply.shown)
    return (*turns[:-1], last)


async def turns_of(
    messages: Sequence[Message], processor: QueryProcessor
) -> tuple[Turn, ...]:
    """A client's messages as turns: each question with the reply that follows it.

    A question without a reply is one the page did not send the reply of. A reply that
    nobody asked for stands for nothing.
    """
    turns: tuple[Turn, ...] = ()
    question: str | None = None
    for message in messages:
        if message.role == "user":
            if question is not None:
                turns += (await asked_again(question, turns, processor),)
            question = message.content[:LONGEST_EARLIER]
        elif question is not None:
            turns += (await turn_of(question, message, turns, processor),)
            question = None
    if question is not None:
        turns += (await asked_again(question, turns, processor),)
    return turns


async def turn_of(
    question: str, reply: Message, before: tuple[Turn, ...], processor: QueryProcessor
) -> Turn:
    """As the page tells it, where it tells what was shown."""
    intent = reply.metadata.get("intent")
    if not reply.shown and not intent:
        return await asked_again(question, before, processor, reply=reply.content)
    original = reply.metadata.get("original_query")
    return Turn(
        user_input=question,
        ai_response=reply.content,
        timestamp=LONG_AGO,
        shown=reply.shown,
        item_type=reply.item_type,
        intent=intent if isinstance(intent, str) else "",
        original_query=original if isinstance(original, str) else "",
    )


async def asked_again(
    question: str,
    before: tuple[Turn, ...],
    processor: QueryProcessor,
    *,
    reply: str | None = None,
) -> Turn:
    """What the engine answers to `question` after the turns `before`."""
    answer = await processor.find(Query(question, history=before))
    return answered(question, answer, LONG_AGO, reply=reply)


def answered(
    question: str,
    answer: Answer,
    at: datetime,
    *,
    reply: str | None = None,
    turn_id: str = "",
) -> Turn:
    """A turn of a question and its answer; `reply` is what the visitor read of it."""
    return Turn(
        user_input=question,
        ai_response=answer.text if reply is None else reply,
        timestamp=at,
        shown=tuple(card.id for card in answer.cards),
        item_type=answer.item_type,
        intent=answer.intent,
        filters=answer.filters.to_dict(),
        original_query=answer.original_query,
        turn_id=turn_id,
    )
