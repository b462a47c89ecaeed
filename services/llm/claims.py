"""What words claim about an entry: roles, directions, dates, amounts, negations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from services.llm.dates import wrong_date
from services.llm.figures import wrong_amount
from services.llm.ground import Ground, Unit, is_negator, negated_stems
from services.llm.lexicon import Lexicon, Token, kin, stem, tokenize
from services.llm.objects import wrong_object
from services.llm.order import FROM_TO, wrong_order, wrong_place
from services.llm.quantities import UNITS, quantities
from services.llm.scope import swapped, wrong_scope
from services.llm.wording import (
    opposed,
    overstated,
    vague_stay,
    wrong_agent,
    wrong_medium,
    wrong_occupation,
    wrong_rate,
    wrong_role,
)

MORE = re.compile(r"\s(?:\w+\s)?(?:more|extra|longer)\b", re.IGNORECASE)
MUST_BE_SAID = (
    "lead",
    "found",
    "author",
    "win",
    "nominate",
    "teach",
    "publish",
    "present",
    "promote",
    "sell",
    "patent",
    "hire",
    "graduate",
    "quit",
    "phd",
    "master",
    "bachelor",
    "eliminate",
    "invent",
    "lose",
    "buy",
)
IDLE = frozenset(
    [("led", "to"), ("leads", "to"), ("leading", "to"), ("lead", "to")]
    + [(head, to) for head in ("head", "heads") for to in ("out", "to", "for", "home")]
    + [(word, to) for word in ("trained", "training") for to in ("in", "as", "at")]
)
PHRASAL = frozenset("set sets setting made built picked wake wakes signed".split())
"""Verbs with which `up` is no rise."""
OBJECT_WORDS = 6
SOME_WIN = frozenset("a big another major key quick real notable clear".split())
"""Before `win` they speak of a success, not of a prize."""
OBJECT = frozenset("her him them me".split())
SUBJECT = frozenset("she he they i".split())
TAKING_PART = frozenset(
    "part involved team joined alongside work worked working experience included "
    "includes exposure took under".split()
)


def contradiction(
    text: str,
    units: Sequence[Unit],
    card_type: str,
    lexicon: Lexicon,
    *,
    ground: Ground | None = None,
    counts: frozenset[float] = frozenset(),
    today: date | None = None,
) -> str:
    """What in a piece the statements of one entry do not bear out; empty if nothing."""
    tokens = tokenize(text)
    names = ground.name_stems if ground else frozenset()
    closest = _closest(tokens, units, lexicon, names)
    checks = [
        wrong_place(text, units),
        wrong_amount(text, tokens, units, lexicon, counts, ground, today),
        wrong_order(text, units, lexicon),
        wrong_rate(text, closest, units),
        wrong_role(tokens, units, lexicon),
        wrong_occupation(text, units, lexicon),
        wrong_agent(text, units),
        wrong_medium(text, closest, lexicon),
        overstated(text, units, ground),
        opposed(tokens, closest, lexicon),
        wrong_object(tokens, units, ground, lexicon),
        wrong_scope(text, tokens, units, closest, lexicon),
        swapped(tokens, units, lexicon),
        _roles(tokens, closest, card_type, lexicon, ground),
        _directions(text, tokens, units, closest, lexicon),
        _negations(text, tokens, units, lexicon),
    ]
    if ground is not None:
        checks.append(wrong_date(text, ground))
        checks.append(vague_stay(text, ground, today or date.today()))
    return next((fault for fault in checks if fault), "")


def _closest(
    tokens: Sequence[Token],
    units: Sequence[Unit],
    lexicon: Lexicon,
    names: frozenset[str] = frozenset(),
) -> list[Unit]:
    """The statements that share most with a piece beside names: what it paraphrases."""
    said = {stem(t.key) for t in tokens if t.key not in lexicon.stop}
    wanted = said - names or said
    shares = [len(wanted & unit.stems) for unit in units]
    most = max(shares, default=0)
    return [u for u, n in zip(units, shares, strict=True) if n == most and most]


def _roles(
    tokens: Sequence[Token],
    closest: Sequence[Unit],
    card_type: str,
    lexicon: Lexicon,
    ground: Ground | None,
) -> str:
    """A part must be borne out by the statement that the piece paraphrases."""
    implied = lexicon.implied.get(card_type, frozenset())
    units = ground.units if ground else closest
    lost = {"win"} if any("nominate" in unit.claims for unit in units) else set()
    anywhere = implied | {c for unit in units for c in unit.claims}
    own_doing = implied | {c for unit in units for c in unit.opening_claims}
    claimed = set(claims_of(tokens, lexicon))
    for claim, active in claims_of(tokens, lexicon).items():
        if claim not in MUST_BE_SAID:
            continue
        enough = lexicon.enough.get(claim, frozenset({claim}))
        held = own_doing if active else anywhere
        if claim in ("lead", "found", "author"):
            held = implied | _claimed_of_what(claim, tokens, units, lexicon)
            held |= _office(ground)
        if not enough & (held - lost):
            return f"claim {claim!r}"
    helped = bool(closest) and all(unit.helps for unit in closest)
    soft = "assist" in claimed or any(token.key in TAKING_PART for token in tokens)
    return "helped" if helped and not soft else ""


def _office(ground: Ground | None) -> frozenset[str]:
    """What the post itself claims: a director directs, a founder founded."""
    return ground.office.claims if ground else frozenset()


def _claimed_of_what(
    claim: str, tokens: Sequence[Token], units: Sequence[Unit], lexicon: Lexicon
) -> set[str]:
    """What the statements claim that speak most of the object of a claim."""
    places = [i for i, t in enumerate(tokens) if claim in lexicon.claims.get(t.key, ())]
    objects = tokens[places[-1] + 1 :][:OBJECT_WORDS] or tokens
    return {c for unit in _closest(objects, units, lexicon) for c in unit.claims}


def claims_of(tokens: Sequence[Token], lexicon: Lexicon) -> dict[str, bool]:
    """The claims a piece makes, and whether it makes them of the owner herself.

    `led to` is no leading, and `hired her` no hiring of hers.
    """
    found: dict[str, bool] = {}
    for place, token in enumerate(tokens):
        after = tokens[place + 1].key if place + 1 < len(tokens) else ""
        before = tokens[place - 1].key if place else ""
        for claim in lexicon.claims.get(token.key, ()):
            if (token.key, after) in IDLE or (claim == "hire" and after in OBJECT):
                continue
            if claim == "win" and before in SOME_WIN:
                continue
            found[claim] = found.get(claim, False) or before in SUBJECT
    return found


def _directions(
    text: str,
    tokens: Sequence[Token],
    units: Sequence[Unit],
    closest: Sequence[Unit],
    lexicon: Lexicon,
) -> str:
    claimed = {
        claim
        for before, token in pairwise((None, *tokens))
        if not (before and token and token.key == "up" and before.key in PHRASAL)
        for claim in lexicon.claims.get(token.key if token else "", ())
    }
    amounts = quantities(text)
    if any(MORE.match(text, amount.end) for amount in amounts):
        claimed.add("increase")
    near = list(closest) + [
        u for u in units if any(a.matches(q) for a in amounts for q in u.quantities)
    ]
    held = {claim for unit in near for claim in unit.claims}
    for claim, opposite in (("increase", "decrease"), ("decrease", "increase")):
        if claim in claimed and opposite in held and claim not in held:
            return f"direction {claim!r}"
    return ""


def _negations(
    text: str, tokens: Sequence[Token], units: Sequence[Unit], lexicon: Lexicon
) -> str:
    denied: set[str] = set()
    asserted: set[str] = set()
    for unit in units:
        denied |= unit.negated
        asserted |= unit.stems - unit.negated
    only_denied = denied - asserted
    own = negated_stems(text, lexicon)
    negators = [t.start for t in tokens if is_negator(t, lexicon)]
    for token in tokens:
        root = stem(token.key)
        if root in own or token.key in lexicon.stop or is_negator(token, lexicon):
            continue
        if root in only_denied and not _denied_near(token, negators, text):
            return f"dropped 'not' of {token.text!r}"
    wrongly = {
        root
        for root in own
        if root in asserted and root not in denied and _is_word(root)
    }
    told = set(filter(_is_word, own))
    if told and not any(kin(root, its) for root in own for its in denied):
        wrongly |= told
    return f"added 'not' to {sorted(wrongly)}" if wrongly else ""


def _is_word(root: str) -> bool:
    return not root[0].isdigit() and root not in UNITS


def _denied_near(token: Token, negators: Sequence[int], text: str) -> bool:
    """Whether a word is denied by one near it, or by a `from … to …`.

    `cookie-free` and `from a day to two minutes` deny what they name, too.
    """
    return any(abs(place - token.start) < 30 for place in negators) or bool(
        FROM_TO.search(text)
    )
