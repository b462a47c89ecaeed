"""Personal data by shape and checksum, or by a word nearby that says what it is.

Every pattern is bounded, so a hostile text costs time in proportion to its length.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Literal

Kind = Literal["key", "email", "iban", "national_id", "ip", "card", "phone"]

REACH_BEFORE = 40
REACH_AFTER = 12
"""Characters around a number in which a word may say what it is."""


def _digits(text: str) -> str:
    return "".join(str(int(c)) for c in text if c.isdecimal())


def passes_luhn(digits: str) -> bool:
    """Whether digits pass the check of card numbers (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def passes_mod_97(iban: str) -> bool:
    """Whether an IBAN passes the check of ISO 13616.

    Country and check digits go to the end, letters count from 10.
    """
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


CONTACT = re.compile(
    r"\b(?:phone|tele?(?:phone)?|mobile|cell|fax|desk|call|ring|dial|reach|text|"
    r"whatsapp|sms|contact|number|handy|ruf|anruf|erreich|nummer|numéro|número|appel|"
    r"joign|llám|llam|móvil|celular|portable|téléphone|teléfono|(?:office|home|work):)",
    re.IGNORECASE,
)
CALL_BACK = re.compile(
    r"\b(?:office|fax|mobile|cell|home|desk|phone|(?:call|text|ring) me)\b",
    re.IGNORECASE,
)
IDENTITY = re.compile(r"\b(?:ssn|social security|tax id|itin)\b", re.IGNORECASE)
PAYMENT = re.compile(r"\b(?:card|visa|mastercard|amex|maestro|cvv)\b", re.IGNORECASE)


def _named(words: re.Pattern[str], match: re.Match[str]) -> bool:
    start = max(0, match.start() - REACH_BEFORE)
    return words.search(match.string, start, match.start()) is not None


def _is_card(match: re.Match[str]) -> bool:
    """Whether it is the number of a card: one that passes Luhn, or is named as one.

    Twelve-digit Maestro numbers look like any number.
    """
    digits = _digits(match.group())
    if not 12 <= len(digits) <= 19:
        return False
    return passes_luhn(digits) or _named(PAYMENT, match)


def _is_iban(match: re.Match[str]) -> bool:
    iban = re.sub(r"[ -]", "", match.group()).upper()
    return 15 <= len(iban) <= 34 and passes_mod_97(iban)


HOST = re.compile(r"\b(?:ip|dns|host|server|address|ping|at|from)\b", re.IGNORECASE)
VERSION = re.compile(
    r"(?:\b[vV]|[vV]ersion|[rR]elease|kernel|firmware|driver|build|"
    r"\b(?!IP|Server|Host|Address)[A-Z]\w*[a-z]\+*) $"
)


def _is_address(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - REACH_BEFORE) : match.start()]
    small = max(re.split(r"\D+", match.group()), key=len, default="")
    if VERSION.search(before) or (len(small) == 1 and not HOST.search(before)):
        return False
    try:
        ipaddress.ip_address(match.group())
    except ValueError:
        return False
    return True


DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def _is_dni(match: re.Match[str]) -> bool:
    """Whether it is Spain's DNI, whose letter fits the number before it.

    The letter is the remainder by 23, where X, Y, Z begin as 0, 1, 2.
    """
    text = match.group().upper().replace("-", "")
    number = int(text[:-1].translate(str.maketrans("XYZ", "012")))
    return DNI_LETTERS[number % 23] == text[-1]


def _is_identity(match: re.Match[str]) -> bool:
    area, group, serial = match.groups()
    if match.group()[3] != "-" and not _named(IDENTITY, match):
        return False
    possible = area not in ("000", "666") and area[0] != "9"
    return possible and group != "00" and serial != "0000"


