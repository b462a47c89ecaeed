"""A sentence stands only if one entry bears out everything in it."""

from __future__ import annotations

import pytest

from services.llm.grounding import GroundingCheck
from services.llm.judging import Verdict
from services.models.answer import Card

CARDS = (
    Card(
        "tidal",
        "experience",
        "Tidal Works",
        "experience",
        company="Tidal Works",
        role="Backend Engineer",
        date="Apr 2019 – Sep 2022",
        highlights=(
            "Led the rewrite of the billing engine",
            "Cut nightly run time from 6 hours to 40 minutes",
            "Helped migrate 12 services to Kubernetes",
        ),
        technologies=("Go", "Kubernetes", "PostgreSQL"),
        content_source="experience[0]",
    ),
    Card(
        "copper",
        "experience",
        "Copper Clinic",
        "experience",
        company="Copper Clinic",
        role="Data Analyst",
        date="2016 – 2018",
        highlights=("Built dashboards that nurses read without training",),
        technologies=("Python", "Tableau"),
        content_source="experience[1]",
    ),
    Card(
        "lumen",
        "project",
        "Lumen",
        "projects",
        date="2023",
        description="A reading lamp that does not need an app.",
        metrics="Sold to 300 libraries, 18% brighter",
        technologies=("C", "Zephyr"),
        content_source="projects[0]",
    ),
)


def check(sentence: str, *, profile: str = "", answer: str = "") -> Verdict:
    talk = GroundingCheck(CARDS, owner="Ana Ruiz", profile=profile, answer=answer)
    return talk.check(sentence)


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("Ana was a Backend Engineer at Tidal Works until 2022.", "experience[0]"),
        ("At Tidal Works she led the rewrite of the billing engine.", "experience[0]"),
        (
            "She took the nightly run at Tidal Works from 6 hours to 40 minutes.",
            "experience[0]",
        ),
        (
            "At Tidal Works, Ana helped move a dozen services to Kubernetes.",
            "experience[0]",
        ),
        ("Her tools at Copper Clinic were Python and Tableau.", "experience[1]"),
        (
            "Nurses read her dashboards at Copper Clinic without training.",
            "experience[1]",
        ),
        ("Lumen is a lamp without an app.", "projects[0]"),
        (
            "At Tidal Works she was part of migrating services to Kubernetes.",
            "experience[0]",
        ),
        ("About 300 libraries bought Lumen.", "projects[0]"),
        (
            "She worked at Tidal Works in Go, and at Copper Clinic in Python.",
            "experience[1]",
        ),
    ],
)
def test_what_an_entry_bears_out_is_supported(sentence: str, path: str) -> None:
    verdict = check(sentence)
    assert verdict.kind == "supported", verdict.reason
    assert path in verdict.paths


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana was a Backend Engineer at Google.",
        "Ana was a Data Analyst at Tidal Works.",
        "She joined Tidal Works in 2016.",
        "She has been at Tidal Works since 2019.",
        "She currently works at Copper Clinic.",
        "She left Tidal Works in April 2022.",
        "At Tidal Works she used Tableau.",
        "At Tidal Works she used terraform.",
        "At Copper Clinic she led the dashboards team.",
        "At Tidal Works she led the migration of 12 services to Kubernetes.",
        "At Tidal Works she migrated 12 services to Kubernetes.",
        "She moved 12 services at Tidal Works to Kubernetes.",
        "At Tidal Works she cut the nightly run from 40 minutes to 6 hours.",
        "At Tidal Works she lengthened the run by 40 hours.",
        "Lumen needs an app.",
        "Lumen was sold to 12 libraries.",
        "Lumen is 18% darker and won a prize.",
        "Nurses need training for her dashboards at Copper Clinic.",
        "She never used Go at Tidal Works.",
        "She does not know Go or Python.",
        "She is the best engineer Tidal Works ever had.",
        "She worked at Copper Clinic in Go, and at Tidal Works in Python.",
        "She has a PhD.",
        "She is one of the top 5 engineers in Spain.",
    ],
)
def test_lies_and_mixed_up_truths_are_not(sentence: str) -> None:
    verdict = check(sentence)
    assert verdict.kind == "unsupported", verdict.paths


def test_small_talk_is_neither() -> None:
    assert check("Sure, here you go!").kind == "neutral"


def test_it_is_about_the_entry_of_the_sentence_before() -> None:
    talk = GroundingCheck(CARDS, owner="Ana Ruiz")
    assert talk.check("Lumen is a reading lamp.").kind == "supported"
    assert talk.check("It was sold to 300 libraries.").kind == "supported"
    assert talk.check("It was written in Go.").kind == "unsupported"


def test_skills_of_several_entries_may_stand_in_one_list() -> None:
    assert check("She knows Go, Python and Tableau.").kind == "supported"
    assert check("She knows Go, Python and Haskell.").kind == "unsupported"


def test_the_plain_answer_vouches_for_what_repeats_it() -> None:
    answer = "She has held two jobs, most recently at Tidal Works in Bilbao."
    assert check(answer, answer=answer).kind == "supported"
    assert check("Her jobs took her to Bilbao.", answer="").kind == "unsupported"


def test_the_profile_vouches_for_what_repeats_it_only() -> None:
    profile = "I restore tide mills and write about the sea in Bilbao."
    told = "She restores tide mills and writes about the sea in Bilbao."
    assert check(told, profile=profile).kind == "supported"
    assert check(told.replace("tide", "wind"), profile=profile).kind == "unsupported"


def test_how_many_cards_there_are_may_be_said() -> None:
    assert (
        check("She had two jobs, at Tidal Works and Copper Clinic.").kind == "supported"
    )
    assert (
        check("She had nine jobs, at Tidal Works and Copper Clinic.").kind
        == "unsupported"
    )


def test_without_cards_nothing_is_supported() -> None:
    bare = GroundingCheck((), owner="Ana Ruiz")
    assert bare.check("Ana built a lamp in 2023.").kind == "unsupported"
