"""Groups of skills and single skills as they stand in a sentence."""

from __future__ import annotations

import re

from services.resume.telling.articles import article
from services.resume.telling.naming import in_sentence
from services.resume.telling.noun_kinds import is_plural
from services.resume.telling.tokens import head, is_adjective, key, keys, noun_phrase
from services.resume.telling.verbs import nouns, reading
from services.resume.telling.voice import Voice, of_them
from services.resume.telling.word_classes import CONJUNCTIONS, PREPOSITIONS

CALLED_SKILLS = re.compile(
    r"\b(?:skills?|tools?|techniques|methods|languages|instruments)$", re.I
)
OWNED = frozenset(
    """skills tools techniques methods languages subjects areas fields topics
    specialisms specialities specialties strengths instruments""".split()
)
"""What one has oneself, while systems and machines are what one knows."""
KNOWN = frozenset(
    """systems platforms engines frameworks databases standards codes rules drinks
    styles curricula programs packages libraries machines modes treatments therapies
    modalities procedures types sources needs desks boards formats dialects""".split()
)
"""Groups whose members are known by name, rather than dealt with."""
COLLECTIONS = frozenset("repertoire toolkit toolbox stack kit equipment gear".split())
FURTHER = re.compile(r"(?:more|further|other|additional)\s+", re.I)
THINGS = re.compile(r"^(.+) (?:things|stuff|bits)$", re.I)
BARE = frozenset(
    """basic elementary beginner intermediate advanced expert master novice native
    professional specialist""".split()
)
"""Levels that stand before "level" without an article: "at expert level"."""
GRADES = frozenset("good working fair competent everyday sufficient very".split())


def level_tail(level: str, v: Voice) -> str:
    """A level behind what is known: ", at expert level"; others are a note."""
    level = of_them(level.partition(";")[0], v)
    said = at_level(level)
    if said:
        return f", {said}"
    return f", with the note: {_small(level)}" if level else ""


def at_level(level: str) -> str:
    """A plain level with its preposition; empty for a level in words of its own."""
    low = level.lower()
    if not level or low in BARE:
        return f"at {low} level" if level else ""
    if low.endswith(" level"):
        return f"at {low}"
    plain = all(word in GRADES for word in low.split())
    return f"at {article(low)} {low} level" if plain else ""


def among(name: str, v: Voice) -> str:
    """Where a skill of a group is: "among her critical care skills"."""
    bare = _bare(name)
    if key(bare) in COLLECTIONS:
        return f"part of {v.their} {_small(bare)}"
    if words := _phrase(bare):
        return f"among {v.their} skills {words}"
    if _many(bare):
        return f"among {_plural(bare, v)}"
    return f"among {v.their} {called_skills(bare)}"


def group_listing(name: str, v: Voice) -> tuple[str, str]:
    """A group and its verb before its skills: "her grass skills", "include"."""
    bare = _bare(name)
    if key(bare) in COLLECTIONS:
        return f"{v.their} {_small(bare)}", "includes"
    if words := _phrase(bare):
        return f"{v.their} skills {words}", "include"
    if _many(bare):
        return _plural(bare, v), "include"
    said = called_skills(bare)
    return f"{v.their} {said}", "include" if said.endswith("s") else "includes"


def group_kind(name: str) -> str:
    """How a group is called: "owned", "known", "collection", "phrase" or "skills"."""
    bare = _bare(name)
    if key(bare) in COLLECTIONS:
        return "collection"
    if _phrase(bare):
        return "phrase"
    if _many(bare):
        noun = key(_noun(bare))
        owned, known = noun in OWNED, noun in KNOWN
        return "owned" if owned else "known" if known else "phrase"
    tools = CALLED_SKILLS.search(bare) and not bare.lower().endswith(
        ("skill", "skills")
    )
    return "owned" if tools else "skills"