NO_PHONE = re.compile(
    r"\b(?:grant|award|order|issue|ticket|patent|invoice|is[bs]n|doi|orcid|pmid|pubmed|"
    r"arxiv|task|case|serial|student|employee|matriculation|licen[cs]e|version|commit)"
    r"\b[^.!?]{0,20}$",
    re.IGNORECASE,
)
DOI = re.compile(r"10\.\d{4,9}/")
ORCID = re.compile(r"0000(?:-\d{4}){3}")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")
DATE = re.compile(r"(?:19|20)\d\d[-. ]\d\d[-. ]\d\d|\d\d[-. ]\d\d[-. ](?:19|20)\d\d")
STAMP = re.compile(rf"(?:{DATE.pattern})(?: \d\d)?")
YEARS = re.compile(r"(?:(?:19|20)\d\d[-. ]?)+")


def _is_phone(match: re.Match[str]) -> bool:
    """Whether it is a phone number.

    One with a plus or area code in brackets is; others need a reason.
    """
    text = match.group()
    count = len(_digits(text))
    if not 7 <= count <= 20 or _is_other_number(match):
        return False
    if text.startswith(("+", "(", "00")) and count >= 9:
        return True
    if _named(CONTACT, match):
        return True
    if CALL_BACK.search(match.string, match.end(), match.end() + REACH_AFTER):
        return True
    groups = re.findall(r"\d+", text)
    if THOUSANDS.fullmatch(text) or len(groups) < 3 or min(map(len, groups)) < 2:
        return False
    return 9 <= count <= 15 and len(groups) <= 5


def _is_other_number(match: re.Match[str]) -> bool:
    """Whether it is a date, a DOI, an ORCID or what the words before it say."""
    text = match.group()
    if STAMP.fullmatch(text) or YEARS.fullmatch(text) or ORCID.fullmatch(text):
        return True
    if DOI.match(text):
        return True
    before = match.string[max(0, match.start() - REACH_BEFORE) : match.start()]
    return text[0] != "+" and NO_PHONE.search(before) is not None


def _always(match: re.Match[str]) -> bool:
    return True


def _is_secret(match: re.Match[str]) -> bool:
    """Whether it is long and random.

    Capitals, small letters and several digits in one run are.
    """
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
    ("key", re.compile(r"\bAIza[\w-]{35,60}"), _always),
    (
        "key",
        re.compile(
            r"(?i)(?:\bbearer |(?:api[_ -]?key|secret|token|passw(?:or)?d|pass|pwd)"
            r"[\"']?[ ]?(?:[:=]|is:?)[ ]?[\"']?)(?P<value>[\w.+/=~!@#$%^&*-]{8,300})"
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
    (
        "national_id",
        re.compile(
            r"(?i)\bpassport(?: number| no\.?)?(?: is|:)? (?P<value>[A-Z0-9]{6,12})\b"
        ),
        lambda match: sum(c.isdigit() for c in match["value"]) > 2,
    ),
    (
        "national_id",
        re.compile(r"(?i)(?<![\w-])(?:\d{8}|[XYZ]\d{7})-?[A-Z](?![\w-])"),
        _is_dni,
    ),
    (
        "national_id",
        re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d\d(?!\w)"),
        _always,
    ),
    (
        "ip",
        re.compile(r"(?<![\w.:])::ffff:\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)"),
        _is_address,
    ),
    ("ip", re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)"), _is_address),
    (
        "ip",
        re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}(?![\w:])"),
        _is_address,
    ),
    ("card", re.compile(r"(?<![\w.+])\d{4}(?:\.\d{4}){3}(?![\w.])"), _is_card),
    ("phone", re.compile(r"\bwa\.me/(?P<value>\+?\d{7,15})\b"), _always),
    ("card", re.compile(r"(?<![\w.+])\d(?:[ -]?\d){11,18}(?![\w]|\.\d)"), _is_card),
    (
        "phone",
        re.compile(
            r"(?<![\w.+])(?<![A-Za-z]-)(?:\+|\(|00)?"
            r"\d{1,14}(?:[ .()/-]{1,3}\d{1,12}){0,7}"
            r"(?: ?(?:x|ext\.?) ?\d{1,6})?(?!\w)"
        ),
        _is_phone,
    ),
)
