"""The lines of a .env file: names and values, and what is none of both.

A line that is no setting may be the rest of a key that was broken in two: it is told of
by its number, and its text goes nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from services.errors import ConfigurationError

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NAME = re.compile(r"[A-Z_][A-Z0-9_]*|[a-z_][a-z0-9_]*", re.ASCII)
"""Names of other programs stand in such files too; keys mix cases."""
LONGEST_PART = 20
LONGEST_PART_WITH_DIGITS = 12
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class EnvLine:
    number: int
    name: str
    value: str


def read_env_file(path: Path, settings: Container[str]) -> dict[str, EnvLine]:
    """The lines of a .env file by name; raise ConfigurationError for bad ones.

    `settings` are the names that have a meaning, in capitals. Values stand for
    themselves: there are no references in them.
    """
    found: dict[str, EnvLine] = {}
    for line in _lines(path):
        name = line.name.upper()
        if name not in settings and not _is_plain_name(line):
            raise _no_line(path, line.number)
        earlier = found.pop(name, line)
        if name in settings and earlier.value != line.value:
            raise ConfigurationError(
                f"{path}:{line.number}: {name} has another value in line "
                f"{earlier.number}; leave one of them"
            )
        found[name] = line
    return found


def _lines(path: Path) -> Iterator[EnvLine]:
    for statement in parse_stream(StringIO(_text(path))):
        number = _number(statement)
        if statement.error:
            raise _no_line(path, number)
        if statement.key is None:
            continue
        if statement.value is None:
            raise _no_line(path, number)
        yield EnvLine(number, statement.key, statement.value)


def _number(statement: Binding) -> int:
    """The line of its first word: what is told of it begins with blank lines."""
    text = statement.original.string
    blank = text[: len(text) - len(text.lstrip())]
    return statement.original.line + len(LINE_END.findall(blank))


def _is_plain_name(line: EnvLine) -> bool:
    """Whether it could be another program's setting, and no part of a key."""
    if not NAME.fullmatch(line.name) or line.value.startswith("="):
        return False
    return all(map(_is_word, line.name.split("_")))


def _is_word(part: str) -> bool:
    digits = any(char.isdecimal() for char in part)
    return len(part) <= (LONGEST_PART_WITH_DIGITS if digits else LONGEST_PART)


def _no_line(path: Path, number: int) -> ConfigurationError:
    return ConfigurationError(
        f"{path}:{number}: this is not NAME=value; a key stands in one line"
    )


def _text(path: Path) -> str:
    """UTF-8, or UTF-16 as some editors and shells of Windows write it."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        # A folder of that name is some tool's virtual environment.
        return ""
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    encoding = "utf-16" if data[:2] in UTF_16 else "utf-8-sig"
    if b"\x00" in data[:2]:
        # Without a byte order mark: every second byte of plain names is nothing.
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(path, data.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise _no_text(path, text.count("\n", 0, text.index("\0")) + 1)
    return text


def _no_text(path: Path, line: int) -> ConfigurationError:
    return ConfigurationError(
        f"{path}:{line}: this is not UTF-8 text; save it as UTF-8"
    )
