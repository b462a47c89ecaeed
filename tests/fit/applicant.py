"""A small résumé, and advertisements judged by it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from services.fit.fitting import Fitting
from services.models.fit import Fit, Judged
from services.resume.loading import read_resume

TODAY = date(2026, 11, 30)
HEAD = "Essential requirements, whoever you are and wherever you come from:"
DOCUMENT: dict[str, Any] = {
    "name": "Ines Calder",
    "pronouns": "she/her",
    "headline": "Baker and Miller",
    "profile": "I bake sourdough. I would like to run a brewery one day. I have never "
    "worked with chocolate.",
    "contact": {"email": "ines@example.com", "location": "Ghent, Belgium"},
    "experience": [
        {
            "id": "rye",
            "company": "Rye & Sons",
            "role": "Head Baker",
            "dates": "Jan 2023 – Present",
            "location": "Ghent, Belgium",
            "highlights": [
                "Leads 4 bakers and 2 apprentices",
                "Cut the flour waste of the bakery from 9% to 3%",
                "Keeps the accounts in PostgreSQL with Python",
            ],
        },
        {
            "id": "mill",
            "company": "Watermill Trust",
            "role": "Miller",
            "dates": "Jan 2022 – Dec 2023",
            "highlights": [
                "Ground 40 tonnes of spelt, with Python scripts for the gates"
            ],
        },
    ],
    "education": [
        {
            "institution": "Lys College",
            "degree": "Bachelor of Science in Food Technology",
            "dates": "2018 – 2021",
        }
    ],
    "certifications": [
        {"title": "Food Safety, Level 3", "issuer": "Board of Bread"},
        {"title": "Certified Grain Grading Inspector (expired March 2025)"},
    ],
    "skills": [
        {"title": "Kitchen", "technologies": ["Lamination", "AWS"]},
        {"title": "Tableau", "level": "Beginner"},
    ],
    "languages": [
        {"title": "Dutch", "level": "Native"},
        {"title": "French", "level": "B1"},
    ],
    "references": [{"title": "Odile", "description": "Ines keeps calm in a flood."}],
}


@cache
def fitting() -> Fitting:
    return Fitting(read_resume(DOCUMENT), TODAY)


def fit(*lines: str) -> Fit:
    """The comparison with an advertisement that asks for these things."""
    return fitting().fit(f"{HEAD}\n- " + "\n- ".join(lines))


def judged(line: str) -> Judged:
    """What comes of one line that asks for one thing."""
    (found,) = fit(line).judged
    return found
