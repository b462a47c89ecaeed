"""JSON Resume 1.0 (jsonresume.org/schema), and the field names of its drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.resume.json_lines import Pointer
from services.resume.own_format import NOT_SECTIONS, sections_of
from services.resume.problems import Problem

BASICS = "basics"


def is_json_resume(document: Mapping[str, Any]) -> bool:
    return BASICS in document


def split(
    document: Mapping[str, Any],
) -> tuple[tuple[Pointer, Any], dict[str, tuple[Pointer, Any]]]:
    """The person's fields, and each section by our name for it, with their places."""
    rest = {
        key: value
        for key, value in document.items()
        if key not in (BASICS, *NOT_SECTIONS)
    }
    return ((BASICS,), document[BASICS]), sections_of(rest)


def as_written(document: Mapping[str, Any]) -> Callable[[Problem], Problem]:
    """Everything stands where it was read."""
    return lambda problem: problem
