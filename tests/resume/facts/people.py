"""Invented people whose careers have promotions, overlaps, gaps and bare years."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from services.models.resume import Resume
from services.resume.facts.career import Career, career_of
from services.resume.facts.extraction import Facts, facts_of
from services.resume.loading import read_resume

TODAY = date(2026, 11, 20)
BAKER: dict[str, Any] = {
    "basics": {
        "name": "Wanda Oakes",
        "label": "Head Baker",
        "email": "wanda@example.com",
        "summary": "I bake rye bread. Dr. Lund taught me rule No. 4, i.e. wait.",
        "location": {"city": "Tromsø", "countryCode": "NO"},
    },
    "work": [
        {
            "name": "Saint Olav's Bakery, Inc.",
            "position": "Head Baker",
            "location": "Tromsø, Norway",
            "startDate": "2022-03",
            "highlights": [
                "Leads 12 bakers, 3 of whom are apprentices",
                "Cut flour waste from 22% to 15%",
            ],
        },
        {
            "name": "St. Olavs Bakery (Pastry)",
            "position": "Baker",
            "location": "Tromsø, Norway",
            "startDate": "2019-06",
            "endDate": "2022-02",
        },
        {
            "name": "Quay Kitchen",
            "position": "Night Cook",
            "location": "Bergen, Norway",
            "startDate": "2020-11",
            "endDate": "2021-08",
        },
        {
            "name": "Mill & Sons",
            "position": "Miller",
            "location": "Bergen, Norway",
            "startDate": "2014-07",
            "endDate": "2017-08",
        },
        {
            "name": "Mill & Sons",
            "position": "Milling Apprentice",
            "location": "Bergen, Norway",
            "startDate": "2013-01",
            "endDate": "2014-06",
        },
    ],
    "volunteer": [
        {
            "organization": "Soup Boat",
            "position": "Cook",
            "startDate": "2018-02",
            "endDate": "2018-06",
        }
    ],
    "education": [
        {
            "institution": "Fjord Trade School",
            "area": "Baking",
            "studyType": "Bachelor",
            "startDate": "2011-09",
            "endDate": "2013-05",
            "score": "3.6/4.0",
            "courses": ["Sourdough", "Chemistry"],
        }
    ],
    "languages": [
        {"language": "Norwegian", "fluency": "Native"},
        {"language": "Danish", "fluency": "B2"},
    ],
    "references": [
        {
            "name": "Dr. Berit Lund, Teacher",
            "reference": "Wanda waits. St. Olav is lucky.",
        }
    ],
}
BARE_YEARS: dict[str, Any] = {
    "name": "Paul Reed",
    "experience": [
        {"company": "Third", "role": "Chief Mason", "dates": "2016 – 2020"},
        {"company": "First", "role": "Mason", "dates": "2010 – 2014"},
        {"company": "Second", "role": "Mason", "dates": "2014 – 2016"},
    ],
    "projects": [
        {"title": "Old Wall", "date": "2019"},
        {"title": "New Wall", "date": "2011 – 2012"},
    ],
}


@cache
def baker() -> Resume:
    return read_resume(BAKER)


@cache
def baker_career() -> Career:
    return career_of(baker(), TODAY)


@cache
def baker_facts() -> Facts:
    return facts_of(baker(), TODAY)


@cache
def mason_career() -> Career:
    return career_of(read_resume(BARE_YEARS), TODAY)
