"""An advertisement read into requirements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from services.fit.clauses import Clause, clauses
from services.fit.counting import leads_people, people_led
from services.fit.kinds import (
    Years,
    degree_in,
    is_any_language,
    is_licence,
    is_place,
    is_seniority,
    languages_in,
    years_in,
)
from services.fit.listing import COMMA, OR, TRIM, bare, begins, things
from services.fit.sections import Part
from services.fit.stated import content
from services.fit.statements import Statement
from services.fit.verbs import is_verb
from services.models.fit import Requirement, RequirementKind

TYPED = re.compile(r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+plus\s+)")
OF_PRACTICE = re.compile(
    r"^\s*['’]?\s*(?:(?:of|in|as|with|working|using|doing|experience|hands-on|relevant|"
    r"professional|practical|proven|commercial|work|industry|post-qualification|"
    r"experienced|practice|post-registration|similar|previous|solid|full-time|direct|"
    r"recent|clinical(?= experience)|teaching(?= experience)|a|an|the|at|on|for|within|"
    r"and|building|running|to)\s+)*",
    re.IGNORECASE,
)
SHORTEST = 2
FEWEST_IN_AN_ACT = 3
"""Words of what is to be done by itself, and not one of several verbs."""
ONE_MORE = re.compile(
    r"(?:,\s+(?:and\s+)?|\s+and\s+)(?=([A-Za-z]+)\s+(?!them\b|it\b|these\b))"
)
TWO_DUTIES = re.compile(
    r"\s*;\s+(?:and\s+)?|,?\s+(?:and|then)\s+(?=you(?:'ll|’ll| will| would)\b)",
    re.IGNORECASE,
)


def requirements(stated: Iterable[Statement]) -> tuple[Requirement, ...]:
    """What is asked for, each thing once, in the order of the advertisement."""
    found: dict[str, Requirement] = {}
    for statement in stated:
        for requirement in _of(statement):
            key = requirement.words.lower()
            known = found.get(key)
            if known is None or (requirement.must and not known.must):
                found[key] = requirement
    return tuple(found.values())


def _of(statement: Statement) -> Iterator[Requirement]:
    if statement.part is Part.DUTY:
        yield from _duties(statement)
        return
    if statement.part is Part.PLACE:
        words = statement.text.strip(TRIM)
        yield Requirement(words, RequirementKind.PLACE, True, subject=words)
        return
    for clause in clauses(statement):
        for part in _parts(clause.text):
            yield from _read(Clause(part, clause.must, clause.label))


def _duties(statement: Statement) -> Iterator[Requirement]:
    for piece in _acts(statement.text):
        words = piece.strip(TRIM)
        if len(words.split()) < SHORTEST:
            continue
        if leads_people(words):
            kind, least = RequirementKind.SENIORITY, people_led(words)
            yield Requirement(words, kind, True, subject=words, least=least)
        else:
            yield Requirement(words, RequirementKind.DUTY, True, subject=words)


def _acts(text: str) -> Iterator[str]:
    """The things to do in a sentence: "lead the team, set prices, and …"."""
    for piece in TWO_DUTIES.split(text):
        start = 0
        for match in ONE_MORE.finditer(piece):
            following = piece[match.end() :]
            if (
                is_verb(match[1])
                and min(_size(piece[start : match.start()]), _size(following))
                >= FEWEST_IN_AN_ACT
            ):
                yield piece[start : match.start()]
                start = match.end()
        yield piece[start:]


def _size(text: str) -> int:
    return len(text.split())


def _parts(text: str) -> Iterator[str]:
    """A clause cut where another requirement begins."""
    for piece in begins().split(text):
        yield from _typed_apart(piece)


def _typed_apart(text: str) -> Iterator[str]:
    """Cut where what follows is of another kind: "5 years in audit and a CPA"."""
    for match in TYPED.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not bare(before) or not bare(after):
            continue
        one, other = _kind_of(before), _kind_of(after)
        both_years = one is other is RequirementKind.YEARS
        if both_years or (
            one is not other and RequirementKind.SKILL not in (one, other)
        ):
            yield before
            yield from _typed_apart(after)
            return
    yield text


def _kind_of(text: str) -> RequirementKind:
    if years_in(text):
        return RequirementKind.YEARS
    if degree_in(text):
        return RequirementKind.DEGREE
    if languages_in(text) or is_any_language(text):
        return RequirementKind.LANGUAGE
    if is_licence(text):
        return RequirementKind.LICENCE
    if is_place(text):
        return RequirementKind.PLACE
    if is_seniority(text):
        return RequirementKind.SENIORITY
    return RequirementKind.SKILL


def _read(clause: Clause) -> Iterator[Requirement]:
    """The requirements of one piece."""
    text, must = clause.text.strip(TRIM), clause.must
    kind = _kind_of(text)
    languages = languages_in(text, label=clause.label)
    if languages and kind in (RequirementKind.LANGUAGE, RequirementKind.SKILL):
        yield from _languages(text, languages, must)
    elif years := years_in(text):
        yield _years(text, years, must)
    elif kind is RequirementKind.SENIORITY:
        yield Requirement(text, kind, must, subject=text, least=people_led(text))
    elif kind is not RequirementKind.SKILL:
        yield Requirement(text, kind, must, subject=text)
    else:
        for thing in things(text):
            if content(thing) or thing in ("C", "R"):
                yield Requirement(thing, kind, must, subject=thing)


def _years(text: str, years: Years, must: bool) -> Requirement:
    """Years with what they are of: what follows them, else what stands before."""
    after = OF_PRACTICE.sub("", text[years.end :], count=1).strip(" ()" + TRIM)
    before = bare(text[: years.start].strip(" (" + TRIM))
    subject = after if bare(after) else before
    words = text[years.start :] if bare(after) else text
    return Requirement(
        words.strip(TRIM),
        RequirementKind.YEARS,
        must,
        subject=bare(subject),
        least=years.least,
    )


def _languages(
    text: str, languages: tuple[str, ...], must: bool
) -> Iterator[Requirement]:
    if len(languages) == 1 or OR.search(text):
        yield Requirement(text, RequirementKind.LANGUAGE, must, subject=text)
        return
    starts = [text.index(name) for name in languages]
    cuts = [0]
    for one, other in pairwise(starts):
        found = list(COMMA.finditer(text, one, other))
        cuts.append(found[-1].end() if found else other)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        words = re.sub(r"\s+(?:and|plus)$", "", text[start:end].strip(TRIM))
        yield Requirement(words, RequirementKind.LANGUAGE, must, subject=words)
