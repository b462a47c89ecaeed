"""What owners say of themselves in a few words: places, hours, notice, or quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.resume.telling.manner import Manner
from services.resume.telling.person import Subject
from services.resume.telling.tokens import breaks, counts_first, key, keys, lowered
from services.resume.telling.word_classes import AUXILIARIES, PREDICATES

NOTICE = re.compile(
    r"notice(?: period)?(?: is| of)?:? (?P<after>(?:\w+ )?[\w-]+ (?:day|week|month)s?)"
    r"|(?P<before>[\w-]+ (?:days?|weeks?|months?))['’]?(?:s)? notice(?P<rest>\b.*)",
    re.I,
)
"""How long somebody is bound to a job, as owners put it: "Notice period 3 months"."""
WORKING = frozenset(
    "remote hybrid part-time full-time on-site onsite half-time".split()
)
"""How somebody wants to work: "Remote or in Ghent"."""
BARE_MODE = re.compile(
    r"\b(remote|hybrid|on-?site|(?:part|full|half)-time)(?=,| or\b|$)"
)
HOURS = re.compile(
    r"(?:\w+ (?:to|or) )?\w+ (?:days?|hours?|mornings?|nights?) an? \w+"
    r"(?=$|,| at\b| or\b)",
    re.I,
)
SPENT = re.compile(
    r"(?:over |about |some |nearly |almost )?[\w+-]+ years "
    r"(?=(?:across|between|on|under|behind|inside|in|at|with)\b)",
    re.I,
)
DEMONYM = re.compile(
    r"(?:[A-Z][a-z]+(?:ian|ese|ish|ean|can|tan)(?: and |(?= with| by| since|,)))+"
    r"(?: with| by| since|,).*"
)
"""Where somebody is from: "British and Maltese, with …"."""


def told(tokens: Sequence[str], manner: Manner) -> str:
    """Return a clause for a fragment whose form says what it is about, or nothing."""
    text = " ".join(tokens).rstrip(".")
    if of_notice := NOTICE.fullmatch(text):
        return _notice(of_notice, manner)
    if not manner.own_words:
        return ""
    subject = manner.subject
    if _places(tokens):
        return f"{subject.words} would work in {text}"
    if wish := _wish(tokens, text):
        return f"{subject.words} would like {wish}"
    if SPENT.match(text) and counts_first(tokens):
        return f"{subject.words} {_have(subject)} spent {_small(text)}"
    if DEMONYM.fullmatch(text) or _registered(tokens):
        return f"{subject.words} {subject.verb('be')} {text}"
    return ""


def _wish(tokens: Sequence[str], text: str) -> str:
    """How somebody would like to work: "remote or hybrid work"; else empty."""
    words = keys(tokens)
    if WORKING & set(words[:2]) and not AUXILIARIES & set(words) and "or" in words:
        return BARE_MODE.sub(r"\1 work", _small(text))
    if HOURS.match(text) and counts_first(tokens) and not AUXILIARIES & set(words[:9]):
        return f"to work {_small(text)}"
    return ""


def _registered(tokens: Sequence[str]) -> bool:
    """Whether somebody is on a list: "NMC registered"."""
    of_list = len(tokens) > 1 and re.fullmatch(r"[A-Z]{2,}", tokens[0])
    return bool(of_list) and key(tokens[1]) in PREDICATES


def quoted(tokens: Sequence[str], manner: Manner) -> str:
    """The words as the owner put them: "in her own words: “No nights away”"."""
    words = " ".join(tokens).strip("“”").rstrip(".")
    return f"in {manner.person.possessive} own words: “{words}”"


def _notice(notice: re.Match[str], manner: Manner) -> str:
    """Return "her notice period is …"; with more behind it, what she has to give."""
    rest = (notice["rest"] or "").strip()
    if not rest:
        lasting = _small(notice["after"] or notice["before"])
        return f"{manner.person.possessive} notice period is {lasting}"
    verb = (
        "would need" if rest.startswith("if ") else f"{_have(manner.subject)} to give"
    )
    return f"{manner.subject.words} {verb} {_small(notice[0])}"


def _places(tokens: Sequence[str]) -> bool:
    """Whether places to choose from open the text: "Ghent or Rotterdam by train"."""
    if "or" not in tokens[1:7]:
        return False
    at = list(tokens).index("or")
    named = [*tokens[:at], *tokens[at + 1 : at + 2]]
    if not named or len(named) < 2:
        return False
    rest = tokens[at + 2 :]
    end = next((n for n, token in enumerate(rest) if breaks(token)), len(rest))
    if AUXILIARIES & set(keys(rest[: end + 1])):
        return False
    towns = [one for one in named if one.lower() not in WORKING]
    return all(one[:1].isupper() and lowered(one) == one for one in towns)


def _have(subject: Subject) -> str:
    return subject.verb("have")


def _small(words: str) -> str:
    """The words with a small letter in front."""
    first, _, rest = words.partition(" ")
    return f"{lowered(first)} {rest}".rstrip()
