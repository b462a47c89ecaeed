"""How a sentence of a model opens, and whether it says that something is not there."""

from __future__ import annotations

import re

from services.language.stems import stem
from services.models.answer import Answer

VERDICT = re.compile(
    r"^(?:(?P<yes>yes|yeah|yep|indeed|correct|certainly|absolutely|definitely"
    r"|of course)"
    r"|(?P<no>no|nope|nah))\b(?:(?:,? (?:indeed|sir|absolutely))?[,.:;!–—-]+\s*|$)",
    re.IGNORECASE,
)
LEANING = re.compile(
    r"^(?:it|its|this|that|these|those|there|both|such|also|then|in addition|moreover"
    r"|furthermore|besides|additionally|after (?:that|this)|before (?:that|this))\b",
    re.IGNORECASE,
)
"""What a sentence opens with that stands on the one before it."""
SILENT = re.compile(
    r"\b(?:r[ée]sum[ée]|cv|portfolio|profile|facts|entries|information)\b",
    re.IGNORECASE,
)
NOT = r"(?:not|n['’]t|no|nothing|none|never|cannot|without)"
DENIAL = re.compile(
    rf"\b{NOT}\b.{{0,60}}\b(?:show|mention|list|stat|say|said|name|record|includ|given"
    rf"|give|tell|told|found|find|there|contain|cover|specif|indicat|provid|available)\w*"
    rf"|n['’]t (?:show|mention|list|state|say|name|include|give|tell|contain|cover)\b"
    rf"|\b{NOT} (?:in|on|part of|among)\b"
    r"|\bno (?:mention|record|sign|trace|evidence)\b",
    re.IGNORECASE,
)
NOT_IT = re.compile(r"^(?:that|this|it) is(?: not|n['’]t) ", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’.+#-][^\W_]*)*")
OF_DENIALS = frozenset(
    """a about an and any anything are as at be by can did do does either entries facts
    for from given has have he her his i in information is it its know listed mention
    mentioned my name named no not nothing of on or portfolio profile record recorded
    resume résumé cv said say says she show shown shows so state stated states tell that
    the their there they this to was were what whether which with""".split()
)
DENYING_STEMS = frozenset(map(stem, OF_DENIALS)) | OF_DENIALS


def parted(sentence: str, plain: Answer) -> tuple[str, str]:
    """The yes or no that a sentence opens with, and the rest, which says why.

    The first is empty where the plain answer does not open with the same: a yes is
    only as good as what the engine found. A model that has read the question the wrong
    way would confirm what is not there, in words that are true.
    """
    verdict = VERDICT.match(sentence)
    if verdict is None:
        return "", sentence
    rest = sentence[verdict.end() :].lstrip()
    own = VERDICT.match(plain.text)
    if own and bool(own["yes"]) == bool(verdict["yes"]):
        return sentence[: len(sentence) - len(rest)], rest
    return "", rest[:1].upper() + rest[1:]


def leans(sentence: str) -> bool:
    """Whether a sentence says little without the one before it."""
    return LEANING.match(sentence) is not None


def denies(sentence: str) -> bool:
    """Whether a sentence says that the résumé is silent about something."""
    if not SILENT.search(sentence):
        return NOT_IT.match(sentence) is not None
    return DENIAL.search(sentence) is not None


def denied_alike(sentence: str, question: str, plain: Answer) -> bool:
    """Whether the plain answer denies it, too, and in no wider words."""
    if not plain.absent:
        return False
    known = _stems(f"{question} {plain.text}") | DENYING_STEMS
    return _stems(sentence) <= known


def _stems(text: str) -> frozenset[str]:
    words = (word.lower().removesuffix("'s") for word in WORD.findall(text))
    return frozenset(stem(word) for word in words)
