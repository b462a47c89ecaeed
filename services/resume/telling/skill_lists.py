"""Skills that are no doings, told by the heading under which they are listed."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.closing import closed
from services.resume.telling.lists import joined
from services.resume.telling.naming import in_sentence
from services.resume.telling.noun_kinds import SINGLE, is_mass, is_plural
from services.resume.telling.skill_groups import group_kind, group_name, level_tail
from services.resume.telling.tokens import (
    is_acronym,
    is_adjective,
    key,
    lowered,
    noun_phrase,
)
from services.resume.telling.verbs import nouns, reading
from services.resume.telling.voice import Voice
from services.resume.telling.word_classes import CONJUNCTIONS, PREPOSITIONS

DOINGS = frozenset(
    """work research support care maintenance help teaching rescue control design
    strategy analysis command chemistry chess law physics statistics mathematics
    marketing finance accounting administration management procedure therapy surgery
    diagnosis breakdown repair review delivery""".split()
)
"""Nouns of what is done, which by themselves are a skill."""
ENDINGS = ("tion", "sion", "ment", "ship", "ysis", "graphy", "ology", "ics")
"""Endings of nouns of what is done: navigation, measurement."""
LOOSE = frozenset("making doing building using identity".split())
"""Headings that make no phrase with "skills" behind them."""


def bears(skills: Sequence[str], group: str) -> bool:
    """Whether all of these can be said to be among "her <group> skills"."""
    kind = group_kind(group)
    if kind in ("owned", "known", "collection"):
        return all(map(_is_noun, skills))
    if kind == "skills" and _is_loose(group):
        return False
    return all(_is_doing(skill) or _is_name(skill) for skill in skills)


def lists_under(skills: Sequence[str], group: str, level: str, v: Voice) -> str:
    """A sentence on what stands under a heading, with its level.

    "He lists panel shows under writing skills, at advanced level."
    """
    names = joined([_small(skill) for skill in skills])
    loose = group_kind(group) == "skills" and _is_loose(group)
    heading = in_sentence(group) if loose else group_name(group)
    where = f"under {heading}{level_tail(level, v)}"
    comma = "," if len(skills) == 1 and "," in names.split("(")[0] else ""
    return closed(f"{v.They} {v.does('list')} {names}{comma} {where}")


def _is_loose(group: str) -> bool:
    words = group.split()
    if len(words) > 1 and any(key(word) in CONJUNCTIONS for word in words):
        return True
    return "," in group or (len(words) == 1 and key(words[0]) in LOOSE)


def _is_noun(skill: str) -> bool:
    """Whether a skill can stand as a noun: no adjective, nor a bare participle."""
    words = skill.split()
    if len(words) > 1 or is_acronym(skill):
        return True
    if _is_doing(skill):
        return True
    word = key(skill)
    many = is_plural(word) and word[:-1] in nouns() and not skill.islower()
    bare = is_adjective(word) or word.endswith(("ous", "ive", "al", "-tied", "-made"))
    return not (many or bare)


def _is_doing(skill: str) -> bool:
    """Whether a skill is what is done: "berth planning", "stopping smoking"."""
    words = [word for word in skill.split() if not word.startswith("(")]
    if not words:
        return False
    first, phrase = key(words[0]), noun_phrase(words)
    gerund = first.endswith("ing") and reading(first, "gerund") is not None
    if gerund and (len(words) == 1 or first not in nouns()):
        return True
    after = words[len(phrase) :]
    if after and key(after[0]) not in PREPOSITIONS:
        return False
    return _names_doing(key(phrase[-1]) if phrase else "")


def _names_doing(noun: str) -> bool:
    """Whether a noun is one of what is done: "research", "planning", "navigation"."""
    if noun in DOINGS:
        return True
    if noun.endswith("ing"):
        return noun not in SINGLE or noun in ("building", "drawing", "painting")
    return noun.endswith(ENDINGS) and is_mass(noun)


def _is_name(skill: str) -> bool:
    """Whether a skill is a name, as of a program: "Python", "Entra ID", "ROS 2"."""
    words = skill.split()
    if not all(is_acronym(w) or w[:1].isupper() or w[:1].isdigit() for w in words):
        return False
    if is_acronym(words[0]) and len(words) == 1:
        return True
    last = key(words[-1])
    common = last in nouns() or last[:-1] in nouns() or is_adjective(last)
    return not common and not (is_plural(last) and len(words) == 1)


def _small(skill: str) -> str:
    """A skill as it goes on in a sentence; a word by itself may be a name."""
    first, space, rest = skill.partition(" ")
    if not rest and skill[1:].islower() and _is_doing(skill):
        return lowered(skill)
    if not rest or not rest.islower():
        return skill
    return f"{lowered(first)}{space}{rest}"
