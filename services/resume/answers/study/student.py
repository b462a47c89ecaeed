"""Whether somebody is a student."""

from __future__ import annotations

from services.resume.answers.jobs.still import still_studying
from services.resume.answers.outcome import Outcome
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import STUDENT


def student(scene: Scene) -> Outcome | None:
    """Whether a course of study goes on, where that is asked."""
    return still_studying(scene) if scene.question.has(STUDENT) else None
