"""Prompts that a person may pick in their assistant, to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.errors import InvalidInput

LONGEST = 4000
UNKNOWN = "There is no such prompt."


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Prompt:
    """`text` has a place for each argument; `{person}` is who it is about."""

    name: str
    title: str
    text: str
    arguments: tuple[Argument, ...] = ()


PROMPTS = (
    Prompt(
        "introduce",
        "Introduce the person",
        "Introduce {person} in a few sentences. Take what you say from the résumé's "
        "tools alone, and name the entries it rests on.",
    ),
    Prompt(
        "compare_with_job",
        "Compare with a job",
        "Here is a job advertisement:\n\n{advertisement}\n\nGive it to check_job_fit "
        "for {person}, and go through what it asks for, one thing after another: say "
        "what the résumé shows, what is near to it, and what it does not name. Ask "
        "answer_question where you need more. Do not guess, and give no score.",
        (Argument("advertisement", "The text of the advertisement.", required=True),),
    ),
    Prompt(
        "prepare_interview",
        "Prepare an interview",
        "I will talk with {person} about {subject}. Look in the résumé for what is "
        "about it, and suggest eight questions that go deeper than what is written "
        "there. Name the entry that each question is about.",
        (Argument("subject", "What the talk is about.", required=True),),
    ),
)


def written(name: str, arguments: Mapping[str, str] | None, *, person: str) -> str:
    """A prompt's text with its arguments; raise InvalidInput."""
    prompt = next((one for one in PROMPTS if one.name == name), None)
    if prompt is None:
        raise InvalidInput(UNKNOWN)
    values = dict(arguments or {})
    known = {argument.name for argument in prompt.arguments}
    if values.keys() - known:
        raise InvalidInput(f"{prompt.name} takes no such argument.")
    for argument in prompt.arguments:
        value = values.get(argument.name, "")
        if argument.required and not value.strip():
            raise InvalidInput(f"{argument.name} is needed.")
        if len(value) > LONGEST:
            raise InvalidInput(f"{argument.name} has at most {LONGEST} characters.")
    return prompt.text.format(person=person, **values)
