"""By how many per cent something changed, worked out where only the numbers stand."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Said, say
from services.resume.answers.scene import Scene

PERCENT = re.compile(r"\bper ?cent(?:age)?\b")
SHARE = re.compile(r"%|\bper ?cent")
FROM_TO = re.compile(
    r"\bfrom [£$€]?(?P<was>\d[\d,]*(?:\.\d+)?)(?: in (?:19|20)\d\d| [a-z]+)?"
    r" to [£$€]?(?P<became>\d[\d,]*(?:\.\d+)?)"
)


def with_change(scene: Scene, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The sentences, with the change of the first in per cent where that was asked."""
    if not scene.question.has(PERCENT) or any(SHARE.search(s.text) for s in said):
        return said
    found = FROM_TO.search(said[0].text)
    was = _number(found["was"]) if found else 0.0
    if found is None or not was:
        return said
    change = round(100 * (_number(found["became"]) - was) / was)
    text = f"That is {abs(change)}% {'more' if change > 0 else 'less'}."
    return (said[0], say(text, *said[0].paths), *said[1:])


def _number(text: str) -> float:
    return float(text.replace(",", ""))
