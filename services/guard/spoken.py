"""Addresses and numbers that were spoken, not typed: `jane dot doe at mail dot com`."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOP_LEVEL = (
    "com|org|net|io|dev|edu|gov|co|ai|app|me|info|tech|uk|de|fr|es|it|nl|be|ch|at|se|no"
    "|dk|fi|pl|cz|pt|ie|eu|ca|au|nz|in|br|mx|jp|kr|cn|us|xyz|cloud|online|email"
)
MAIL_HOSTS = "gmail|googlemail|yahoo|outlook|hotmail|icloud|proton|protonmail|aol|gmx"
JOINT = (
    r"(?: (?:dot|point|punkt|punto|underscore|dash|hyphen|minus|plus) "
    r"| ?[\[(] ?dot ?[\])] ?)"
)
AT = r"(?: at | ?[\[(] ?at ?[\])] ?| @ ?|@ )"
DOT = r"(?: dot | ?[\[(] ?dot ?[\])] ?| ?\. ?)"

ADDRESS = re.compile(
    rf"(?<![\w.])(?P<local>(?:\w(?: \w){{2,24}}|[\w.]{{1,32}})"
    rf"(?:{JOINT}\w{{1,32}}){{0,4}}){AT}"
    rf"(?P<host>[\w-]{{1,40}})(?:{DOT}[\w-]{{1,40}}){{0,3}}{DOT}(?:{TOP_LEVEL})\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(r"\b(?:e-?mail|mail|write|reach|address)\b", re.IGNORECASE)
REACH = 40

DIGIT = (
    r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|"
    r"(?:double|triple) (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)|\d)"
)
NUMBER = re.compile(
    rf"\b(?:plus )?{DIGIT}(?:[ ,-]{{1,2}}{DIGIT}){{6,24}}\b", re.IGNORECASE
)
SPELT = re.compile(r"[a-z]{2}", re.IGNORECASE)


def find_spoken(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is an e-mail address (a number otherwise)."""
    for match in ADDRESS.finditer(text):
        if _is_mail(match):
            yield match.start(), match.end(), True
    for match in NUMBER.finditer(text):
        if SPELT.search(match.group()):
            yield match.start(), match.end(), False


def _is_mail(match: re.Match[str]) -> bool:
    """Whether it is a mail address, not a place such as a website.

    `did she work at booking dot com` is no address, `anna dot b at …` is.
    """
    if re.search(JOINT, match["local"], re.IGNORECASE) or set("[@") & set(match[0]):
        return True
    if re.fullmatch(MAIL_HOSTS, match["host"], re.IGNORECASE):
        return True
    start = max(0, match.start() - REACH)
    return ANNOUNCED.search(match.string, start, match.start()) is not None
