"""Personal data in a text: found, and masked before it is logged, kept or sent on.

Every pattern is bounded, so a hostile text costs time in proportion to its length.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from services.guard.spoken import find_spoken

Kind = Literal["key", "email", "iban", "national_id", "ip", "card", "phone"]

REACH_BEFORE = 40
REACH_AFTER = 12
"""Characters around a number in which a word may say what it is."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`start` and `end` index the text."""

    kind: Kind
    start: int
    end: int


def _digits(text: str) -> str:
    return "".join(str(int(c)) for c in text if c.isdecimal())


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def passes_mod_97(iban: str) -> bool:
    """ISO 13616: country and check digits go to the end, letters count from 10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


CONTACT = re.compile(
    r"\b(?:phone|tele?(?:phone)?|mobile|cell|fax|desk|call|ring|dial|reach|text|"
    r"whatsapp|sms|contact|number|telefon|handy|móvil|portable|(?:office|home|work):)",
    re.IGNORECASE,
)
CALL_BACK = re.compile(r"\b(?:office|fax|mobile|cell|home|desk|phone)\b", re.IGNORECASE)
IDENTITY = re.compile(r"\b(?:ssn|social security|tax id|itin)\b", re.IGNORECASE)
PAYMENT = re.compile(r"\b(?:card|visa|mastercard|amex|maestro|cvv)\b", re.IGNORECASE)


def _named(words: re.Pattern[str], match: re.Match[str]) -> bool:
    start = max(0, match.start() - REACH_BEFORE)
    return words.search(match.string, start, match.start()) is not None


def _is_card(match: re.Match[str]) -> bool:
    """Twelve-digit Maestro numbers look like any number: they need a name or Luhn."""
    digits = _digits(match.group())
    if not 12 <= len(digits) <= 19:
        return False
    return passes_luhn(digits) or _named(PAYMENT, match)


def _is_iban(match: re.Match[str]) -> bool:
    iban = re.sub(r"[ -]", "", match.group()).upper()
    return 15 <= len(iban) <= 34 and passes_mod_97(iban)


def _is_address(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - REACH_BEFORE) : match.start()]
    if before.rstrip().lower().endswith(("version", "release")):
        return False
    try:
        ipaddress.ip_address(match.group())
    except ValueError:
        return False
    return True


def _is_identity(match: re.Match[str]) -> bool:
    area, group, serial = match.groups()
    if match.group()[3] != "-" and not _named(IDENTITY, match):
        return False
    possible = area not in ("000", "666") and area[0] != "9"
    return possible and group != "00" and serial != "0000"


THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
DATE = re.compile(r"(?:19|20)\d\d[-. ]\d\d[-. ]\d\d|\d\d[-. ]\d\d[-. ](?:19|20)\d\d")
YEARS = re.compile(r"(?:(?:19|20)\d\d[-. ]?)+")


def _is_phone(match: re.Match[str]) -> bool:
    """A number with a plus or area code in brackets is one; others need a reason."""
    text = match.group()
    digits = _digits(text)
    if not 7 <= len(digits) <= 20:
        return False
    if DATE.fullmatch(text) or YEARS.fullmatch(text):
        return False
    if text.startswith(("+", "(", "00")) and len(digits) >= 9:
        return True
    named = _named(CONTACT, match) or bool(
        CALL_BACK.search(match.string, match.end(), match.end() + REACH_AFTER)
    )
    if named:
        return True
    groups = re.findall(r"\d+", text)
    if THOUSANDS.fullmatch(text) or len(groups) < 3 or min(map(len, groups)) < 2:
        return False
    return 9 <= len(digits) <= 15 and len(groups) <= 5


def _always(match: re.Match[str]) -> bool:
    return True


def _is_secret(match: re.Match[str]) -> bool:
    """Long and random: capitals, small letters and several digits in one run."""
    text = match.group()
    digits = sum(c.isdigit() for c in text)
    return digits >= 4 and text.lower() != text and text.upper() != text


Rule = tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], bool]]

# The order decides between rules that claim the same characters.
RULES: tuple[Rule, ...] = (
    (
        "key",
        re.compile(
            r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
            r"[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
        ),
        _always,
    ),
    (
        "key",
        re.compile(r"\beyJ[\w-]{8,2000}\.[\w-]{2,4000}(?:\.[\w-]{0,2000})?"),
        _always,
    ),
    (
        "key",
        re.compile(
            r"(?<![A-Za-z0-9])(?:(?:gsk|ghp|gho|ghu|ghs|ghr|hf|glpat|xai|npm|"
            r"sk_live|sk_test|pk_live|rk_live|whsec|sb_secret|github_pat)[_-]"
            r"|sk-|xox[abeprs]-|SG\.|key-)[\w.-]{16,300}"
        ),
        _always,
    ),
    ("key", re.compile(r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b"), _always),
    ("key", re.compile(r"\bAIza[\w-]{35}"), _always),
    (
        "key",
        re.compile(
            r"(?i)(?:\bbearer |(?:api[_ -]?key|secret|token|passw(?:or)?d)"
            r"[\"']?[ ]?(?:[:=]|is)[ ]?[\"']?)(?P<value>[\w.+/=~-]{8,300})"
        ),
        lambda match: any(c.isdigit() for c in match["value"]),
    ),
    ("key", re.compile(r"(?<![\w/-])[\w-]{32,300}(?![\w/-])"), _is_secret),
    (
        "email",
        re.compile(
            r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<![.-])"
        ),
        _always,
    ),
    (
        "iban",
        re.compile(
            r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}"
            r"(?:[ -]?[A-Za-z0-9]{1,3})?\b"
        ),
        _is_iban,
    ),
    (
        "national_id",
        re.compile(r"(?<![\w-])(\d{3})[- ]?(\d{2})[- ]?(\d{4})(?![\w-])"),
        _is_identity,
    ),
    (
        "national_id",
        re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b"),
        _always,
    ),
    ("ip", re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)"), _is_address),
    (
        "ip",
        re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}(?![\w:])"),
        _is_address,
    ),
    ("card", re.compile(r"(?<![\w.+])\d(?:[ -]?\d){11,18}(?![\w]|\.\d)"), _is_card),
    (
        "phone",
        re.compile(
            r"(?<![\w.+])(?:\+|\(|00)?\d{1,14}(?:[ .()/-]{1,3}\d{1,12}){0,7}"
            r"(?: ?(?:x|ext\.?) ?\d{1,6})?(?!\w)"
        ),
        _is_phone,
    ),
)


def find(text: str) -> tuple[PersonalData, ...]:
    """What is in a text, in its order, without overlap."""
    found: list[PersonalData] = []
    taken = bytearray(len(text))
    for kind, start, end in _candidates(text):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(PersonalData(kind, start, end))
    return tuple(sorted(found, key=lambda item: item.start))


def _candidates(text: str) -> Iterator[tuple[Kind, int, int]]:
    for kind, pattern, accepts in RULES:
        for match in pattern.finditer(text):
            if accepts(match):
                named = "value" if "value" in pattern.groupindex else 0
                yield kind, match.start(named), match.end(named)
    for start, end, is_email in find_spoken(text):
        yield ("email" if is_email else "phone"), start, end


def _plain(value: str) -> str:
    return "".join(c for c in value.lower() if c.isalnum())


def redact(text: str, allowed: Iterable[str] = ()) -> str:
    """Mask what `find` finds as `[email]`, `[card]`, …

    `allowed` holds the owner's own public contact, which may be spoken.
    """
    public = {_plain(value) for value in allowed if value}
    parts: list[str] = []
    done = 0
    for item in find(text):
        if _plain(text[item.start : item.end]) in public:
            continue
        parts += [text[done : item.start], f"[{item.kind}]"]
        done = item.end
    return "".join([*parts, text[done:]])
