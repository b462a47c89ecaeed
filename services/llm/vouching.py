"""Whether a sentence only repeats one of the plain answer or the owner's summary."""

from __future__ import annotations

from collections.abc import Sequence

from services.llm.claims import contradiction
from services.llm.ground import Unit
from services.llm.lexicon import Lexicon, Token, stem, tokenize
from services.llm.quantities import moments, quantities

VERBATIM_WORDS = 2
"""Telling words beside names: a name alone vouches for nothing."""


def repeats(
    unit: Unit, sentence: str, telling: Sequence[Token], lexicon: Lexicon
) -> bool:
    if [t.key for t in tokenize(sentence)] == [t.key for t in unit.tokens]:
        return True
    if "(" in unit.text:
        return False  # What stands in brackets belongs to one of several names.
    names = [token for token in telling if token.capitalised]
    if (
        len(telling) - len(names) < VERBATIM_WORDS
        or any(token.key not in unit.keys for token in names)
        or any(stem(token.key) not in unit.stems for token in telling)
    ):
        return False
    return (
        _figures(sentence) == _figures(unit.text)[: len(_figures(sentence))]
        and _same_order(telling, unit)
        and not contradiction(sentence, [unit], "text", lexicon)
    )


def _figures(text: str) -> list[float]:
    return [q.value for q in quantities(text)] + [float(m.year) for m in moments(text)]


def _same_order(telling: Sequence[Token], unit: Unit) -> bool:
    """Whether names come in the order in which the statement has them."""
    order = [token.key for token in unit.tokens]
    places = [order.index(t.key) for t in telling if t.capitalised and t.key in order]
    return places == sorted(places)
