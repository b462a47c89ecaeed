"""What a recogniser is told to expect: names, and how a visitor asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ENGLISH = "en"
NAMES_MAX_CHARACTERS = 450
"""Some 110 tokens; with the sentences they leave Whisper's prompt half empty."""
SENTENCES = (
    "What did {they} do there? Which projects use {name}? Tell me about {their} work."
)
"""Measured on recordings of people with names before them: a third of the wrong words
is left. With the names behind them, or with sentences alone, more words get wrong."""
SOMETHING = "it"
"""Stands for a name where the résumé has none."""


@dataclass(frozen=True, slots=True)
class ExpectedWords:
    """`pronouns` are the owner's, such as she, her, her."""

    names: tuple[str, ...] = ()
    pronouns: tuple[str, str, str] = ("they", "them", "their")

    def prompt(self, language: str) -> str | None:
        """What stands before the transcript; English sentences only before English."""
        names = ", ".join(self._kept_names())
        if language != ENGLISH:
            return names or None
        they, _, their = self.pronouns
        name = self.names[0] if self.names else SOMETHING
        asked = SENTENCES.format(they=they, their=their, name=name)
        return f"{names}. {asked}" if names else asked

    def _kept_names(self) -> Iterable[str]:
        """As many whole names as there is room for, the first ones first."""
        room = NAMES_MAX_CHARACTERS
        for name in dict.fromkeys(self.names):
            room -= len(name) + 2
            if room < 0:
                return
            yield name
