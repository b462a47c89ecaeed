"""How visitors pick from a list, and ask for its rest."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3,
    "4th": 3, "fifth": 4, "5th": 4, "last": -1, "former": 0, "latter": -1, "final": -1,
    "one": 0, "two": 1, "three": 2, "four": 3, "1": 0, "2": 1, "3": 2, "4": 3,
}  # fmt: skip
ORDINAL = any_of(
    r"\b(?:the |that )?(?P<n>first|1st|second|2nd|third|3rd|fourth|4th|fifth|"
    "5th|last|final|former|latter)(?: one| two| of (?:them|those|these|the "
    r"list))\b",
    r"\bnumber (?P<m>one|two|three|four|1|2|3|4)\b",
    "^(?:and )?(?:what about |about )?(?:the )?(?P<k>first|second|third|fourth|"
    "fifth|last|former|latter)$",
    r"\bthe (?P<l>second|third|fourth|fifth|2nd|3rd|former|latter)\b(?! (?:world|"
    "language|degree|time|half|year))",
)
OLDER_ONE = any_of(
    r"\bthe (older|oldest|earlier|earliest|newer|newest|later|latest|more "
    r"recent|most recent)(?: one\b| of (?:them|those|these)\b|$)",
)
WHICH_ONE = re.compile(r"\bthe ((?!other|next|same|first|last)\w+(?: \w+){0,2}) one\b")
OTHER = re.compile(r"\b(?:the )?other (?:one|two|ones)?\b|\bthe rest\b")
MORE = any_of(
    "^(?:(?:show|give|tell|list|see) )?(?:me )?(?:(?:some|any|a few|the) "
    ")?(?:more|others?|(?:the )?(?:rest|next|remaining)(?: ones?)?|anything "
    "else|what else(?: is there| do they have| did they do)?|keep going|go "
    "on|continue|next|another(?: one)?)(?: please| of (?:them|those|these)"
    "| like (?:that|this|those)| ones?| examples?| results?| jobs?| projects?|"
    " things?)*$",
)
