"""Interests, each in one sentence with what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from services.models.resume import Entry
from services.resume.telling.closing import closed
from services.resume.telling.deeds import deed, is_deed
from services.resume.telling.lists import joined
from services.resume.telling.naming import in_sentence
from services.resume.telling.noun_kinds import is_mass, is_person, is_plural
from services.resume.telling.nouns import HAS_ARTICLE, with_article
from services.resume.telling.tokens import (
    head,
    is_acronym,
    is_adjective,
    is_adverb,
    is_number,
    key,
)
from services.resume.telling.verbs import nouns, reading
from services.resume.telling.voice import Voice, of_them
from services.resume.telling.word_classes import (
    BEFORE_A_NUMBER,
    DETERMINERS,
    PREPOSITIONS,
)

INSTRUMENTS = frozenset(
    """accordion banjo bagpipes bass bassoon bodhrán bugle cello clarinet concertina
    cornet drums fiddle flute guitar harmonica harp harpsichord horn kora lute mandolin
    oboe organ oud piano recorder saxophone sitar tabla trombone trumpet tuba ukulele
    viola violin xylophone""".split()
)
"""What one plays, rather than enjoys."""
PLOTS = frozenset("allotment garden orchard vineyard greenhouse shed".split())
"""What one has, rather than does."""
PARTS = frozenset(
    """choir band orchestra club team bass alto tenor soprano baritone mezzo solo tent
    too year style weather""".split()
)
"""What one sings, is in, or does it with, which is no kind of what is done."""
MOST = 4
LONGEST = 3
"""Words of a plain kind of an interest."""


def interest(entry: Entry, v: Voice) -> str:
    """A sentence on an interest.

    "Outside work she enjoys trail running, including half marathons."
    """
    name = in_sentence(of_them(entry.title, v))
    gerund = reading(key(name.split()[0]), "gerund") is not None
    if gerund:
        name = name[:1].lower() + name[1:]
    if name.split()[-1] in PLOTS and not HAS_ARTICLE.match(name):
        name = f"{v.their} {name}"
    pastime = f"{v.does('enjoy')} {name}"
    if key(entry.title.split()[-1]) in INSTRUMENTS and not gerund:
        pastime = f"{v.does('play')} the {name}"
    doing = gerund or reading(head(name.split()), "gerund") is not None
    more = _more(entry.keywords[:MOST], v, doing=doing)
    return closed(f"Outside work {v.they} {pastime}{more}")


def _more(keywords: Sequence[str], v: Voice, *, doing: bool) -> str:
    """What is said of an interest, joined in the way that it can bear."""
    remarks = [of_them(word, v) for word in keywords]
    if not remarks:
        return ""
    if all(map(_is_kind, remarks)):
        return f", including {joined(remarks)}"
    if all(map(_is_role, remarks)):
        return f" and {v.is_} {joined([with_article(word) for word in remarks])}"
    remarks = [f"{v.has} {one}" if _is_count_done(one) else one for one in remarks]
    if doing and all(map(_is_scrap, remarks)):
        return f", including {joined(remarks)}"
    deeds = joined([deed(one, v) for one in remarks if is_deed(one)])
    return _with_deeds([one for one in remarks if not is_deed(one)], deeds)


def _with_deeds(rest: Sequence[str], deeds: str) -> str:
    """Deeds joined to what else is said: ", including trails, and runs a club"."""
    if not rest:
        return f" and {deeds}"
    if deeds and all(map(_is_kind, rest)):
        return f", including {joined(rest)}, and {deeds}"
    if not deeds and all(map(_follows, rest)):
        return f" {joined(rest)}"
    return f" and {deeds}: {joined(rest)}" if deeds else f": {joined(rest)}"


def _is_kind(text: str) -> bool:
    """Whether a keyword is a plain noun, which can be a kind of the interest."""
    words = text.split()
    keys = [key(word) for word in words]
    if len(words) > LONGEST or not text.islower() or is_deed(text):
        return False
    if any(is_number(k) or k in DETERMINERS or k in PREPOSITIONS for k in keys):
        return False
    last = head(words)
    if is_person(last) or is_adjective(last):
        return False
    return is_plural(last) or (is_mass(last) and not reading(last, "past"))


def _is_scrap(text: str) -> bool:
    """Whether a keyword is a bare noun, with nothing that leads it on."""
    keys = [key(word) for word in text.split()]
    if len(keys) > LONGEST or is_deed(text) or any(map(is_number, keys)):
        return False
    leads = DETERMINERS | PREPOSITIONS - {"of"}
    if text[:1].isupper() or not leads.isdisjoint(keys):
        return False
    if is_acronym(text.split()[-1]) or reading(keys[0], "past"):
        return False
    return not _is_no_kind(keys[-1])


def _is_no_kind(word: str) -> bool:
    """Whether a word is no kind of what is done: "choir", "runner", "fast"."""
    if word in PARTS or word in INSTRUMENTS or reading(word, "past"):
        return True
    return is_person(word) or is_adjective(word) or is_adverb(word)


def _is_count_done(text: str) -> bool:
    """Whether a keyword says how many were done: "visited 88 of them"."""
    first, *rest = text.split()
    word = key(first)
    done = reading(word, "past") is not None and word not in nouns()
    return bool(done and rest and is_number(key(rest[0])))


def _follows(text: str) -> bool:
    """Whether a keyword goes on as it is: "against any wall"."""
    first = key(text.split()[0])
    return first in PREPOSITIONS and first not in BEFORE_A_NUMBER


def _is_role(text: str) -> bool:
    words = text.split()
    if len(words) > 1 and key(words[1]) in DETERMINERS:
        return False
    return is_person(head(words)) and not is_plural(head(words)) and not is_deed(text)
