"""What was done to what: nobody builds the employer, or the tools that she uses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from services.llm.ground import Ground, Unit
from services.llm.lexicon import Lexicon, Token, stem

HOLDING = frozenset(
    "start starts started found founded run runs ran own owns owned head heads headed "
    "lead leads led create created creates build built builds make made makes launch "
    "launched establish established begin began manage manages managed direct directs "
    "directed bought buy buys sold".split()
)
MAKING = frozenset(
    "create created creates build built builds make made makes invent invented invents "
    "design designed designs develop developed develops write wrote writes founded "
    "author authored launch launched".split()
)
PLACES = ("experience", "education", "volunteer")
OWNING = frozenset(
    "founder co-founder cofounder owner proprietor president director head ceo cto coo "
    "chief manager chair principal partner captain".split()
)
THINGS = frozenset("it that which".split())
DOES = frozenset("writes creates designs develops invents builds authors".split())
"""What an owner does to a thing is not what the thing does."""
ARTICLES = frozenset(("the", "a", "an"))


def wrong_object(
    tokens: Sequence[Token],
    units: Sequence[Unit],
    ground: Ground | None,
    lexicon: Lexicon,
) -> str:
    for subject, does in pairwise(tokens):
        if does.key in DOES and subject.key in THINGS and not _does(does, units):
            return f"{subject.text} {does.text}"
    if ground is None:
        return ""
    told = [token for token in tokens if token.key not in ARTICLES]
    written = {
        (a.key, b.key) for unit in ground.units for a, b in pairwise(unit.tokens)
    }
    for place, (verb, thing) in enumerate(pairwise(told)):
        if not thing.capitalised or (verb.key, thing.key) in written:
            continue
        rest = told[place + 1 :]
        holds = verb.key in HOLDING and _is_place(rest, ground)
        makes = verb.key in MAKING and _is_tool(rest, lexicon)
        if makes or (holds and not _owns(ground, lexicon)):
            return f"{verb.text} {thing.text}"
    return ""


def _does(verb: Token, units: Sequence[Unit]) -> bool:
    return any(stem(verb.key) in unit.stems for unit in units)


def _is_tool(told: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether they are a technology and no more: `Kafka streams` can be built."""
    alone = len(told) < 2 or told[1].key in lexicon.stop
    return alone and told[0].key in lexicon.technologies


def _owns(ground: Ground, lexicon: Lexicon) -> bool:
    """Whether the post is that of the one in charge: no vice captain is."""
    before = ""
    for token in ground.office.tokens:
        if token.key in OWNING and before not in lexicon.lowering:
            return True
        before = token.key
    return False


def _is_place(told: Sequence[Token], ground: Ground) -> bool:
    """Whether the words begin with the name of where the post was held."""
    if ground.type not in PLACES:
        return False
    begins = {token.key for token in told[:2]}
    return any(
        begins <= name or name == {told[0].key}
        for name in ground.name_keys
        if name and not name & ground.office.keys
    )
