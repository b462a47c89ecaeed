"""How many entries a sentence speaks of: `two of her projects`, `in three places`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.llm.quantities import quantities

KINDS = {
    "project": "project",
    "job": "experience",
    "role": "experience",
    "position": "experience",
    "employer": "experience",
    "paper": "publication",
    "publication": "publication",
    "award": "award",
    "certification": "certification",
    "certificate": "certification",
    "place": "",
    "entry": "",
    "entrie": "",
}
OF = re.compile(
    r"(?:\b(?:in|across) )?\b(?P<number>\w+)"
    r"(?: of (?:the|her|his|their|my|these|those))?"
    rf" (?:different |listed |recent )?(?P<noun>{'|'.join(KINDS)})s?\b"
    r"(?: here| shown| listed)?"
    r"(?: (?:on|in) (?:her|his|their|the|my) (?:resume|résumé|cv))?",
    re.IGNORECASE,
)


ONE_EACH = re.compile(
    r"^(?P<head>.*?)\btwo (?P<noun>[\w]+)[\w ]*?\W+one (?P<first>.+?),? and "
    r"(?:one|another|the other) (?P<second>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """`kind` is that of the entries, empty for any; `rest` the sentence without it."""

    number: float
    kind: str
    rest: str


def count_of(sentence: str) -> Count | None:
    for match in OF.finditer(sentence):
        amounts = quantities(match["number"])
        if len(amounts) != 1 or amounts[0].unit:
            continue
        rest = f"{sentence[: match.start()]}{sentence[match.end() :]}".lstrip()
        return Count(amounts[0].value, KINDS[match["noun"].lower()], rest)
    return None


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    told: tuple[str, str]


def one_each(sentence: str) -> Pair | None:
    """The two parts of `two papers, one in 2018 and one in 2022`, each told whole."""
    match = ONE_EACH.match(sentence)
    if not match:
        return None
    head = f"{match['head']}{match['noun']}"
    last = match["noun"].split()[-1].lower().removesuffix("s")
    told = (f"{head} {match['first']}.", f"{head} {match['second']}")
    return Pair(KINDS.get(last, ""), told)
