"""The person as grammar needs it: pronouns, and verbs that agree with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.models.resume import Profile
from services.resume.reading.given_names import first_name

IRREGULAR = {"have": "has", "do": "does", "be": "is", "go": "goes"}

OWN = re.compile(r"\b(?:[Mm]y|me|I)\b(?!['’.])")
"""The owner's words for themselves."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Words for the person: "she", or "I" where the portfolio speaks as its owner."""

    they: str
    them: str
    their: str
    plural: bool
    first: str
    name: str
    first_person: bool = False

    @property
    def They(self) -> str:
        return self.they[:1].upper() + self.they[1:]

    @property
    def Their(self) -> str:
        return self.their[:1].upper() + self.their[1:]

    @property
    def has(self) -> str:
        return "have" if self._plain else "has"

    @property
    def is_(self) -> str:
        return "am" if self.first_person else "are" if self.plural else "is"

    @property
    def was(self) -> str:
        return "were" if self.plural and not self.first_person else "was"

    @property
    def whom(self) -> str:
        """Who is spoken of at first mention: "Marisol", or "I"."""
        return "I" if self.first_person else self.first

    def does(self, verb: str) -> str:
        """The verb's present as it agrees: "speaks"."""
        if self._plain:
            return verb
        if verb in IRREGULAR:
            return IRREGULAR[verb]
        if verb.endswith(("s", "sh", "ch", "x", "z")):
            return f"{verb}es"
        if verb.endswith("y") and verb[-2] not in "aeiou":
            return f"{verb[:-1]}ies"
        return f"{verb}s"

    @property
    def _plain(self) -> bool:
        return self.plural or self.first_person


def voice_of(profile: Profile, *, first_person: bool = False) -> Voice:
    first = first_name(profile.name)
    if first_person:
        return Voice("I", "me", "my", False, first, profile.name, True)
    they, them, their = profile.pronouns
    return Voice(they, them, their, they == "they", first, profile.name)


def of_them(text: str, v: Voice) -> str:
    """A scrap of the owner's own words said of them: "my aunt's recipe" is hers."""
    if v.first_person:
        return text
    words = {"my": v.their, "me": v.them, "i": v.they}
    return OWN.sub(lambda own: words[own[0].lower()], text)
