"""Reading: a model answers from the facts, where the engine may not know best."""

from __future__ import annotations

from collections.abc import Callable

from services.llm.composing import (
    MAX_QUESTION_CHARS,
    RECENT_TURNS,
    Composed,
    Persona,
    cost,
    shortened,
    system_words,
)
from services.llm.fact_list import fact_list, unfenced
from services.llm.prompts import Prompts
from services.models.answer import Answer, Intent, Query
from services.models.conversation import Turn
from services.models.fact_sheet import FactSheet
from services.models.language import ChatMessage

SURE = 0.7
"""The confidence from which the engine's answer needs nobody else's."""
TURNED_AWAY = (Intent.UNSAFE, Intent.OFF_TOPIC, Intent.UNCLEAR)
"""Questions that no model is shown."""
EXACT = (
    *(Intent.CONTACT, Intent.GREETING, Intent.THANKS, Intent.GOODBYE),
    *(Intent.SMALLTALK, Intent.META),
)
"""Intents whose answers are known by heart."""
FENCE = "=== facts ==="
"""The same each time, so that servers know the prompt again; no data can have it."""
SHARE_OF_TURNS = 0.15
"""Of a request, what the conversation may take."""


def unasked(answer: Answer) -> str:
    """Why no model is to read for an answer; empty where one is."""
    if answer.intent in TURNED_AWAY:
        return "not_rephrasable"
    if answer.intent in EXACT or answer.show_all_query:
        return "not_needed"
    if answer.language != "en":
        # The facts are said in English, and so is what can be checked against them.
        return "not_rephrasable"
    unsure = answer.judged or answer.closest or answer.confidence < SURE
    return "" if unsure else "not_needed"


def compose_reading(
    prompts: Prompts,
    persona: Persona,
    query: Query,
    answer: Answer,
    sheet: FactSheet,
    *,
    max_tokens: int,
    clean: Callable[[str], str],
) -> Composed:
    """The prompt with the facts that fit into `max_tokens`, and those facts.

    `clean` takes personal data out of what visitors wrote.
    """
    system = system_words(prompts, persona, answer, FENCE)
    question = prompts.fill(
        "read_question",
        conversation=_conversation(
            prompts, query.history, int(max_tokens * SHARE_OF_TURNS), clean
        ),
        answer=unfenced(answer.text),
        question=unfenced(clean(query.text[:MAX_QUESTION_CHARS])),
    )
    bare = prompts.fill("read", facts="", **system)
    listed = fact_list(sheet, max_tokens - cost(bare) - cost(question))
    head = prompts.fill("read", facts=listed.text, **system)
    messages = (ChatMessage("system", head), ChatMessage("user", question))
    tokens = sum(cost(message.content) for message in messages)
    return Composed(messages, (), system["canary"], tokens, listed.facts, listed.ranks)


def _conversation(
    prompts: Prompts, turns: tuple[Turn, ...], budget: int, clean: Callable[[str], str]
) -> str:
    """The newest turns that fit, oldest first; empty without any."""
    kept: list[str] = []
    for turn in reversed(turns[-RECENT_TURNS:]):
        short = shortened(turn)
        asked, said = (
            " ".join(unfenced(clean(text)).split())
            for text in (short.user_input, short.ai_response)
        )
        kept.insert(0, f"Visitor: {asked}\nReply: {said}")
        if cost(prompts.fill("read_conversation", turns="\n".join(kept))) > budget:
            del kept[0]
            break
    if not kept:
        return ""
    return prompts.fill("read_conversation", turns="\n".join(kept))
