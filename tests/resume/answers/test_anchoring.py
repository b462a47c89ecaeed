"""A thing is named where nothing before it says which one is meant."""

from __future__ import annotations

from services.resume.answers.anchoring import anchored
from services.resume.answers.outcome import say
from services.resume.telling.naming import with_the
from tests.resume.answers.people import said, scene_of


def test_a_line_alone_names_its_project() -> None:
    assert said("has she worked with divers").startswith("Yes: Wreck Atlas is ")


def test_a_line_after_its_project_says_it() -> None:
    assert "any harbour. It sold 3,200 copies" in said("tell me about the tide wheel")


def test_a_quoted_line_says_which_project_it_is_about() -> None:
    scene = scene_of("what did it win")
    project = next(e for e in scene.entries if e.section == "projects")
    quote = "Her résumé says “Blue on the inside.”"
    told = anchored(scene, [say(quote, f"{project.path}.description")])
    named = f"On {with_the(project.title)}, her résumé says “Blue on the inside.”"
    assert [one.text for one in told] == [named]
    job = next(e for e in scene.entries if e.section == "experience")
    of_job = say(quote, f"{job.path}.highlights[0]")
    assert anchored(scene, [of_job]) == (of_job,)
