"""The front of reading: an advertisement's text in, its requirements out."""

from __future__ import annotations

from dataclasses import dataclass

from services.errors import InvalidInput
from services.fit.lines import lines_of
from services.fit.requirements import requirements
from services.fit.sections import placed
from services.fit.statements import statements
from services.language.detection import ENGLISH, language_of_text
from services.models.fit import Requirement

LONGEST = 20_000
FEWEST_WORDS = 8
EMPTY = "There is no text. Paste a job advertisement."
SHORT = "That is too short for a job advertisement: paste all of it, or a few lines."
LONG = (
    f"The advertisement is longer than {LONGEST:,} characters. Paste the part that "
    "says what is asked for."
)
FOREIGN = (
    "This advertisement is not in English, and only English ones can be read so far."
)
NONE = "This does not read like a job advertisement: nothing in it is asked of anybody."


@dataclass(frozen=True, slots=True)
class Advertisement:
    """What an advertisement asks for, and how many of its sentences tried to steer."""

    requirements: tuple[Requirement, ...]
    steering: int = 0


def read(text: str) -> Advertisement:
    """The requirements of an advertisement; raise InvalidInput for what is none."""
    if len(text) > LONGEST:
        raise InvalidInput(LONG)
    lines = lines_of(text)
    shown = " ".join(line.text for line in lines)
    if not any(map(str.isalnum, shown)):
        raise InvalidInput(EMPTY)
    if len(shown.split()) < FEWEST_WORDS and language_of_text(shown) == ENGLISH:
        raise InvalidInput(SHORT)
    if language_of_text(shown) != ENGLISH:
        raise InvalidInput(FOREIGN)
    found = statements(placed(lines))
    asked = requirements(found.stated)
    if not asked:
        raise InvalidInput(NONE)
    return Advertisement(asked, found.steering)
