"""What is sent to a model: four tiers inside a token budget, the lowest cut first."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from services.llm.prompts import Prompts
from services.llm.wire import estimate_tokens
from services.models.answer import Answer, Card, Query
from services.models.conversation import Turn
from services.models.language import ChatMessage

MAX_WORDS = 50
RECENT_TURNS = 4
MAX_QUESTION_CHARS = 1_000
MAX_REPLY_CHARS = 400
MAX_TOPIC_CHARS = 80
MAX_TOPICS = 12
PER_MESSAGE_TOKENS = 4
"""What a chat template adds around each message."""

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
FENCE = re.compile(r"[<>]{2,}|={3,}|#{3,}|`{3,}")

CARD_FIELDS = (
    "type",
    "title",
    "role",
    "company",
    "organization",
    "institution",
    "degree",
    "venue",
    "authors",
    "date",
    "content",
    "description",
    "metrics",
)


@dataclass(frozen=True, slots=True)
class Persona:
    """Whom the replies are about and how they sound."""

    name: str
    subject: str = "they"
    tone: str = "friendly"


@dataclass(frozen=True, slots=True)
class Composed:
    """`cards` are those that went into the prompt: the only ground to stand on."""

    messages: tuple[ChatMessage, ...]
    cards: tuple[Card, ...]
    canary: str
    tokens: int


def compose(
    prompts: Prompts,
    persona: Persona,
    query: Query,
    answer: Answer,
    *,
    max_tokens: int,
    clean: Callable[[str], str],
) -> Composed:
    """What is sent to a model: the tiers that fit into `max_tokens`, lowest cut first.

    `clean` takes personal data out of what visitors wrote.
    """
    canary = secrets.token_hex(8)
    fence = f"=== entries {secrets.token_hex(4)} ==="
    system = prompts.fill(
        "system",
        name=persona.name,
        subject=persona.subject,
        fence=fence,
        words=str(MAX_WORDS),
        tone=prompts.fill(f"tone_{persona.tone}"),
        language=LANGUAGES.get(answer.language, answer.language),
        canary=canary,
    )
    asked = clean(query.text[:MAX_QUESTION_CHARS])
    question = prompts.fill("question", question=_unfenced(asked))
    budget = max_tokens - _cost(system) - _cost(question)
    cards = _fitting(answer.cards, budget - _cost(answer.text))
    ground = prompts.fill(
        "cards",
        fence=fence,
        entries="\n\n".join(card_text(card) for card in cards),
        answer=answer.text,
    )
    budget -= _cost(ground)
    recent, older = query.history[-RECENT_TURNS:], query.history[:-RECENT_TURNS]
    # A lower tier gets what the one above it leaves, and nothing if that was cut.
    turns = _recent(recent, budget, clean) if cards == answer.cards else ()
    budget -= sum(_cost(message.content) for message in turns)
    uncut = len(turns) == 2 * len(recent)
    summary = _summary(prompts, older, budget, clean) if uncut else ""
    head = "\n\n".join(part for part in (system, ground, summary) if part)
    messages = (ChatMessage("system", head), *turns, ChatMessage("user", question))
    tokens = sum(_cost(message.content) for message in messages)
    return Composed(messages, cards, canary, tokens)


def shortened(turn: Turn) -> Turn:
    """As much of a turn as a prompt takes."""
    return replace(
        turn,
        user_input=turn.user_input[:MAX_QUESTION_CHARS],
        ai_response=turn.ai_response[:MAX_REPLY_CHARS],
    )


def card_text(card: Card) -> str:
    """One entry as lines of `field: text`, its lists joined."""
    values = [(name, getattr(card, name)) for name in CARD_FIELDS]
    lists = [
        ("technologies", ", ".join(card.technologies)),
        ("skills", ", ".join(card.skills)),
        ("highlights", " | ".join(card.highlights)),
    ]
    return "\n".join(
        f"{name}: {_unfenced(value)}" for name, value in values + lists if value
    )


def _unfenced(text: str) -> str:
    """Nothing in data may look like the fence around it."""
    return FENCE.sub(" ", text).replace("\r", " ")


def _cost(text: str) -> int:
    return estimate_tokens(text) + PER_MESSAGE_TOKENS


def _fitting(cards: tuple[Card, ...], budget: int) -> tuple[Card, ...]:
    """The best-ranked cards that fit; the first always goes along."""
    kept: list[Card] = []
    for card in cards:
        budget -= _cost(card_text(card))
        if kept and budget < 0:
            break
        kept.append(card)
    return tuple(kept)


def _recent(
    turns: tuple[Turn, ...], budget: int, clean: Callable[[str], str]
) -> tuple[ChatMessage, ...]:
    """Whole turns, newest first into the budget, oldest first in the prompt."""
    kept: list[ChatMessage] = []
    for turn in reversed(turns):
        pair = list(_messages(turn, clean))
        budget -= sum(_cost(message.content) for message in pair)
        if budget < 0:
            break
        kept = pair + kept
    return tuple(kept)


def _messages(turn: Turn, clean: Callable[[str], str]) -> Iterator[ChatMessage]:
    short = shortened(turn)
    yield ChatMessage("user", _unfenced(clean(short.user_input)))
    yield ChatMessage("assistant", _unfenced(clean(short.ai_response)))


def _summary(
    prompts: Prompts,
    older: tuple[Turn, ...],
    budget: int,
    clean: Callable[[str], str],
) -> str:
    topics = [clean(turn.user_input)[:MAX_TOPIC_CHARS] for turn in older[-MAX_TOPICS:]]
    while topics:
        text = prompts.fill("summary", topics=_unfenced("; ".join(topics)))
        if _cost(text) <= budget:
            return text
        topics = topics[1:]
    return ""
