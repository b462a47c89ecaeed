"""Earlier turns as later questions are understood by, and questions that repeat one."""

from __future__ import annotations

from dataclasses import replace

from services.models.conversation import LONGEST_EARLIER, Turn
from services.resume.contact_card import CONTACT

VIEW_MORE = "show me all available results"


def shortened(turn: Turn) -> Turn:
    """The turn with no more of its question than later ones are understood by.

    The card of the ways to reach the person is no entry that one could ask about.
    """
    if len(turn.user_input) <= LONGEST_EARLIER and CONTACT not in turn.shown:
        return turn
    shown = tuple(card for card in turn.shown if card != CONTACT)
    return replace(turn, user_input=turn.user_input[:LONGEST_EARLIER], shown=shown)


def unwrapped(text: str, history: tuple[Turn, ...]) -> tuple[str, bool]:
    """The question inside "Show me all available results for: …"; whether it was."""
    start = text[:200].lower().lstrip()
    if not start.startswith(VIEW_MORE):
        return text, False
    _, _, inner = text.lstrip()[len(VIEW_MORE) :].partition(":")
    if inner.strip():
        return inner.strip(), True
    last = next((t for t in reversed(history) if t.shown), None)
    return (last.original_query or last.user_input, True) if last else (text, False)
