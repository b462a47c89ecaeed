"""A bank's file read and checked; a mistake is told with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from services.errors import ConfigurationError
from services.interview.toml_lines import Pointer, line_of, toml_lines
from services.interview.wording import wording
from services.models.interview_bank import (
    LEVEL_DIFFICULTY,
    Bank,
    KeyPoint,
    Question,
    SkillLevel,
    Trap,
)
from services.resume.problems import Problem, Problems, path_of, validate

MAX_FILE_BYTES = 2_000_000
SHOWN_PROBLEMS = 10
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Wordings = Annotated[list[Text], Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PatternHolder(Strict):
    accept: Wordings

    @field_validator("accept")
    @classmethod
    def _can_be_matched(cls, texts: list[str]) -> list[str]:
        for text in texts:
            wording(text)
        return texts


class PointRow(PatternHolder):
    says: Text
    ask: Text
    weight: float = Field(default=1.0, gt=0, le=5)


class TrapRow(PatternHolder):
    why: Text


class QuestionRow(Strict):
    id: Name
    level: SkillLevel
    difficulty: float | None = Field(default=None, ge=-3, le=3)
    skills: Annotated[list[Name], Field(min_length=1)]
    text: Text
    model: Text
    point: Annotated[list[PointRow], Field(min_length=1, max_length=8)]
    trap: list[TrapRow] = []


class BankRow(Strict):
    name: Name
    title: Text
    star: bool = False
    question: Annotated[list[QuestionRow], Field(min_length=1)]


def load_bank(path: Path) -> Bank:
    """Raise ConfigurationError naming every line that is wrong."""
    text = _read(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_told_syntax(path.name, str(error))) from None
    try:
        return read_bank(document)
    except Problems as found:
        raise ConfigurationError(_told(path.name, text, found)) from None


def read_bank(document: dict[str, Any]) -> Bank:
    """Raise Problems for what is no bank."""
    row = validate(BankRow, document, ())
    problems = list(_repeated(row))
    if problems:
        raise Problems(problems)
    return Bank(row.name, row.title, tuple(map(_question, row.question)), row.star)


def _repeated(row: BankRow) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for index, question in enumerate(row.question):
        if seen[question.id]:
            yield Problem(("question", index, "id"), f"{question.id!r} stands twice")
        seen[question.id] += 1


def _question(row: QuestionRow) -> Question:
    usual = LEVEL_DIFFICULTY[row.level]
    return Question(
        id=row.id,
        level=row.level,
        skills=tuple(row.skills),
        text=row.text,
        points=tuple(
            KeyPoint(p.says, tuple(p.accept), p.ask, p.weight) for p in row.point
        ),
        model_answer=row.model,
        traps=tuple(Trap(tuple(t.accept), t.why) for t in row.trap),
        difficulty=usual if row.difficulty is None else row.difficulty,
    )


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise ConfigurationError(f"{path.name}: {reason}") from error
    if len(data) > MAX_FILE_BYTES:
        raise ConfigurationError(f"{path.name}: larger than 2 MB")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            f"{path.name}:{line}: this is not UTF-8 text"
        ) from error


def _told_syntax(file: str, message: str) -> str:
    place = AT_LINE.search(message)
    line = f":{place[1]}" if place else ""
    return f"{file}{line}: {AT_LINE.sub('', message).strip()}"


def _told(file: str, text: str, found: Problems) -> str:
    lines = toml_lines(text)

    def tell(problem: Problem) -> str:
        pointer: Pointer = tuple(problem.pointer)
        place = f"{file}:{line_of(lines, pointer)}"
        return ": ".join(filter(None, (place, path_of(pointer), problem.message)))

    shown = [tell(problem) for problem in found.problems[:SHOWN_PROBLEMS]]
    hidden = len(found.problems) - len(shown)
    return "\n".join(shown + [f"and {hidden} more"] * bool(hidden))
