"""A small résumé of another trade, with a part of its own and no list of awards."""

from __future__ import annotations

from functools import cache
from typing import Any

from services.models.answer import Answer
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import TODAY, asked_of

DOCUMENT: dict[str, Any] = {
    "name": "Odile Marchetti",
    "pronouns": "she/her",
    "headline": "Choir conductor and stage manager",
    "contact": {"email": "odile@example.com", "location": "Trieste, Italy"},
    "experience": [
        {
            "id": "harbour-opera",
            "company": "Harbour Opera",
            "role": "Head of Chorus",
            "dates": "Sep 2021 – Present",
            "highlights": [
                "Rehearses 48 singers for nine productions a year",
                "Negotiated new contracts with the union",
            ],
        },
        {
            "id": "lantern-stage",
            "company": "Lantern Stage",
            "role": "Stage Manager",
            "dates": "2016 – 2021",
            "highlights": ["Ran 310 performances with a crew of 14"],
            "technologies": ["QLab", "Go"],
        },
        {
            "id": "city-school",
            "company": "San Giusto School",
            "role": "Music Teacher",
            "dates": "2012 – 2016",
            "highlights": ["Taught singing, with every cue written in Go"],
        },
    ],
    "projects": [
        {
            "id": "tide-mass",
            "title": "The Tide Mass oratorio",
            "date": "2023",
            "description": "A piece for four choirs standing in the sea.",
        },
        {
            "id": "cue-book",
            "title": "Cue Book",
            "date": "2019",
            "link": "https://cue.example.com",
            "description": "An app that turns the pages of a score.",
        },
    ],
    "education": [
        {
            "id": "tartini",
            "institution": "Tartini Conservatory",
            "degree": "BMus",
            "field": "Choral Conducting",
            "dates": "2008 – 2012",
            "achievements": ["Rossi Prize for young conductors", "Graduated cum laude"],
        }
    ],
    "certifications": [
        {"id": "rigging", "title": "Stage rigging", "date": "2018", "expires": "2028"}
    ],
    "exhibitions": [
        {"id": "scores", "title": "Scores on Paper", "date": "Summer 2022"}
    ],
    "interests": ["Fencing", "Chess"],
    "skills": {
        "stage craft": ["lighting", "negotiation"],
        "software": ["QLab", "Sibelius"],
    },
}


@cache
def processor() -> ResumeQueryProcessor:
    return ResumeQueryProcessor(read_resume(DOCUMENT), clock=lambda: TODAY)


def ask(*questions: str) -> Answer:
    return asked_of(processor(), *questions)