def group_name(name: str) -> str:
    """The name of a group by itself: "critical care skills", "systems"."""
    bare = _bare(name)
    if key(bare) in COLLECTIONS or _many(bare):
        return in_sentence(bare)
    if words := _phrase(bare):
        return f"skills {words}"
    return called_skills(bare)


def called_skills(name: str) -> str:
    """The name of a group with "skills" behind it, unless it says so itself."""
    if CALLED_SKILLS.search(name):
        return in_sentence(name)
    return in_sentence(f"{name} skills")


def several(text: str) -> bool:
    """Whether a skill is told in the plural: "arterial lines", "AWS and TPWS"."""
    tokens = re.sub(r"\s*\(.*?\)", "", text).split() or text.split()
    phrase = noun_phrase(tokens)
    if _has_preposition(tokens[: len(phrase)]):
        return False
    first = key(tokens[0])
    if len(tokens) > 1 and _is_gerund(first) and first not in nouns():
        return False
    last = phrase[-1].strip("(),.") if phrase else ""
    if last.islower() and len(last) > 1 and is_plural(last):
        return True
    joint = next((i for i, t in enumerate(tokens) if key(t) in ("and", "&")), 0)
    if not joint or _has_preposition(tokens[:joint]):
        return False
    return not is_adjective(key(tokens[joint - 1]))


def _has_preposition(tokens: list[str]) -> bool:
    return any(key(token) in PREPOSITIONS for token in tokens)


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and reading(word, "gerund") is not None


def _bare(name: str) -> str:
    name = FURTHER.sub("", name)
    things = THINGS.match(name)
    return things[1] if things else name


def _phrase(name: str) -> str:
    """A group that is a phrase, as it follows "skills": "in running a site"."""
    tokens = name.split()
    first = key(tokens[0])
    if len(tokens) > 1 and first in PREPOSITIONS:
        return _small(name)
    if _has_preposition(tokens[1:]) and not _many(name):
        return f"in {_small(name)}"
    if len(tokens) > 1 and _is_gerund(first) and _object(tokens[1:]):
        return f"in {_small(name)}"
    return ""


def _object(tokens: list[str]) -> bool:
    """Whether a gerund has an object here: "a site", "events"."""
    if key(tokens[0]) in CONJUNCTIONS:
        return False
    return key(tokens[0]) in ("a", "an", "the") or is_plural(key(tokens[-1]))


def _many(name: str) -> bool:
    """Whether the group is called by a plural: "Systems", "Areas of law"."""
    noun, joint = key(_noun(name)), re.split(r" (?:and|&) ", name.lower())
    if len(joint) > 1 and not all(is_plural(part.split()[-1]) for part in joint):
        return False
    if noun in OWNED or noun.endswith("ics"):
        return noun in OWNED
    if noun in ("people", "data", "operations", "communications", "sales"):
        return False
    return (
        noun.isalpha()
        and is_plural(noun)
        and (noun[:-1] in nouns() or noun[:-2] in nouns() or noun[:-3] + "y" in nouns())
    )


def _noun(name: str) -> str:
    """The noun of the group's name, without a participle behind it."""
    phrase = [t for t in noun_phrase(name.split()) if key(t) not in CONJUNCTIONS]
    if len(phrase) == 2 and _participle(phrase[1]):
        return phrase[0]
    return head(name.split()) if len(phrase) < 2 else phrase[-1]


def _participle(word: str) -> bool:
    return reading(key(word), "participle") is not None and key(word) not in nouns()


def _plural(name: str, v: Voice) -> str:
    """A group called by a plural: "the systems she knows", "her skills with bees"."""
    words, noun = keys(name.split()), key(_noun(name))
    if len(words) == 2 and _participle(words[1]):
        return f"the {words[0]} {v.they} {v.has} {words[1]}"
    if noun in OWNED:
        return f"{v.their} {_small(name)}"
    if noun in KNOWN:
        return f"the {in_sentence(name)} {v.they} {v.does('know')}"
    return f"{v.their} skills with {in_sentence(name)}"


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
