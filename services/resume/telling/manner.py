"""How a phrase of a résumé is told."""

from __future__ import annotations

from dataclasses import dataclass

from services.resume.telling.person import Person, Subject, Tense

GIVEN = "the award"
"""The thing that is described in the past: it was given once."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a phrase is told: of whom, whether it goes on, by name or of a thing.

    With `thing` the phrase describes a project or a prize, which is called so.
    """

    person: Person
    ongoing: bool
    named: bool = False
    thing: str = ""
    of_thing: bool = False
    """Whether the phrase is of a project or a text, so that it tells what was done."""
    own_words: bool = False
    """Whether the text is the owner's own, so that scraps of it can be quoted."""

    @property
    def gave(self) -> bool:
        """Whether the thing is a prize, which was given once."""
        return self.thing == GIVEN

    @property
    def tense(self) -> Tense:
        """The tense of what the phrase itself leaves open."""
        return "present" if self.ongoing else "past"

    @property
    def subject(self) -> Subject:
        """Who does what the phrase says."""
        return self.person.called() if self.named else self.person.pronoun()
