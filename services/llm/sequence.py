"""Which post came before which: `after two years at A, she joined B`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.llm.dates import TIMED
from services.llm.ground import Ground
from services.llm.lexicon import tokenize
from services.llm.pieces import named
from services.llm.quantities import is_month, is_number

ASIDE = re.compile(
    r"\b(?P<order>before|prior to|after|following) (?P<rest>(?!that\b|this\b)[^,;.]+)"
    r"(?:, |[.;]|$)",
    re.IGNORECASE,
)
THEN = re.compile(
    r"(?P<next>,? (?:and )?(?:then|later|afterwards|next|eventually|subsequently) "
    r"|,? followed by |,? before (?:moving|joining|going|switching) )",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    r"\b(?:from|left)\b[^,;.]{3,60}?(?P<next> (?:to|for) )(?=[^,;.]*[A-Z])"
)
ALONE = frozenset(
    "her his their my joining leaving time at with the job role post stint years year "
    "months month nearly almost over about working work spending as a an in of career "
    "earlier more than just under around roughly she he they was".split()
)


@dataclass(frozen=True, slots=True)
class Aside:
    """`span` is where it stands; `rest` what it says of the entry that it names."""

    later: bool
    rest: str
    about: Ground
    span: tuple[int, int]


def aside_of(sentence: str, grounds: Sequence[Ground]) -> Aside | None:
    """A phrase that only sets one entry before or after what the others are told."""
    for match in ASIDE.finditer(sentence):
        who = named(match["rest"], grounds)
        if not who or match.span() == (0, len(sentence)):
            continue
        words = {token.key for token in tokenize(match["rest"])}
        names = {key for name in who[0].name_keys for key in name}
        others = words - names - ALONE
        if any(not is_number(word) and not is_month(word) for word in others):
            continue
        later = match["order"].lower() in ("after", "following")
        return Aside(later, match["rest"], who[0], match.span())
    return None


def misplaced(aside: Aside, told: Sequence[Ground]) -> bool:
    """Whether the entries told do not come after, or before, the one set aside."""
    return not all(_follows(g, aside.about) == aside.later for g in told)


def out_of_order(sentence: str, aside: Aside | None, grounds: Sequence[Ground]) -> bool:
    """Whether a sentence puts a post behind one that came after it.

    `started at B, then joined A`, where A came first.
    """
    if aside:
        start, end = aside.span
        told = _last_post(f"{sentence[:start]}{sentence[end:]}", grounds)
        if told and told is not aside.about:
            return _follows(told, aside.about) is (not aside.later)
    for match in (*THEN.finditer(sentence), *FROM_TO.finditer(sentence)):
        before, after = sentence[: match.start("next")], sentence[match.end("next") :]
        old, new = _last_post(before, grounds), _last_post(after, grounds)
        if old and new and _follows(new, old) is False:
            return True
    return False


def _last_post(text: str, grounds: Sequence[Ground]) -> Ground | None:
    posts = [g for g in named(text, grounds) if g.type in TIMED and g.dates]
    return posts[0] if len(posts) == 1 else None


def _follows(one: Ground, other: Ground) -> bool | None:
    if not one.dates or not other.dates or one is other:
        return None
    begun, its = one.dates[0], other.dates[0]
    if begun.year != its.year or not (begun.month and its.month):
        return begun.year > its.year if begun.year != its.year else None
    return begun.month > its.month
