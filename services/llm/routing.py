"""Which model or provider phrases an answer: the usual one, or another by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.errors import ConfigurationError
from services.models.answer import Answer

SURE = 0.7
"""The confidence from which an answer of the engine's counts as `sure`."""
CONFIDENCE = ("sure", "unsure")


@dataclass(frozen=True, slots=True)
class Routes:
    default: str
    by_intent: Mapping[str, str]

    def model(self, answer: Answer) -> str:
        """The rule for the intent, else for the engine's confidence, else none."""
        sure = "sure" if answer.confidence >= SURE else "unsure"
        general = self.by_intent.get(sure, self.default)
        return self.by_intent.get(answer.intent, general)


def parse_routes(default: str, entries: Iterable[str]) -> Routes:
    """The routes of `entries`, each `intent=model`, and the model for all others."""
    by_intent: dict[str, str] = {}
    for entry in entries:
        intent, separator, model = entry.partition("=")
        if not (separator and intent.strip() and model.strip()):
            raise ConfigurationError(
                f"LLM_ROUTES: {entry!r} is no intent=model, as in multi=large-model"
            )
        by_intent[intent.strip()] = model.strip()
    return Routes(default, by_intent)
