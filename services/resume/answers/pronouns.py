"""How the person is to be spoken of."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

ASKED = any_of(
    r"\bpronouns?\b",
    r"\b(?:he|him|his|man|male|guy) or (?:an? )?(?:she|her|woman|female|girl|they)\b",
    r"\b(?:she|her|woman|female) or (?:an? )?(?:he|him|his|man|male|they)\b",
    r"\b(?:refer to|speak of|address) (?:\w+ )?(?:as|correctly|properly|politely)\b",
)


def pronouns(scene: Scene) -> Outcome | None:
    """The pronouns of the résumé."""
    if not ASKED.search(" ".join(scene.question.reading.said)):
        return None
    they, them, _ = scene.library.resume.profile.pronouns
    text = f"Say “{they}” and “{them}” for {scene.voice.first}."
    said = say(text, "basics.pronouns")
    return Outcome((said,), "about")
