"""What work a noun phrase names: a deed, a place, the size of it, or things."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.articles import needs_article
from services.resume.telling.noun_kinds import is_mass, is_plural
from services.resume.telling.tokens import (
    counts_first,
    head,
    is_adjective,
    key,
    keys,
    noun_phrase,
)
from services.resume.telling.verbs import reading, readings
from services.resume.telling.word_classes import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)

ACTIVITIES = frozenset(
    """design research analysis support work care delivery training control
    review overhaul repair use re-design redesign upkeep liaison oversight
    help rollout refactor refactoring upgrade migration integration conversion
    testing""".split()
)
ACTIVITY_ENDINGS = ("tion", "sion", "ment", "ance", "ing", "ysis")
BODIES = frozenset(
    """consultancy charity pharmacy chemist's agency firm company shop studio salon
    clinic hospital hospice school practice bakery nursery garage farm port prison
    yard unit centre center factory mill workshop brewery restaurant café cafe hotel
    marketplace laundry foundry library theatre museum gallery laboratory lab
    start-up startup
    cooperative co-operative office bank surgery forge pub bookshop publisher
    broadcaster manufacturer wholesaler retailer ngo""".split()
)
"""Places of work, so that a line which names one says what it is."""
CREWS = frozenset("crew team staff caseload".split())
SUMS = frozenset("turnover budget payroll circulation".split())
WORKED = frozenset(("shifts", "shift", "nights", "weekends", "hours"))


def is_activity(tokens: Sequence[str]) -> bool:
    """Whether the phrase names something done: "Design and upkeep of …"."""
    phrase = noun_phrase(tokens)
    last = key(phrase[-1]) if phrase else ""
    counted = last not in ACTIVITIES and not is_mass(last)
    return not counted and (last in ACTIVITIES or last.endswith(ACTIVITY_ENDINGS))


def has_object(tokens: Sequence[str]) -> bool:
    """Whether an activity has its object behind it: "Design of a kiln"."""
    behind = len(noun_phrase(tokens))
    return behind < len(tokens) and key(tokens[behind]) == "of"


def is_body(tokens: Sequence[str]) -> bool:
    """Whether the place of work is described: "Country pharmacy serving …"."""
    phrase = keys(noun_phrase(tokens))
    behind = tokens[len(phrase) :]
    if key(behind[0] if behind else "") == "and" and "-" in phrase[-1]:
        return head(tokens, len(phrase) + 1) in BODIES
    for at, word in enumerate(phrase):
        after = phrase[at + 1] if at + 1 < len(phrase) else ""
        ends = not after or reading(after, "gerund") is not None
        if word in BODIES and ends and key(tokens[0]) not in DETERMINERS:
            rest = tokens[at + 1 :]
            joined_on = key(rest[0]) in CONJUNCTIONS if rest else False
            return not joined_on or bool({*keys(rest[1:3])} & BODIES)
    return False


def of_size(tokens: Sequence[str]) -> str:
    """What a number says the size of: "crew" of persons, "turnover"; or nothing."""
    words = keys(tokens)
    at = next((n for n, word in enumerate(words) if word == "of"), 0)
    if not at or at > 2 or not counts_first(tokens[at + 1 :]):
        return ""
    if words[at - 1] in CREWS:
        return "crew"
    return words[at - 1] if words[at - 1] in SUMS and at == 1 else ""


def is_stuff(tokens: Sequence[str]) -> bool:
    """Whether things or persons are named that somebody worked on or with."""
    if is_activity(tokens) or reading(key(tokens[0]), "gerund"):
        return False
    last = head(tokens)
    if is_plural(last) and last not in WORKED:
        return True
    later = "then" in keys(tokens[len(noun_phrase(tokens)) :][:1])
    return _listed(tokens) and not later


def _listed(tokens: Sequence[str]) -> bool:
    """Whether several things stand side by side: "Menus, orders and stock"."""
    phrase = noun_phrase(tokens)
    if len(phrase) in (0, len(tokens)):
        return False
    after = key(tokens[len(phrase)])
    if after in CONJUNCTIONS:
        return True
    rest = tokens[len(phrase) :]
    if not phrase[-1].endswith(",") or after in PREPOSITIONS or after in DETERMINERS:
        return False
    if any(one.form in ("participle", "gerund") for one in readings(after)):
        return False
    return any(key(token) in CONJUNCTIONS for token in rest)


def lists_things(tokens: Sequence[str]) -> bool:
    """Whether things that are not counted, or things done, stand side by side."""
    done = reading(key(tokens[0]), "gerund") is not None
    return done or (_listed(tokens) and not counts_first(tokens))


def one_of_two(tokens: Sequence[str]) -> bool:
    """Whether two single things are joined: "Kitchen and bar", "Large ward and …"."""
    phrase = noun_phrase(tokens)
    if is_adjective(key(tokens[0])) or (len(phrase) > 1 and "-" in tokens[0]):
        return True
    rest = tokens[len(phrase) + 1 :]
    return len(phrase) == 1 and bool(rest) and needs_article(rest)
