"""A small résumé, and a conversation about it as a server keeps it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from services.models.answer import Answer, Query
from services.models.conversation import Turn
from services.resume.engine import Engine
from services.resume.loading import read_resume
from services.resume.understanding.decide import Guard
from services.resume_query_processor import ResumeQueryProcessor

TODAY = date(2026, 11, 21)
DOCUMENT: dict[str, Any] = {
    "name": "Ines Calder",
    "pronouns": "she/her",
    "headline": "Engineer of Quiet Machines",
    "contact": {
        "email": "ines@example.com",
        "location": "Ghent, Belgium",
        "linkedin": "https://linkedin.example.com/in/ines",
    },
    "experience": [
        {
            "id": "tidewater",
            "company": "Tidewater Labs",
            "role": "Lead Engineer",
            "dates": "Mar 2023 – Present",
            "location": "Ghent",
            "highlights": ["Led a team of six that built a pump controller in Rust"],
            "technologies": ["Rust", "Kafka"],
        },
        {
            "id": "oldmill",
            "company": "Oldmill Foods",
            "role": "Data Engineer",
            "dates": "Jan 2020 – Feb 2023",
            "highlights": ["Cut the nightly run from 9 hours to 40 minutes"],
            "technologies": ["Python", "PostgreSQL"],
        },
        {
            "id": "brewery",
            "company": "Hopfield Brewery",
            "role": "Software Engineering Intern",
            "dates": "Jun 2019 – Aug 2019",
            "technologies": ["Java"],
        },
    ],
    "projects": [
        {
            "id": "owl-post",
            "title": "Owl Post",
            "date": "2024",
            "description": "A mail reader for people who do not see.",
            "technologies": ["TypeScript", "React"],
            "metrics": "300 daily users",
            "link": "https://owl.example.com",
        },
        {
            "id": "rain-gauge",
            "title": "Rain Gauge",
            "date": "2022",
            "description": "Flood warnings for a valley.",
            "technologies": ["Python", "Docker"],
        },
        {
            "id": "chess-clock",
            "title": "Chess Clock",
            "date": "2021",
            "description": "A clock for blitz games.",
            "technologies": ["Go"],
        },
        {
            "id": "seed-bank",
            "title": "Seed Bank",
            "date": "2020",
            "description": "A catalogue of heirloom seeds.",
            "technologies": ["Python"],
        },
        {
            "id": "night-bus",
            "title": "Night Bus",
            "date": "2019",
            "description": "Timetables for late travellers.",
            "technologies": ["React"],
        },
    ],
    "education": [
        {
            "id": "masters",
            "institution": "Ghent University",
            "degree": "Master of Science in Computer Science",
            "dates": "2017 – 2019",
            "gpa": "16/20",
            "coursework": ["Compilers", "Statistics"],
        }
    ],
    "publications": [
        {
            "id": "pumps",
            "title": "Listening to Pumps",
            "authors": "Ines Calder, Bo Lund",
            "venue": "Journal of Quiet Machines",
            "date": "2024-05",
        }
    ],
    "skills": {"languages": ["Rust", "Python", "Go"], "databases": ["PostgreSQL"]},
}


@cache
def processor() -> ResumeQueryProcessor:
    return ResumeQueryProcessor(read_resume(DOCUMENT), clock=lambda: TODAY)


def ask(*questions: str, explain: bool = False) -> Answer:
    """The answer to the last question, the others asked before it."""
    return asked_of(processor(), *questions, explain=explain)


def asked_of(
    processor: ResumeQueryProcessor, *questions: str, explain: bool = False
) -> Answer:
    turns: list[Turn] = []
    for question in questions:
        answer = processor.answer(Query(question, tuple(turns), explain=explain))
        turns.append(
            Turn(
                user_input=question,
                ai_response=answer.text,
                timestamp=datetime.now(UTC),
                shown=tuple(card.id for card in answer.cards),
                item_type=answer.item_type,
                intent=answer.intent,
                original_query=answer.original_query,
            )
        )
    return answer


def ids(answer: Answer) -> list[str]:
    return [card.id for card in answer.cards]


class OpenGuard:
    """Lets everything through."""

    def unsafe(self, words: object) -> bool:
        return False

    def distress(self, words: object) -> bool:
        return False

    def off_topic(self, words: object, *, about_person: bool, known: bool) -> bool:
        return False


@cache
def engine(tone: str = "friendly") -> Engine:
    guard: Guard = OpenGuard()
    return Engine(read_resume(DOCUMENT), guard, tone=tone, clock=lambda: TODAY)
