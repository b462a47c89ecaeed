"""What is sent to a model: four tiers inside a token budget, the lowest cut first."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from services.llm.fact_list import unfenced
from services.llm.prompts import Prompts
from services.llm.wire import estimate_tokens
from services.models.answer import Answer, Card, Query
from services.models.conversation import Turn
from services.models.fact import Fact
from services.models.fact_sheet import FactSheet
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
    """`facts` are those of what went into the prompt: the only ground to stand on."""

    messages: tuple[ChatMessage, ...]
    cards: tuple[Card, ...]
    canary: str
    tokens: int
    facts: tuple[Fact, ...] = ()
    ranks: tuple[int, ...] = ()
    """How near each fact is to the question; see FactSheet."""


def compose(
    prompts: Prompts,
    persona: Persona,
    query: Query,
    answer: Answer,
    sheet: FactSheet,
    *,
    max_tokens: int,
    clean: Callable[[str], str],
) -> Composed:
    """What is sent to a model: the tiers that fit into `max_tokens`, lowest cut first.

    `clean` takes personal data out of what visitors wrote.
    """
    fence = f"=== entries {secrets.token_hex(4)} ==="
    filled = system_words(prompts, persona, answer, fence)
    system, canary = prompts.fill("system", **filled), filled["canary"]
    asked = clean(query.text[:MAX_QUESTION_CHARS])
    question = prompts.fill("question", question=unfenced(asked))
    budget = max_tokens - cost(system) - cost(question)
    cards = _fitting(answer.cards, budget - cost(answer.text))
    ground = prompts.fill(
        "cards",
        fence=fence,
        entries="\n\n".join(card_text(card) for card in cards),
        answer=answer.text,
    )
    budget -= cost(ground)
    recent, older = query.history[-RECENT_TURNS:], query.history[:-RECENT_TURNS]
    # A lower tier gets what the one above it leaves, and nothing if that was cut.
    turns = _recent(recent, budget, clean) if cards == answer.cards else ()
    budget -= sum(cost(message.content) for message in turns)
    uncut = len(turns) == 2 * len(recent)
    summary = _summary(prompts, older, budget, clean) if uncut else ""
    head = "\n\n".join(part for part in (system, ground, summary) if part)
    messages = (ChatMessage("system", head), *turns, ChatMessage("user", question))
    tokens = sum(cost(message.content) for message in messages)
    shown = {"", *(card.id for card in cards)}
    held = [i for i, fact in enumerate(sheet.facts) if fact.entry in shown]
    facts = tuple(sheet.facts[i] for i in held)
    ranks = tuple(sheet.ranks[i] for i in held)
    return Composed(messages, cards, canary, tokens, facts, ranks)


def system_words(
    prompts: Prompts, persona: Persona, answer: Answer, fence: str
) -> dict[str, str]:
    """What the first message says of whom, how and in which language to answer."""
    return {
        "name": persona.name,
        "subject": persona.subject,
        "fence": fence,
        "words": str(MAX_WORDS),
        "tone": prompts.fill(f"tone_{persona.tone}"),
        "language": LANGUAGES.get(answer.language, answer.language),
        "canary": secrets.token_hex(8),
    }


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
        f"{name}: {unfenced(value)}" for name, value in values + lists if value
    )


def cost(text: str) -> int:
    """The tokens of a message, on the high side."""
    return estimate_tokens(text) + PER_MESSAGE_TOKENS


def _fitting(cards: tuple[Card, ...], budget: int) -> tuple[Card, ...]:
    """The best-ranked cards that fit; the first always goes along."""
    kept: list[Card] = []
    for card in cards:
        budget -= cost(card_text(card))
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
        budget -= sum(cost(message.content) for message in pair)
        if budget < 0:
            break
        kept = pair + kept
    return tuple(kept)


def _messages(turn: Turn, clean: Callable[[str], str]) -> Iterator[ChatMessage]:
    short = shortened(turn)
    yield ChatMessage("user", unfenced(clean(short.user_input)))
    yield ChatMessage("assistant", unfenced(clean(short.ai_response)))


def _summary(
    prompts: Prompts,
    older: tuple[Turn, ...],
    budget: int,
    clean: Callable[[str], str],
) -> str:
    topics = [clean(turn.user_input)[:MAX_TOPIC_CHARS] for turn in older[-MAX_TOPICS:]]
    while topics:
        text = prompts.fill("summary", topics=unfenced("; ".join(topics)))
        if cost(text) <= budget:
            return text
        topics = topics[1:]
    return ""
