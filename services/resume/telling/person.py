"""The person a sentence is about: what to call them, and how verbs agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from services.models.resume import Profile
from services.resume.reading.given_names import first_name
from services.resume.telling.verbs import inflect

Tense = Literal["present", "past"]
Voice = Literal["third", "first"]
PLURAL = frozenset(("they", "we", "you", "these", "those"))
REFLEXIVES = {"she": "herself", "he": "himself", "they": "themself", "I": "myself"}
INDEPENDENT = {"her": "hers", "his": "his", "their": "theirs", "my": "mine"}


@dataclass(frozen=True, slots=True)
class Subject:
    """The words a sentence begins with, and which form of a verb they take."""

    words: str
    plural: bool = False

    def verb(self, lemma: str, tense: Tense = "present") -> str:
        """The form of a verb after this subject: "has", "have", "am", "were"."""
        first = self.words == "I"
        if lemma == "be":
            return _be(first, self.plural, tense)
        if tense == "past":
            return inflect(lemma, "past")
        return lemma if first or self.plural else inflect(lemma, "s")


IT = Subject("it")
THAT = Subject("that")


def _be(first: bool, plural: bool, tense: Tense) -> str:
    if tense == "past":
        return "were" if plural else "was"
    return "am" if first else "are" if plural else "is"


@dataclass(frozen=True, slots=True)
class Person:
    """The owner of the résumé as sentences name them.

    In the first person the pronouns are "I", "me" and "my"; `known_as` keeps the
    pronouns that others use, so that they are found in the owner's own texts.
    """

    name: str
    first: str
    subject: str
    object: str
    possessive: str
    plural: bool
    first_person: bool
    known_as: tuple[str, str, str] = ("they", "them", "their")

    def pronoun(self) -> Subject:
        """The pronoun as the subject of a sentence."""
        return Subject(self.subject, self.plural)

    def called(self) -> Subject:
        """The first name as the subject; "I" in the first person."""
        if self.first_person or not self.first:
            return self.pronoun()
        return Subject(self.first)

    def verb(self, lemma: str, tense: Tense = "present") -> str:
        """The form of a verb after the pronoun: "she has", "they have", "I am"."""
        return self.pronoun().verb(lemma, tense)

    @property
    def reflexive(self) -> str:
        """The pronoun of "she taught herself"."""
        return REFLEXIVES.get(self.subject, self.object + "self")

    @property
    def independent(self) -> str:
        """The pronoun of "the idea was hers"."""
        return INDEPENDENT.get(self.possessive, self.possessive + "s")


def person_of(profile: Profile, *, voice: Voice = "third") -> Person:
    """Return how to speak of, or as, the owner of this profile."""
    name = " ".join(profile.name.split())
    first = first_name(name)
    they, them, their = profile.pronouns
    if voice == "first":
        return Person(name, first, "I", "me", "my", False, True, profile.pronouns)
    return Person(
        name, first, they, them, their, they in PLURAL, False, profile.pronouns
    )
