"""An entry of the résumé said as one English sentence about the person."""

from __future__ import annotations

from collections.abc import Callable

from services.models.resume import Entry
from services.resume.telling.abilities import reference, skills
from services.resume.telling.fluency import language
from services.resume.telling.honours import other, publication
from services.resume.telling.interests import interest
from services.resume.telling.occupations import job, project, volunteering
from services.resume.telling.papers import certificate
from services.resume.telling.prizes import award
from services.resume.telling.studies import study
from services.resume.telling.voice import Voice

SENTENCES: dict[str, Callable[[Entry, Voice], str]] = {
    "experience": job,
    "education": study,
    "certifications": certificate,
    "awards": award,
    "publications": publication,
    "projects": project,
    "volunteer": volunteering,
    "skills": skills,
    "languages": language,
    "interests": interest,
    "references": reference,
}


def entry_sentence(entry: Entry, v: Voice) -> str:
    """The entry in one sentence: what it was, where and when."""
    return SENTENCES.get(entry.section, other)(entry, v)
