"""What an owner should know about a résumé file before visitors ask about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.models.resume import Entry, Resume
from services.resume.cards import address
from services.resume.json_lines import Document, Pointer
from services.resume.loading import LoadedResume, load
from services.resume.problems import path_of

DATED = ("experience", "projects", "education", "publications", "certifications")
TECHNICAL = ("experience", "projects")
SHOWN_SKILLS = 5
UNDATED = "no dates that can be read"


@dataclass(frozen=True, slots=True)
class Notice:
    line: int
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that visitors ask and this résumé cannot answer yet."""

    question: str
    needs: str


@dataclass(frozen=True, slots=True)
class Report:
    resume: Resume
    warnings: tuple[Notice, ...]
    gaps: tuple[Gap, ...]


def check(path: Path) -> Report:
    """Raise ConfigurationError, line by line, for a résumé that cannot be read."""
    loaded = load(path)
    warnings = sorted(_warnings(loaded), key=lambda warning: warning.line)
    return Report(loaded.resume, tuple(warnings), tuple(gaps(loaded.resume)))


def _warnings(source: LoadedResume) -> Iterator[Notice]:
    document = source.document
    places = {path_of(pointer): line for pointer, line in document.lines.items()}
    yield from _repeated_ids(document)
    for warning in source.warnings:
        at = warning.pointer
        yield Notice(document.line(at), path_of(at), warning.message)
    warned = {path_of(warning.pointer[:2]) for warning in source.warnings}
    for entries in source.resume.sections.values():
        for entry in entries:
            for message in _lacks(entry):
                if message == UNDATED and entry.path in warned:
                    continue
                yield Notice(places.get(entry.path, 1), entry.path, message)


def _repeated_ids(document: Document) -> Iterator[Notice]:
    ids = list(_ids(document))
    counts = Counter(name for name, _ in ids)
    for name, pointer in ids:
        if counts[name] > 1:
            yield Notice(
                document.line(pointer), path_of(pointer), f"the id {name!r} repeats"
            )


def _ids(document: Document) -> Iterator[tuple[str, Pointer]]:
    for section, items in document.value.items():
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item["id"], (section, number, "id")


def _lacks(entry: Entry) -> Iterator[str]:
    if entry.section in DATED and entry.period is None:
        yield UNDATED
    if entry.section in TECHNICAL and not entry.technologies:
        yield "no technologies"
    if entry.section in TECHNICAL and not (entry.description or entry.highlights):
        yield "nothing told about it"
    for name, written in entry.links.items():
        if address(written) is None:
            yield f"links.{name} is no address that a browser can follow"


def gaps(resume: Resume) -> Iterator[Gap]:
    profile, sections = resume.profile, resume.sections
    they, them, their = profile.pronouns
    entries = [entry for section in sections.values() for entry in section]
    if not (profile.email or profile.phone or profile.links):
        yield Gap(f"How can I reach {them}?", "contact.email")
    if not profile.location:
        yield Gap(f"Where is {profile.name} based?", "contact.location")
    if not profile.summary:
        yield Gap(f"Tell me about {profile.name}.", "profile")
    if not any("availab" in key.lower() for key in profile.facts):
        yield Gap(f"Would {they} be open to a new job?", "contact.availability")
    if not any(e.period and e.period.ongoing for e in sections.get("experience", ())):
        yield Gap("What is the current job?", "a job whose dates end with Present")
    if not any(entry.metrics for entry in entries):
        yield Gap("What did it achieve, in numbers?", "projects[].metrics")
    if not any(_has_code(entry) for entry in entries):
        yield Gap("Can I see some code?", "projects[].github")
    for section, question in _section_questions(them, their).items():
        if not sections.get(section):
            yield Gap(question, section)
    yield from _unshown_skills(resume)


def _section_questions(them: str, their: str) -> dict[str, str]:
    return {
        "projects": f"What are some of {their} projects?",
        "experience": f"Where is {their} experience from?",
        "education": f"What about {their} education?",
        "skills": f"What are {their} main skills?",
        "languages": "Which languages besides English?",
        "certifications": "Any certifications?",
        "publications": "Any publications?",
        "awards": "Any awards?",
        "volunteer": "Any volunteer work?",
        "interests": f"What interests {them} outside of work?",
    }


def _has_code(entry: Entry) -> bool:
    return any("github" in f"{key} {link}" for key, link in entry.links.items())


def _unshown_skills(resume: Resume) -> Iterator[Gap]:
    """Skills that no job, project or paper shows in use."""
    told = "\n".join(
        text
        for section, entries in resume.sections.items()
        if section != "skills"
        for e in entries
        for text in (*e.technologies, *e.highlights, *e.keywords, e.description)
    ).casefold()
    listed = [
        technology
        for entry in resume.sections.get("skills", ())
        for technology in entry.technologies
    ]
    unshown = [skill for skill in dict.fromkeys(listed) if skill.casefold() not in told]
    for skill in unshown[:SHOWN_SKILLS]:
        yield Gap(f"What was built with {skill}?", f"{skill} in some technologies")
    if len(unshown) > SHOWN_SKILLS:
        more = len(unshown) - SHOWN_SKILLS
        yield Gap("… and with other skills?", f"{more} more skills in use")
