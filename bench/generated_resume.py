"""A résumé of any size, made from word lists: for timing, not for reading."""

from __future__ import annotations

import random
from typing import Any

COMPANIES = "Harbor Summit Orchard Lantern Meadow Granite Cobalt Willow Falcon".split()
KINDS = "Analytics Robotics Health Bank Studio Foods Energy Logistics Media".split()
ROLES = "Engineer Analyst Designer Researcher Manager Developer Architect".split()
SKILLS = (
    "Python Java Go Rust React Kafka Docker Kubernetes PostgreSQL MongoDB Redis AWS "
    "TensorFlow PyTorch Spark Figma Excel Tableau TypeScript GraphQL"
).split()
VERBS = "Built Led Cut Moved Wrote Designed Measured Taught Rescued".split()
THINGS = (
    "a pipeline, a dashboard, a search engine, a voice assistant, a payment service, "
    "a forecast, a mobile app, a course, a warehouse, a sensor network"
).split(", ")
SECTIONS = ("experience", "projects", "publications", "education", "awards")


def generated(items: int, seed: int = 7) -> dict[str, Any]:
    """A document in our own format with `items` entries."""
    chance = random.Random(seed)
    document: dict[str, Any] = {
        "name": "Robin Example",
        "headline": "Engineer of Many Things",
        "contact": {"email": "robin@example.com", "location": "Utrecht"},
        "skills": {"languages": SKILLS[:6], "tools": SKILLS[6:]},
    }
    for number in range(items):
        section = SECTIONS[number % len(SECTIONS)]
        document.setdefault(section, []).append(_item(section, number, chance))
    return document


def _item(section: str, number: int, chance: random.Random) -> dict[str, Any]:
    company = f"{chance.choice(COMPANIES)} {chance.choice(KINDS)} {number}"
    year = chance.randint(1995, 2024)
    told = [
        f"{chance.choice(VERBS)} {chance.choice(THINGS)} for {chance.randint(2, 900)} "
        f"people with {chance.choice(SKILLS)}"
        for _ in range(3)
    ]
    item: dict[str, Any] = {
        "id": f"{section}-{number}",
        "dates": f"{year} - {year + chance.randint(0, 4)}",
        "highlights": told,
        "technologies": chance.sample(SKILLS, 4),
    }
    named = {
        "experience": {"company": company, "role": chance.choice(ROLES)},
        "education": {"institution": f"{company} University", "degree": "BSc"},
        "publications": {"title": f"On {company}", "venue": "Journal of Examples"},
        "awards": {"title": f"{company} Prize", "awarder": company},
        "projects": {"title": company, "description": told[0]},
    }
    return item | named[section]
