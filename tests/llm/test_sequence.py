"""Posts come in the order of their dates, and a count is that of what bears it out."""

from __future__ import annotations

from datetime import date

import pytest

from services.llm.grounding import GroundingCheck
from services.models.answer import Card


def post(name: str, role: str, dates: str, did: str, *tools: str) -> Card:
    return Card(
        name.lower(),
        "experience",
        name,
        "experience",
        company=name,
        role=role,
        date=dates,
        highlights=(did,),
        technologies=tools,
    )


def work(name: str, year: str, about: str, *tools: str) -> Card:
    return Card(
        name, "project", name, "projects", date=year, description=about,
        technologies=tools,
    )  # fmt: skip


CARDS = (
    post("Kelmouth", "Archivist", "May 2021 – Present", "Sorts maps", "Go"),
    post("Brackwater", "Clerk", "Jan 2017 – Apr 2021", "Filed letters", "Java"),
    work("Owl Post", "2019", "Letters by drone.", "Go", "Redis"),
    work("Salt Map", "2022", "A chart of salt lakes.", "Go"),
    work("Ink Press", "2023", "Prints old letters.", "Rust"),
)
PROFILE = (
    "I care about paper. At Kelmouth I sort maps; before that I taught pupils at "
    "Dunmore and restored globes for Ashby Hall."
)


def stands(sentence: str) -> bool:
    talk = GroundingCheck(
        CARDS,
        owner="Nora Field",
        profile=PROFILE,
        today=lambda: date(2026, 3, 20),
    )
    return talk.check(sentence).kind == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "After more than four years at Brackwater, she joined Kelmouth.",
        "Before Kelmouth, Nora filed letters at Brackwater.",
        "She worked at Brackwater as a clerk, and since May 2021 she has been at "
        "Kelmouth.",
        "In 2018 she was working at Brackwater.",
        "Two of her projects use Go.",
        "Go appears in two projects, Owl Post and Salt Map.",
        "She has two projects here, one from 2019 and one from 2022.",
        "Go is used in her job at Kelmouth and in projects like Owl Post and Salt Map.",
        "Nora restored globes for Ashby Hall.",
        "She left Brackwater in April 2021 after starting in January 2017.",
    ],
)
def test_what_several_entries_bear_out_together_stands(sentence: str) -> None:
    assert stands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "After more than four years at Kelmouth, she joined Brackwater.",
        "After more than six years at Brackwater, she joined Kelmouth.",
        "Before Brackwater, Nora sorted maps at Kelmouth.",
        "She started at Kelmouth and then moved to Brackwater.",
        "In 2022 she was working at Brackwater.",
        "Three of her projects use Go.",
        "All of her projects use Go.",
        "Redis appears in two projects, Owl Post and Ink Press.",
        "She has two projects here, one from 2019 and one from 2021.",
        "Redis is used in her job at Brackwater and in projects like Owl Post.",
        "Nora taught pupils at Ashby Hall.",
        "Nora restored globes for Dunmore.",
        "She files letters at Brackwater.",
        "She is a clerk at Brackwater.",
        "She used to sort maps at Kelmouth.",
    ],
)
def test_what_mixes_or_turns_them_round_falls(sentence: str) -> None:
    assert not stands(sentence)
