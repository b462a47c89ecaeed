"""Roles as what one is, with what stands behind a comma or in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from services.resume.telling.lists import joined
from services.resume.telling.noun_kinds import is_person, is_plural
from services.resume.telling.nouns import as_post
from services.resume.telling.tokens import head, key, keys
from services.resume.telling.verbs import nouns, reading
from services.resume.telling.word_classes import PREPOSITIONS

BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
WAYS = re.compile(
    r"(?:freelance|part[- ]time|full[- ]time|half[- ]time|voluntary|unpaid|temporary"
    r"|interim|acting|seasonal|fixed[- ]term|self-employed|contract|remote|casual"
    r"|on[- ]call|permanent|honorary)$",
    re.I,
)
"""How a post is held, which stands before it: a part-time receptionist."""
BESIDE = re.compile(
    r"^(?:unpaid|paid|part[- ]time) \w+|\d|%"
    r"|\b(?:an?|per|every|each) (?:day|week|fortnight|month|year)\b"
    r"|^(?:evenings|nights|mornings|afternoons|weekends|summers|winters|seasons"
    r"|\w+days)\b|^(?:band|grade|level|scale|class|step|tier|rank)\s*\w+$",
    re.I,
)
"""What is said beside a role: how often, or in which band."""
LATER = re.compile(r"(?:and )?(?:then|later|afterwards|from \d{4})\s+", re.I)
BEFORE = re.compile(r"(?:before that|previously|formerly|earlier)\s+", re.I)
LEADERS = frozenset("director president vp head dean chair professor".split())
WORKPLACES = frozenset(
    """clinic store ward unit team department desk kitchen lab laboratory shop cabin
    project office branch school site line station group crew committee board panel
    tent table stall studio workshop library factory hotel""".split()
)
"""Places and groups that people work in, which no person is."""

KEPT = 4096
"""Roles that are remembered."""
LONGEST = 12
"""Words up to which a headline is a role."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role taken apart: what one was, what for, and what is said beside it."""

    roles: tuple[str, ...]
    area: str = ""
    asides: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The post with its article, closed by a comma where it ends in an aside."""
        roles = [_as_post(role) for role in self.roles]
        words = " and then ".join(roles) + self.area
        return f"{words}, {', '.join(self.asides)}," if self.asides else words


@lru_cache(KEPT)
def post_of(role: str) -> Post:
    """The parts of a role: "Receptionist, part-time" is a part-time receptionist."""
    bare, ways, asides = _without_bracket(role.strip())
    first, *tail = [part.strip() for part in bare.split(",") if part.strip()]
    staged = [part for part in tail if LATER.match(part) or BEFORE.match(part)]
    rest = [part for part in tail if part not in staged]
    beside = [p for p in rest if BESIDE.search(p)]
    ways += [part for part in rest if WAYS.match(part)]
    more = [p for p in rest if p not in beside and not WAYS.match(p)]
    persons = [p for p in more if _is_role(p)]
    fields = [p for p in more if p not in persons]
    main = _all([first, *map(_small, persons)])
    held = " ".join([*map(str.lower, ways), main])
    area = _area(held, joined(fields))
    return Post(_stages(held, staged), area, (*beside, *asides))


def is_role(text: str) -> bool:
    """Whether a headline is a role somebody has, in words that one can be called by."""
    if re.search(r"[|•·/;:.!?&]| [-–—] ", text) or len(text.split()) > LONGEST:
        return False
    words = text.split(",")[0].split()
    plain = not any(key(word) in PREPOSITIONS for word in words)
    return _is_role(" ".join(words)) or (plain and is_person(key(words[-1])))


def is_place(role: str) -> bool:
    """Whether a role is a place or a group that one works in, and no person."""
    return head(role.split(",")[0].split()) in WORKPLACES


def is_activity(role: str) -> bool:
    """Whether a role is what is done: "Soup workshops", "Bedside drawing"."""
    words = keys(role.split(",")[0].split())
    if any(is_person(word) or is_person(word.removesuffix("s")) for word in words):
        return False
    last = head(words)
    if last == "work":
        return True
    gerund = last.endswith("ing") and (last in nouns() or bool(reading(last, "gerund")))
    return gerund or (is_plural(last) and last.removesuffix("s") in nouns())


def _all(roles: list[str]) -> str:
    """Roles in one breath; the last one may hold two: "teacher, head and author"."""
    return ", ".join(roles) if " and " in roles[-1] else joined(roles)


def _as_post(role: str) -> str:
    """The role with its article; one that says where one is has none."""
    out = key(role.split()[0]) in PREPOSITIONS
    return _small(role) if out else as_post(role)


def _without_bracket(role: str) -> tuple[str, list[str], list[str]]:
    found = BRACKET.search(role)
    if not found or not role[: found.start()].strip():
        return role, [], []
    bare, noted = role[: found.start()], found[1].strip()
    if WAYS.match(noted):
        return bare, [noted], []
    return bare, [], [noted] if noted else []


def _is_role(text: str) -> bool:
    words = text.split()
    return key(words[0]) not in PREPOSITIONS and is_person(head(words))


def _stages(first: str, parts: list[str]) -> tuple[str, ...]:
    earlier = tuple(_small(BEFORE.sub("", p)) for p in parts if BEFORE.match(p))
    later = tuple(_small(LATER.sub("", p)) for p in parts if LATER.match(p))
    return (*earlier, _small(first) if earlier else first, *later)


def _area(post: str, field: str) -> str:
    """What the post was for: " for the cold store"; empty without it."""
    if not field:
        return ""
    words = field.split()
    if key(words[0]) in PREPOSITIONS or key(words[0]) == "responsible":
        return f" {field}"
    last = head(words)
    the = "the " if last in WORKPLACES and len(words) > 1 and field[0].islower() else ""
    by = "of" if key(post.split()[-1]) in LEADERS else "for"
    return f" {by} {the}{field}"


def _small(text: str) -> str:
    """The words as they go on in a sentence; names keep their capital."""
    first = text.split()[0] if text else ""
    plain = first[1:].islower() and not any(w[:1].isupper() for w in text.split()[1:])
    return text[:1].lower() + text[1:] if plain else text
