"""Entries of one invented résumé as they are told."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.english import English
from services.resume.index import build_index
from services.resume.loading import read_resume
from services.resume.telling.entries import entry_sentence
from services.resume.telling.voice import Voice
from tests.resume.answers.people import CARTOGRAPHER, TODAY

SECTIONS = {"certificates": "certifications", "work": "experience"}


def entry_of(section: str, entry: dict[str, object]) -> Entry:
    """The only entry of a part."""
    resume = read_resume({**CARTOGRAPHER, section: [entry]})
    return resume.sections[SECTIONS.get(section, section)][0]


def told(section: str, entry: dict[str, object]) -> str:
    """The sentence on the only entry of a part."""
    resume = read_resume({**CARTOGRAPHER, section: [entry]})
    english = English(resume, TODAY, build_index(resume).topics)
    return entry_sentence(entry_of(section, entry), english.library.voice)


def of_several(section: str, entry: dict[str, object]) -> str:
    """The sentence on an entry of somebody called they."""
    they = Voice("they", "them", "their", True, "Robin", "Robin Oake")
    return entry_sentence(entry_of(section, entry), they)
