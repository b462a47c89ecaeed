"""What a person has, rather than is or does: experience, a licence, a degree."""

from __future__ import annotations

from collections.abc import Sequence

from services.resume.telling.time_spent import YEARS
from services.resume.telling.tokens import counts_first, head, keys, word_at
from services.resume.telling.word_classes import PREPOSITIONS

OWNED = frozenset(
    """success seat minor major gpa specialization specialisation ownership
    responsibility responsibilities role position residency oversight
    membership experience knowledge background understanding skill skills
    expertise passion proficiency familiarity degree degrees certification
    certificate licence license ability abilities record command interest
    interests enthusiasm exposure eye diploma bachelor master phd msc bsc ba
    ma mba aptitude flair talent grasp qualification qualifications knack
    focus fluency mastery love ethic attitude commitment appreciation
    strengths""".split()
)
"""What a person has, rather than is or does."""
PAPERS = frozenset(
    "passport passports visa permit dbs card clearance citizenship".split()
)
"""What somebody has to show: "French passport"."""
OF_TIME = frozenset("of in as at with experience designing for".split())


def owned(tokens: Sequence[str]) -> bool:
    """Whether the phrase names something a person has: "12 years of …"."""
    words = keys(tokens) or [""]
    counts = counts_first(tokens) or words[0] in ("a", "an", "almost", "nearly")
    if counts and any(_years_of(words, at) for at in range(1, min(6, len(words)))):
        return True
    until = next(
        (n for n, w in enumerate(words) if n and w in PREPOSITIONS), len(words)
    )
    has = {head(tokens), words[until - 1]} & (OWNED | PAPERS)
    return bool(has) or (words[0] in OWNED and len(words) > 1)


def _years_of(words: Sequence[str], at: int) -> bool:
    """Whether years spent on something stand here, none of "twice a year"."""
    if at > 1 and words[at - 1] in ("a", "an", "per", "each", "every"):
        return False
    behind = word_at(words, at + 1)
    return words[at] in YEARS and (behind in OF_TIME or behind.endswith("ing"))
