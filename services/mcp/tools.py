"""The tools that assistants may call: what each takes, and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.errors import InvalidInput
from services.mcp.library import Library

MOST_QUESTION = 4000
MOST_WORDS = 400
MOST_OF_AN_ADVERTISEMENT = 20_000
MOST_FAULTS = 3


class Arguments(BaseModel):
    """Nothing is taken for something else, and nothing is taken that is not named."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Search(Arguments):
    query: str = Field(max_length=MOST_WORDS, description="Words to look for.")
    section: str | None = Field(default=None, max_length=64)
    technology: str | None = Field(default=None, max_length=64)
    limit: int = Field(default=10, ge=1, le=50)


class Listing(Arguments):
    section: str | None = Field(
        default=None, max_length=64, description="All sections are named without one."
    )


class OneEntry(Arguments):
    id: str = Field(min_length=1, max_length=200, description="As list_entries has it.")


class Question(Arguments):
    question: str = Field(min_length=1, max_length=MOST_QUESTION)
    session_id: str | None = Field(
        default=None,
        max_length=64,
        description="As an earlier answer has it, to ask on: tell me about the second.",
    )


class Advertisement(Arguments):
    text: str = Field(
        max_length=MOST_OF_AN_ADVERTISEMENT,
        description="A job advertisement in English: HTML, a list or prose.",
    )


async def search(library: Library, arguments: Search) -> dict[str, Any]:
    return library.search(
        arguments.query,
        section=arguments.section,
        technology=arguments.technology,
        limit=arguments.limit,
    )


async def listing(library: Library, arguments: Listing) -> dict[str, Any]:
    return (
        library.listing(arguments.section) if arguments.section else library.overview()
    )


async def entry(library: Library, arguments: OneEntry) -> dict[str, Any]:
    return library.entry(arguments.id)


async def answer(library: Library, arguments: Question) -> dict[str, Any]:
    return (await library.ask(arguments.question, arguments.session_id)).to_dict()


async def compare(library: Library, arguments: Advertisement) -> dict[str, Any]:
    return (await library.compare(arguments.text)).to_dict()


@dataclass(frozen=True, slots=True)
class Tool:
    """`run` takes the library and checked arguments."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    run: Callable[[Library, Any], Awaitable[dict[str, Any]]]


TOOLS = (
    Tool(
        "search_resume",
        "Search the résumé",
        "Entries that hold the words, best first, each with the reasons. A section or "
        "a technology narrows them down.",
        Search,
        search,
    ),
    Tool(
        "list_entries",
        "List the résumé",
        "The sections with their counts, or the entries of one section.",
        Listing,
        listing,
    ),
    Tool(
        "get_entry",
        "Read one entry",
        "All that is written of a job, a project, a degree or another entry.",
        OneEntry,
        entry,
    ),
    Tool(
        "answer_question",
        "Ask about the person",
        "A question in words, answered from the résumé alone, with the places that "
        "each sentence rests on. `absent` says that the résumé does not tell.",
        Question,
        answer,
    ),
    Tool(
        "check_job_fit",
        "Compare with a job advertisement",
        "An advertisement read into requirements, each judged met, partly or not named "
        "by what the résumé states, with the facts that show it, the gaps, and what to "
        "ask next. There is no score; what is not named, do not guess.",
        Advertisement,
        compare,
    ),
)


async def call(library: Library, name: str, arguments: Any) -> dict[str, Any]:
    """What a tool finds; raise InvalidInput for no tool, or arguments it does not take.

    Of what was given nothing is told back.
    """
    for tool in TOOLS:
        if tool.name == name:
            return await tool.run(library, checked(tool, arguments))
    raise InvalidInput("There is no such tool.")


def checked(tool: Tool, arguments: Any) -> Arguments:
    try:
        return tool.arguments.model_validate(arguments or {})
    except ValidationError as error:
        known = tool.arguments.model_fields
        told = [
            f"{_named(fault['loc'], known)}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise InvalidInput("; ".join([*dict.fromkeys(told)][:MOST_FAULTS])) from None


def _named(place: tuple[str | int, ...], fields: Any) -> str:
    """A field of the tool's by its name; others are the caller's words."""
    name = str(place[0]) if place else ""
    return name if name in fields else "arguments"
