"""Whether the dates of a piece are those of an entry, and its tense that of its end."""

from __future__ import annotations

import re

from services.llm.ground import Ground
from services.llm.lexicon import tokenize
from services.llm.quantities import Moment, is_month, moments, month_of

STARTS = re.compile(
    r"\b(?:since|joined|joining|started|starting|began|beginning|between)\b[^,;]{0,60}$"
    r"|\bfrom (?:about |around |early |late |mid-?)?(?:[a-z]{3,9}\.? )?$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:until|till|to|through|left|leaving|ended|ending|up to|finished|and)"
    r"(?: in| of|\s)*(?:[a-z]{3,9}\.? )?$|[–-] ?(?:[a-z]{3,9}\.? )?$"
    r"|\b(?:graduated|finished|left|earned|received|completed)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
STILL = re.compile(
    r"\b(?:currently|now|today|presently|these days|at present|present|still|to date"
    r"|(?:works|(?:is|are) working) (?:at|for|as|with)|current|to this day)\b",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"[,;:] (?:which|that|who|where|so|and)?|\b(?:which|that) ")
PERSON = re.compile(r"\b(?:she|he|they|i|her|his|their|my)\b", re.IGNORECASE)
PRESENT = re.compile(
    r"\b(?:she|he) (?:also |even |still )*(?!(?:was|has|is|does|brings|holds|knows|has"
    r"|draws|combines|cares|offers|likes|loves|enjoys|says|gains|comes|its|this)\b)"
    r"[a-z]{2,}[^\Ws]s\b|\b(?:she|he|they) (?:is|are) (?:an?|the)\b",
    re.IGNORECASE,
)
WITHDREW = re.compile(
    r"\b(?!(?:she|he|they|i|and|before|until|when|then|later|since|after)\b)(\w+) "
    r"(?:\w+ly |later |then |has |had )*(?:left|quit|resigned|departed)\b",
    re.IGNORECASE,
)
DURING = re.compile(
    r"\b(?:in|during|throughout|around|of) (?:early |late |mid-?)?$", re.I
)
BEING = re.compile(
    r"\b(?:was|were|work\w*|serv\w+|employed|volunteer\w*|studying|busy|spent)\b", re.I
)
SPAN_ENDS = re.compile(
    r"\b(?:join|start|beg[aiu]n|left|leav|end|finish|graduat|earn|complet|until|since"
    r"|from|to|launch|found|built|wrote|creat|receiv|got)\w*\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(?:formerly|previously|(?:she|he|i) (?:also )?used to|former|no longer)\b",
    re.I,
)
LEFT = re.compile(
    r"\b(?:left|quit|departed|resigned from|moved on from|worked at .{1,40} until)\b",
    re.IGNORECASE,
)
TIMED = ("experience", "education", "volunteer")


def wrong_date(text: str, ground: Ground) -> str:
    own = ground.dates
    prose = [m for unit in ground.units for m in moments(unit.text)]
    timed = ground.type in TIMED and bool(own)
    for moment in moments(text):
        before = text[: moment.start]
        candidates = [*own, *prose]
        started, ended = STARTS.search(before), ENDS.search(before)
        if len(own) == 2 and (started or ended):
            # The nearer of the two words speaks: `left in May after starting in June`.
            at_end = ended and (not started or ended.start() >= started.start())
            candidates = [own[1 if at_end else 0]]
        inside = timed and not SPAN_ENDS.search(text) and _within(moment, ground)
        if inside and DURING.search(before) and BEING.search(text):
            continue
        if not any(moment.matches(other) for other in candidates):
            return f"date {text[moment.start : moment.end]!r}"
        if timed and SINCE.search(before[-20:]) and not ground.ongoing:
            return "since"
    lone = [t for t in tokenize(text) if t.capitalised and is_month(t.key)]
    for token in lone:
        if month_of(token.key) not in {m.month for m in (*own, *prose)}:
            return f"month {token.text!r}"
    if timed and not ground.ongoing and (fault := _not_over(text, ground)):
        return fault
    if (withdrew := WITHDREW.search(text)) and not ground.bears("left"):
        return f"{withdrew[0]!r}"
    if timed and ground.ongoing and (OVER.search(text) or LEFT.search(text)):
        return "over"
    return ""


def _within(moment: Moment, ground: Ground) -> bool:
    first, last = ground.dates[0], ground.dates[-1]
    return first.year <= moment.year and (ground.ongoing or moment.year <= last.year)


def _not_over(text: str, ground: Ground) -> str:
    """What is told of a post that ended as if it went on; `now` may be a result's."""
    still = STILL.search(text)
    if (
        still
        and _of_person(text, still.start())
        and still[0].lower() not in ground.text
    ):
        return "still"
    present = PRESENT.search(text)
    if present and ground.type != "education":
        return f"still: {present[0]!r}"
    return ""


def _of_person(text: str, place: int) -> bool:
    """Whether the clause around a place is about the owner, not about a result."""
    start = max((m.end() for m in CLAUSES.finditer(text, 0, place)), default=0)
    return PERSON.search(text[start:]) is not None
