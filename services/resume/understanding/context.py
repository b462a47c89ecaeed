"""The conversation so far, as far as the next question needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from services.models.conversation import Message, Turn
from services.resume.index import Index
from services.resume.understanding.page_seen import entries_seen

CONTINUING = "followup_more"
UNRELATED = frozenset(
    "greeting thanks goodbye smalltalk meta unclear off_topic unsafe".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """`shown` were on the page last; `seen` since the question that began the list."""

    turns: tuple[Turn, ...] = ()
    shown: tuple[int, ...] = ()
    before_shown: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    """What was shown last with others beside it."""
    seen: frozenset[int] = frozenset()
    root: Turn | None = None
    section: str = ""

    @property
    def fresh(self) -> bool:
        return self.root is None


def context_of(
    history: Sequence[Turn],
    index: Index,
    looking_at: str | None = None,
    page_text: str = "",
) -> Context:
    """Without cards shown before, "this" is what the page says is looked at."""
    turns = tuple(t for t in history if t.intent not in UNRELATED)
    if not turns:
        return _looking(tuple(history), index, looking_at, page_text)
    with_cards = [t for t in turns if t.shown]
    last = with_cards[-1] if with_cards else None
    shown = _positions(last, index)
    earlier = _positions(with_cards[-2], index) if len(with_cards) > 1 else ()
    lists = (_positions(turn, index) for turn in reversed(with_cards))
    listed = next((each for each in lists if len(each) > 1), ())
    seen: set[int] = set()
    root = turns[-1]
    for turn in reversed(turns):
        root = turn
        seen.update(_positions(turn, index))
        if turn.intent != CONTINUING:
            break
    sections = {index.entries[i].section for i in shown}
    return Context(
        turns=turns,
        shown=shown,
        before_shown=earlier,
        listed=listed,
        seen=frozenset(seen),
        root=root,
        section=sections.pop() if len(sections) == 1 else "",
    )


def _looking(
    history: tuple[Turn, ...], index: Index, place: str | None, page_text: str
) -> Context:
    """What the page around shows stands for what was shown last, if that is known."""
    seen = entries_seen(index, place, page_text)
    if not seen:
        return Context(turns=history)
    entries = [index.entries[i] for i in seen]
    shown = Turn(
        user_input=entries[0].title if len(entries) == 1 else entries[0].section,
        ai_response="",
        timestamp=datetime.fromtimestamp(0, tz=UTC),
        shown=tuple(entry.id for entry in entries),
        intent=entries[0].section,
    )
    return Context(
        turns=(*history, shown), shown=seen, root=shown, section=entries[0].section
    )


def _positions(turn: Turn | None, index: Index) -> tuple[int, ...]:
    if turn is None:
        return ()
    return tuple(index.position[i] for i in turn.shown if i in index.position)


def turns_of(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """A client's messages as turns: each question with the reply that follows it."""
    turns: list[Turn] = []
    question: str | None = None
    for message in messages:
        if message.role == "user":
            question = message.content
        elif question is not None:
            turns.append(_turn(question, message))
            question = None
    return tuple(turns)


def _turn(question: str, reply: Message) -> Turn:
    metadata = reply.metadata
    intent = metadata.get("intent")
    original = metadata.get("original_query")
    return Turn(
        user_input=question,
        ai_response=reply.content,
        timestamp=datetime.fromtimestamp(0, tz=UTC),
        shown=reply.shown,
        item_type=reply.item_type,
        intent=intent if isinstance(intent, str) else "",
        original_query=original if isinstance(original, str) else "",
    )
