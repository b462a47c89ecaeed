"""Any résumé file, in our own format or JSON Resume, read into a Resume."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from services.errors import ConfigurationError
from services.models.resume import Entry, Profile, Resume
from services.resume import json_resume, own_format
from services.resume.entries import read_section, with_unique_ids
from services.resume.json_lines import Document, JsonError, Pointer, parse
from services.resume.page import read_page, without_image
from services.resume.problems import Problem, Problems, Warnings, path_of
from services.resume.profiles import read_person

MAX_FILE_BYTES = 16_000_000
SHOWN_PROBLEMS = 10
REPEATED = "stands here twice; the last counts"
TELLTALE_NAMES = {"basics", "contact", "profile", "headline", *own_format.KNOWN}
OTHER_FILES = {"dependencies", "devDependencies", "scripts", "main", "compilerOptions"}
"""What a package's manifest has, which has a name and lists as well."""


@dataclass(frozen=True, slots=True)
class LoadedResume:
    """A Resume with the text it came from, for messages that name lines."""

    resume: Resume
    document: Document
    warnings: tuple[Problem, ...] = ()
    """What was left out or could not be read."""


def load_resume(path: Path) -> Resume:
    """Raise ConfigurationError naming every line that is wrong."""
    return load(path).resume


def load(path: Path) -> LoadedResume:
    """As `load_resume`, keeping the document."""
    return load_data(path, _read(path))


def load_data(path: Path, data: bytes) -> LoadedResume:
    """As `load`, where the file at `path` held `data`."""
    name = path.name
    try:
        document = parse(_decode(data))
    except JsonError as error:
        raise ConfigurationError(f"{name}:{error.line}: {error}") from error
    try:
        version = hashlib.sha256(data).hexdigest()
        resume, warnings = read(document.value, version, path.parent)
    except Problems as error:
        raise ConfigurationError(_told(name, document, error)) from error
    twice = [Problem(at, REPEATED) for at in document.repeated]
    return LoadedResume(resume, document, (*twice, *warnings))


def read_resume(document: Any, *, version: str = "") -> Resume:
    """Raise Problems for what is no résumé."""
    return read(document, version)[0]


def read(
    document: Any, version: str, folder: Path | None = None
) -> tuple[Resume, tuple[Problem, ...]]:
    """As `read_resume`, with warnings of what was left out or could not be read.

    `folder` is where the file lies, and the photo beside it.
    """
    if not isinstance(document, Mapping):
        raise Problems([Problem((), "a résumé is a JSON object")])
    reader = json_resume if json_resume.is_json_resume(document) else own_format
    (at, raw_person), raw_sections = reader.split(document)
    problems: list[Problem] = []
    warnings: Warnings = []
    profile = Profile(name="")
    try:
        person, known = without_image(raw_person), reader.known(json_resume.BASICS)
        profile = read_person(person, at, known, warnings)
        if not profile.name:
            problems.append(Problem(at, "the résumé does not say whose it is: name"))
    except Problems as error:
        problems += map(reader.as_written(document), error.problems)
    sections, wrong = _sections(reader, raw_sections, warnings)
    problems += wrong
    if not problems and not any(sections.values()):
        warnings.append(Problem((), "no section with anything in it was found"))
        if reader is own_format:
            problems += warnings
    if not _may_be_resume(document, raw_sections, sections):
        problems.append(Problem((), "this looks like some other file than a résumé"))
    if problems:
        raise Problems(problems)
    profile = replace(profile, page=read_page(document, folder, warnings))
    resume = Resume(profile, _without_repeated_ids(sections), version[:16])
    return resume, tuple(map(reader.as_written(document), warnings))


def _sections(
    reader: ModuleType,
    raw_sections: Mapping[str, tuple[Pointer, Any]],
    warnings: Warnings,
) -> tuple[dict[str, tuple[Entry, ...]], list[Problem]]:
    """The entries of each section, and what is wrong with others.

    The schema of JSON Resume lets a file hold anything beside its sections, so that
    this is only warned of.
    """
    sections: dict[str, tuple[Entry, ...]] = {}
    problems: list[Problem] = []
    for name, (place, raw) in raw_sections.items():
        ours = name in own_format.KNOWN
        if isinstance(raw, str | int | float) and not ours:
            continue
        try:
            known = reader.known(name)
            sections[name] = read_section(name, raw, place, known, warnings)
        except Problems as error:
            beside = reader is json_resume and not ours
            (warnings if beside else problems).extend(error.problems)
    return sections, problems


def _may_be_resume(
    document: Mapping[str, Any],
    raw_sections: Mapping[str, tuple[Pointer, Any]],
    sections: Mapping[str, tuple[Entry, ...]],
) -> bool:
    """Whether a file names a part of a résumé, or has a list that could be one."""
    if (document.keys() | raw_sections.keys()) & TELLTALE_NAMES:
        return True
    own = [name for name, entries in sections.items() if entries]
    lists = [name for name in own if isinstance(raw_sections[name][1], list)]
    return bool(lists) and not document.keys() & OTHER_FILES


def _without_repeated_ids(
    sections: Mapping[str, tuple[Entry, ...]],
) -> dict[str, tuple[Entry, ...]]:
    unique = with_unique_ids(e for entries in sections.values() for e in entries)
    found: dict[str, list[Entry]] = {name: [] for name, e in sections.items() if e}
    for entry in unique:
        found[entry.section].append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise ConfigurationError(f"RESUME_PATH: {path}: {reason}") from error
    if len(data) > MAX_FILE_BYTES:
        limit_mb = MAX_FILE_BYTES // 1_000_000
        raise ConfigurationError(f"{path.name}: larger than {limit_mb} MB")
    return data


def _decode(data: bytes) -> str:
    """UTF-8, or UTF-16 where a byte order mark says so."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise JsonError("this is not UTF-8 text", line) from error


def _told(file: str, document: Document, error: Problems) -> str:
    shown = [tell(file, document, p) for p in error.problems[:SHOWN_PROBLEMS]]
    hidden = len(error.problems) - len(shown)
    if hidden:
        shown.append(f"and {hidden} more")
    return "\n".join(shown)


def tell(file: str, document: Document, problem: Problem) -> str:
    """A problem with its place: `resume_data.json:42: projects[2].title: …`."""
    where = path_of(problem.pointer)
    line = document.line(problem.pointer)
    return ": ".join(filter(None, (f"{file}:{line}", where, problem.message)))
