"""Prompt templates: files with named variables, checked before the first question."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.errors import ConfigurationError

FOLDER = Path(__file__).parent / "prompts"
VARIABLES: Mapping[str, frozenset[str]] = {
    "system": frozenset(
        {"name", "subject", "fence", "words", "tone", "language", "canary"}
    ),
    "cards": frozenset({"fence", "entries", "answer"}),
    "question": frozenset({"question"}),
    "summary": frozenset({"topics"}),
    "conversation": frozenset({"words"}),
    "read": frozenset(
        {"name", "subject", "fence", "words", "tone", "language", "canary", "facts"}
    ),
    "read_question": frozenset({"conversation", "answer", "question"}),
    "read_conversation": frozenset({"turns"}),
    "spoken": frozenset(
        {"name", "subject", "fence", "words", "tone", "canary", "facts", "answer"}
    ),
    "tone_professional": frozenset(),
    "tone_friendly": frozenset(),
    "tone_witty": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Prompts:
    templates: Mapping[str, string.Template]

    def fill(self, template: str, /, **values: str) -> str:
        return self.templates[template].substitute(values).strip()


def load_prompts(folder: Path = FOLDER) -> Prompts:
    """Raise ConfigurationError when a file and its variables do not fit."""
    return Prompts({name: _load(folder, name) for name in VARIABLES})


def _load(folder: Path, name: str) -> string.Template:
    try:
        template = string.Template((folder / f"{name}.txt").read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"The prompt {name}.txt cannot be read.") from error
    found = set(template.get_identifiers())
    if not template.is_valid() or found != VARIABLES[name]:
        odd = ", ".join(sorted(found ^ VARIABLES[name])) or "a stray $"
        raise ConfigurationError(f"The prompt {name}.txt does not fit: {odd}.")
    return template
