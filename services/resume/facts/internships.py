"""Which jobs were internships, and not yet the profession."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.reading.text import clean, words

LEARNERS = frozenset(
    """intern interns internship trainee traineeship apprentice apprenticeship placement
    praktikant praktikantin praktikum werkstudent werkstudentin azubi auszubildende
    auszubildender stagiaire alternant alternante apprenti becario becaria practicante
    extern externship coop
    """.split()
)
ASSISTANTS = frozenset("assistant tutor hilfskraft".split())
OF_A_UNIVERSITY = frozenset(
    "research teaching student graduate undergraduate laboratory lab hiwi".split()
)


def is_internship(entry: Entry, *, during_study: bool) -> bool:
    """Whether the role's title says so; "research assistant" only during studies.

    "Student" alone is one too, but a student adviser is not.
    """
    title = words(clean(entry.role or entry.title))
    said = frozenset(title)
    if said & LEARNERS or said >= {"co", "op"}:
        return True
    if title[:1] == ("student",) and title[1:2] not in _ABOUT_STUDENTS:
        return during_study
    return during_study and bool(said & ASSISTANTS and said & OF_A_UNIVERSITY)


_ABOUT_STUDENTS = tuple(
    (word,) for word in "adviser advisor counselor counsellor affairs services".split()
)
