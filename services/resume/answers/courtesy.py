"""Greetings and farewells, answered in kind."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene


def greeted(scene: Scene) -> Outcome:
    """A greeting with what can be asked."""
    text = f"Hello! Ask me anything about {scene.voice.first}'s work or background."
    return Outcome((say(text),), "smalltalk")


def farewell(scene: Scene) -> Outcome:
    """Thanks and a goodbye."""
    text = f"You're welcome, and goodbye! Thanks for asking about {scene.voice.first}."
    return Outcome((say(text),), "smalltalk")
