"""Sentences about the sample résumé, true and false, for the grounding check.

Half are written by hand (data/paraphrases.txt), the others are put together here from
the résumé's own fields. Nothing is shared with the check: it has not seen these
templates, and they know nothing of its word lists.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.models.resume import Entry, Resume

Kind = Literal["true", "invented", "recombined"]

FILE = Path(__file__).parent / "data" / "paraphrases.txt"
SEED = 20260301
EMPLOYERS = (
    "Google",
    "Stripe",
    "Siemens",
    "NASA",
    "Deutsche Bank",
    "Spotify",
    "Palantir",
    "Oxford University",
)
UNLISTED = (
    "Haskell",
    "Snowflake",
    "Angular",
    "MongoDB",
    "Ruby on Rails",
    "Svelte",
    "Cassandra",
    "Rust",
    "Flutter",
    "Scala",
)
PRAISE = (
    "She is a top 1% engineer, and {name} proves it.",
    "With {name} she became one of the 10 best engineers of her country.",
    "{name} made her a world-class expert with 20 years of experience.",
    "Critics call {name} the best work of the decade.",
    "Her award-winning {name} impressed 500 investors.",
    "She single-handedly made {name} ten times better than any rival.",
)
METRICS = (
    "{n}% fewer errors",
    "{n} million users",
    "{n}% lower costs",
    "{n} countries",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    about: str
    kind: Kind


def sentences(resume: Resume) -> list[Sentence]:
    written = list(_written())
    entries = [e for section in resume.sections.values() for e in section]
    true, lies = list(_true(entries)), list(_invented(entries))
    mixed = list(_recombined(entries))
    chance = random.Random(SEED)
    for group in (true, lies, mixed):
        chance.shuffle(group)
    by_hand = [s for s in written if s.kind == "recombined"]
    truths = [s for s in written if s.kind == "true"]
    return [
        *truths[:200],
        *true[: 200 - len(truths)],
        *by_hand[:100],
        *mixed[: 100 - len(by_hand[:100])],
        *lies[:100],
    ]


def _written() -> Iterator[Sentence]:
    about = ""
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith(("+", "-")):
            yield Sentence(line[2:], about, "true" if line[0] == "+" else "recombined")
        elif line and not line.startswith("#"):
            about = line


def name_of(entry: Entry) -> str:
    return entry.organization if entry.section in _PLACES else entry.title


_TOLD = (
    "experience",
    "projects",
    "publications",
    "education",
    "certifications",
    "volunteer",
)
_PLACES = ("experience", "education", "volunteer")


def _year(entry: Entry) -> str:
    found = re.search(r"(?:19|20)\d\d", entry.period.text if entry.period else "")
    return found.group() if found else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _true(entries: Sequence[Entry]) -> Iterator[Sentence]:
    for entry in entries:
        name, tools = name_of(entry), list(entry.technologies)
        if entry.section not in _TOLD:
            continue
        texts = []
        if entry.section == "education":
            texts += [f"{name} is where she studied.", f"{name} gave her a degree."]
        if entry.section == "certifications":
            texts.append(f"{entry.title} is a certificate from {entry.organization}.")
        if entry.section == "volunteer":
            texts.append(f"As a volunteer she was a {entry.role} at {name}.")
        if len(tools) > 1 and entry.section == "experience":
            texts += [
                f"At {name}, much of her work was in {tools[0]} and {tools[1]}.",
                f"{_listed(tools[-2:])} were among the tools she used at {name}.",
                f"For {name} she relied on {tools[0]}.",
            ]
        if len(tools) > 1 and entry.section == "projects":
            texts += [
                f"{name} runs on {_listed(tools[:3])}.",
                f"Behind {name} are {_listed(tools[:2])}.",
                f"To build {name}, Maya picked {tools[-1]}.",
            ]
        if entry.role and entry.section == "experience":
            texts += [
                f"Her title at {name} was {entry.role}.",
                f"{name} hired her as {_article(entry.role)} {entry.role}.",
            ]
        if entry.section == "experience" and _year(entry):
            texts.append(f"Her time at {name} began in {_year(entry)}.")
        if entry.section == "projects":
            texts.append(
                f"{name} is one of her projects and dates from {_year(entry)}."
            )
        texts += [f"One figure for {name}: {m}." for m in entry.metrics]
        texts += [f"{name}: {h[0].lower()}{h[1:]}." for h in entry.highlights]
        if entry.description:
            first = re.split(r"(?<=[.:]) ", entry.description)[0].rstrip(".:")
            texts.append(f"In short, {name} is this: {first}.")
        for text in texts:
            yield Sentence(text, entry.id, "true")


def _article(noun: str) -> str:
    return "an" if noun[0] in "AEIOU" else "a"


def _invented(entries: Sequence[Entry]) -> Iterator[Sentence]:
    chance = random.Random(SEED)
    for entry in entries:
        if entry.section not in ("experience", "projects", "education"):
            continue
        name = name_of(entry)
        number = chance.choice([7, 23, 47, 65, 77, 350])
        metric = chance.choice(METRICS).format(n=number)
        year = chance.choice([1998, 2003, 2009, 2011])
        tool, other = chance.sample(UNLISTED, 2)
        employer = chance.choice(EMPLOYERS)
        for text in (
            f"She did this work at {employer}, not only at {name}.",
            f"After {name}, {employer} made her an offer.",
            f"{name} brought {metric}.",
            f"Thanks to {name} there were {metric} within a year.",
            f"She began {name} back in {year}.",
            f"{name} goes back to {year}.",
            f"{name} was done in {tool}.",
            f"She wrote most of {name} in {tool} and {other}.",
            chance.choice(PRAISE).format(name=name),
        ):
            yield Sentence(text, entry.id, "invented")


def _recombined(entries: Sequence[Entry]) -> Iterator[Sentence]:
    """A fact of one entry told of another of its kind."""
    for section in ("experience", "projects"):
        group = [entry for entry in entries if entry.section == section]
        for entry, other in zip(group, [*group[1:], group[0]], strict=True):
            own, name = set(entry.technologies), name_of(entry)
            foreign = [tool for tool in other.technologies if tool not in own]
            if foreign:
                yield Sentence(f"{name} runs on {foreign[0]}.", entry.id, "recombined")
            for metric in other.metrics:
                text = f"One figure for {name}: {metric}."
                yield Sentence(text, entry.id, "recombined")
            if _year(other) != _year(entry):
                text = f"Her time with {name} began in {_year(other)}."
                yield Sentence(text, entry.id, "recombined")
