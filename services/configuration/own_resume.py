"""Whose résumé is served where no setting names one: the owner's, else the sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

OWN = Path("my_resume.json")
"""In the project's folder; it is no part of the project."""
SAMPLE = Path("resume_data.json")
Source = Literal["RESUME_PATH", "my_resume.json", "sample"]


def own_or_sample() -> Path:
    """The owner's file if there is one, else the sample."""
    return OWN if OWN.is_file() else SAMPLE


def own_resume() -> Any:
    """The field of a setting that is it, unless it is set."""
    return Field(default_factory=own_or_sample, examples=["/home/ada/resume.json"])


def source_of(path: Path) -> Source:
    """What named the résumé that is served, without a word of where it is."""
    if path == OWN:
        return "my_resume.json"
    return "sample" if path == SAMPLE else "RESUME_PATH"


def told(path: Path) -> str:
    """Which résumé is served, as a sentence for the owner."""
    if path == SAMPLE:
        return f"It answers from the sample résumé; yours goes into {OWN}."
    named = ", which RESUME_PATH names" if path != OWN else ""
    return f"It answers from {path}{named}."
