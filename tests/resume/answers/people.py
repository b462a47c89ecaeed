"""An invented person whose résumé has something of everything, and questions to it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from services.models.answer import Answer
from services.resume.answers.scene import Scene
from services.resume.english import English
from services.resume.index import build_index
from services.resume.loading import read_resume
from services.resume.reading.reader import Reader
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import asked_of

TODAY = date(2026, 11, 21)
CARTOGRAPHER: dict[str, Any] = {
    "basics": {
        "name": "Tamsin Orrell",
        "pronouns": "she/her",
        "label": "Chart Maker",
        "email": "tamsin@example.com",
        "phone": "+47 555 010 012",
        "url": "https://tamsin.example.com",
        "summary": (
            "I draw sea charts that fishermen trust. I love quiet mornings over a"
            " drawing table. Next I want to lead a survey office on the coast."
        ),
        "location": {"city": "Bodø", "countryCode": "NO"},
        "profiles": [
            {
                "network": "GitHub",
                "username": "orrell",
                "url": "https://github.example.com/orrell",
            }
        ],
    },
    "work": [
        {
            "name": "Skerry Charts",
            "position": "Head of Charts",
            "location": "Bodø, Norway",
            "startDate": "2021-03",
            "summary": "Runs the drawing office of a chart publisher.",
            "highlights": [
                "Leads a team of seven draughtsmen and two surveyors",
                "Cut the time to correct a chart from nine weeks to eleven days",
            ],
        },
        {
            "name": "Skerry Charts",
            "position": "Chart Editor",
            "location": "Bodø, Norway",
            "startDate": "2018-06",
            "endDate": "2021-02",
            "highlights": ["Edited 140 charts of the northern fjords"],
        },
        {
            "name": "Lantern Survey",
            "position": "Hydrographic Surveyor",
            "location": "Aberdeen, UK",
            "startDate": "2014-09",
            "endDate": "2017-10",
            "highlights": ["Sounded 900 miles of coast from a small boat"],
        },
        {
            "name": "Harbour Bakery",
            "position": "Shop Assistant",
            "location": "Aberdeen, UK",
            "startDate": "2012-10",
            "endDate": "2014-05",
        },
    ],
    "volunteer": [
        {
            "organization": "Lifeboat Station",
            "position": "Radio Operator",
            "startDate": "2019-01",
            "summary": "Answers distress calls on alternate weekends.",
        }
    ],
    "education": [
        {
            "institution": "Northgate University",
            "area": "Geography",
            "studyType": "BSc",
            "startDate": "2011-09",
            "endDate": "2014-06",
            "score": "First class",
            "courses": ["Map Projection", "Tides"],
        }
    ],
    "projects": [
        {
            "name": "Tide Wheel",
            "startDate": "2022-04",
            "endDate": "2022-09",
            "description": "A paper wheel that tells the tide for any harbour.",
            "highlights": ["Sold 3,200 copies in its first summer"],
            "keywords": ["QGIS", "Python"],
            "url": "https://wheel.example.com",
        },
        {
            "name": "Wreck Atlas",
            "startDate": "2024-01",
            "description": "An online atlas of wrecks drawn with divers.",
            "highlights": ["Maps 410 wrecks with their depths"],
            "keywords": ["PostGIS", "Python"],
        },
    ],
    "awards": [
        {
            "title": "Golden Compass",
            "date": "2023-05",
            "awarder": "Guild of Chart Makers",
            "summary": "For the clearest harbour chart of the year.",
        },
        {"title": "Young Surveyor Prize", "date": "2016-03", "awarder": "Coast Board"},
    ],
    "certificates": [
        {"name": "Powerboat Licence", "date": "2015-05", "issuer": "Sea Board"}
    ],
    "publications": [
        {
            "name": "Charting by Ear",
            "publisher": "Journal of Soundings",
            "releaseDate": "2020-02",
            "summary": "On what old fishermen know of the sea floor.",
        }
    ],
    "skills": [
        {"name": "Drawing", "level": "Expert", "keywords": ["Engraving", "Lettering"]},
        {"name": "Software", "level": "Intermediate", "keywords": ["QGIS", "Python"]},
    ],
    "languages": [
        {"language": "English", "fluency": "Native"},
        {"language": "Norwegian", "fluency": "B2"},
    ],
    "interests": [{"name": "Rowing", "keywords": ["skiffs"]}],
    "references": [
        {
            "name": "Aud Hagen, Harbour Master",
            "reference": "Her charts have kept our boats off the rocks.",
        }
    ],
}


@cache
def answering() -> ResumeQueryProcessor:
    """What answers questions about the chart maker."""
    return ResumeQueryProcessor(read_resume(CARTOGRAPHER), clock=lambda: TODAY)


def ask(*questions: str) -> Answer:
    """The answer to the last question, the others asked before it."""
    return asked_of(answering(), *questions, explain=True)


def said(*questions: str) -> str:
    """The words of the answer to the last question."""
    return ask(*questions).text


def rule_of(*questions: str) -> str:
    """The name of the rule that answered the last question."""
    return str((ask(*questions).explain or {}).get("rule", ""))


def without(*sections: str) -> ResumeQueryProcessor:
    """What answers about the chart maker with parts of the résumé left out."""
    rest = {name: part for name, part in CARTOGRAPHER.items() if name not in sections}
    return ResumeQueryProcessor(read_resume(rest), clock=lambda: TODAY)


@cache
def _prepared() -> tuple[English, Reader]:
    resume = read_resume(CARTOGRAPHER)
    index = build_index(resume)
    return English(resume, TODAY, index.topics), Reader(index)


def scene_of(question: str) -> Scene:
    """The first question of a conversation about the chart maker."""
    english, reader = _prepared()
    reading = reader.read(question, TODAY)
    return english.talk(reading, (), lambda text: reader.read(text, TODAY)).scene
