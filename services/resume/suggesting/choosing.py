"""Three of the questions that could follow, none of which was asked before."""

from __future__ import annotations

from itertools import chain, zip_longest

from services.resume.suggesting.candidates import about, beyond, rest
from services.resume.suggesting.ground import Ground

MOST = 3
LISTS = frozenset({"about", "beyond", "rest"})
POSSESSIVE = "s"


def suggested(ground: Ground) -> tuple[str, ...]:
    """At most three questions, one of each kind first."""
    turn = len(ground.turns)
    near = [_turned(list(about(ground)), turn), _turned(list(beyond(ground)), turn)]
    kinds = [*near, list(rest(ground))]
    asked = {_plain(text, ground) for text in _asked(ground)}
    in_turn = filter(None, chain.from_iterable(zip_longest(*kinds)))
    chosen: dict[str, str] = {}
    for question in in_turn:
        plain = _plain(question, ground)
        if plain not in asked:
            chosen.setdefault(plain, question)
    return tuple(chosen.values())[:MOST]
