"""What a visitor may write to the owner: shown as it is, and no longer than agreed."""

from __future__ import annotations

from services.errors import InvalidInput
from services.guard.visible_text import deceives, is_seen


def line(field: str, text: str, longest: int) -> str:
    """Return one line without blanks around it; raise InvalidInput."""
    found = text.strip()
    if len(found) > longest:
        raise InvalidInput(f"{field} has up to {longest} characters.")
    if deceives(found):
        raise InvalidInput(f"{field} has control or invisible characters.")
    return found


def lines(field: str, text: str, longest: int) -> str:
    """Return text that may have several lines; raise InvalidInput where none is."""
    found = text.replace("\r\n", "\n").replace("\t", " ").strip()
    if not is_seen(found) or len(found) > longest:
        raise InvalidInput(f"{field} has 1 to {longest} characters that are seen.")
    if deceives(found.replace("\n", " ")):
        raise InvalidInput(f"{field} has control or invisible characters.")
    return found


def shown(text: str, longest: int) -> str:
    """Return what is seen of words that were not written for this."""
    return "".join(" " if deceives(one) else one for one in text[:longest]).strip()
