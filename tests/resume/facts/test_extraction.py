from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generated_resume import generated
from services.models.fact import Amount, Fact, Kind, Level
from services.resume.facts.extraction import facts_of
from services.resume.loading import read_resume
from tests.resume.facts.people import BAKER, TODAY, baker, baker_facts

FACTS = baker_facts()
HEAD_BAKER = "experience/saint-olav-s-bakery-inc"


def of_kind(kind: Kind) -> list[Fact]:
    return [fact for fact in FACTS.all if fact.kind is kind]


def datas(fact: Fact, kind: str) -> list[object]:
    return [value.data for value in fact.values if value.kind == kind]


def test_a_highlight_is_a_fact_with_its_place_and_its_amounts() -> None:
    fact = FACTS.by_id[f"{HEAD_BAKER}#highlights/1"]
    assert (fact.path, fact.kind) == ("work[0].highlights[1]", Kind.HIGHLIGHT)
    assert fact.text == "Cut flour waste from 22% to 15%"
    assert datas(fact, "amount") == [Amount(15, "%", other=22, relation="change")]
    assert (fact.entry, fact.about, fact.derived) == (HEAD_BAKER, "experience", False)


def test_the_profile_is_told_sentence_by_sentence() -> None:
    assert [fact.text for fact in of_kind(Kind.PROFILE)] == [
        "I bake rye bread.",
        "Dr. Lund taught me rule No. 4, i.e. wait.",
    ]


def test_a_reference_is_quoted_and_names_its_author() -> None:
    assert [f.text for f in of_kind(Kind.QUOTE)] == [
        "Wanda waits.",
        "St. Olav is lucky.",
    ]
    title = FACTS.by_id["references/dr-berit-lund-teacher#title"]
    assert datas(title, "person") == ["Dr. Berit Lund"]


def test_levels_can_be_compared() -> None:
    native, danish = (datas(f, "level")[0] for f in of_kind(Kind.LEVEL))
    assert native == Level("language", 7)
    assert danish == Level("language", 4)


def test_a_degree_has_its_level_of_study() -> None:
    title = FACTS.by_id["education/fjord-trade-school#title"]
    assert datas(title, "degree") == ["bachelor"]


def test_a_score_is_a_share_of_the_best_one() -> None:
    (score,) = of_kind(Kind.SCORE)
    assert datas(score, "amount") == [Amount(3.6, "grade", other=4, relation="share")]


def test_courses_are_courses() -> None:
    assert [fact.text for fact in of_kind(Kind.COURSE)] == ["Sourdough", "Chemistry"]


def test_an_entry_has_its_time_and_place() -> None:
    dates = FACTS.by_id[f"{HEAD_BAKER}#dates"]
    assert datas(dates, "span") == [(date(2022, 3, 1), None)]
    place = FACTS.by_id[f"{HEAD_BAKER}#location"]
    assert datas(place, "place") == ["Tromsø, Norway"]


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        (
            "experience/quay-kitchen#tenure",
            "Wanda worked at Quay Kitchen as Night Cook for 10 months, "
            "from November 2020 to August 2021.",
        ),
        (
            "employer/st-olavs-bakery#tenure",
            "Wanda has worked at Saint Olav's Bakery, Inc. for 7 years and 6 months, "
            "since June 2019, in two roles.",
        ),
        (
            "employer/st-olavs-bakery#promotions",
            "Wanda was promoted once at Saint Olav's Bakery, Inc.: "
            "from Baker to Head Baker in March 2022.",
        ),
        (
            "experience#total",
            "Wanda has 10 years and 8 months of work experience since 2014, "
            "in four positions at three employers.",
        ),
        (
            "experience#longest-employer",
            "The employer Wanda has worked for longest is Saint Olav's Bakery, Inc.: "
            "7 years and 6 months.",
        ),
        (
            "education#count",
            "Wanda has one course of study: Bachelor in Baking at Fjord Trade School.",
        ),
        ("languages#count", "Wanda has two languages: Norwegian and Danish."),
    ],
)
def test_what_follows_from_the_dates_is_a_fact_too(id: str, sentence: str) -> None:
    fact = FACTS.by_id[id]
    assert fact.derived
    assert fact.sentence == sentence


def test_facts_are_found_by_their_entry() -> None:
    assert {f.entry for f in FACTS.by_entry[HEAD_BAKER]} == {HEAD_BAKER}
    assert "wanda@example.com" in [f.text for f in FACTS.by_entry[""]]
    assert sum(map(len, FACTS.by_entry.values())) == len(FACTS.all)


def test_ids_do_not_depend_on_other_entries() -> None:
    fewer = {**BAKER, "work": BAKER["work"][:1], "volunteer": []}
    here = {f.id for f in facts_of(read_resume(fewer), TODAY).by_entry[HEAD_BAKER]}
    written = {f.id for f in FACTS.by_entry[HEAD_BAKER] if not f.derived}
    assert written <= here


def test_ids_are_unique_and_the_same_after_a_restart() -> None:
    again = facts_of(baker(), TODAY)
    assert [f.id for f in again.all] == [f.id for f in FACTS.all]
    assert len(again.by_id) == len(again.all)


def test_names_that_differ_only_by_a_sign_keep_ids_of_their_own() -> None:
    resume = read_resume({"name": "A B", "skills": {"code": ["C", "C++", "C#"]}})
    found = facts_of(resume, TODAY).by_entry["skills/code"]
    assert len([fact for fact in found if fact.kind is Kind.KEYWORD]) == 3


def test_a_skill_has_the_level_of_its_group() -> None:
    skills = [{"name": "Ovens", "level": "Expert", "keywords": ["Deck oven"]}]
    facts = facts_of(read_resume({"name": "A B", "skills": skills}), TODAY)
    oven = facts.by_id["skills/ovens#technologies/deckoven"]
    assert datas(oven, "level") == [Level("skill", 5)]


def test_technologies_and_places_are_known_in_running_text() -> None:
    document = {
        "name": "A B",
        "experience": [
            {
                "company": "Quay Ltd",
                "role": "Cook",
                "location": "Bergen, Norway",
                "technologies": ["Go"],
                "highlights": [
                    "Go to Quay in Bergen, with a till in Go and kubernetes",
                    "Wrote it with J. Tanaka in June 2019",
                ],
            }
        ],
    }
    facts = facts_of(read_resume(document), TODAY)
    first, second = (f for f in facts.all if f.kind is Kind.HIGHLIGHT)
    assert datas(first, "technology") == ["Go", "Kubernetes"]
    assert datas(first, "organisation") == ["Quay Ltd"]
    assert datas(first, "place") == ["Bergen"]
    assert datas(second, "person") == ["J. Tanaka"]
    assert datas(second, "date") == [(date(2019, 6, 1), date(2019, 6, 30))]


TEXTS = st.sampled_from(
    [
        "",
        ";",
        "→ –",
        "1:2",
        "0:0",
        "-3",
        "漢字",
        "team of",
        "from 5% to 3 of 4",
        "No. 4",
    ]
)
DATES = st.sampled_from(
    [
        "",
        "2019",
        "2021 – 2019",
        "0000",
        "9999",
        "2099 – Present",
        "until 2015",
        "2016–18",
    ]
)
ITEM = st.fixed_dictionaries(
    {"title": st.just("T"), "dates": DATES, "description": TEXTS},
    optional={
        "company": TEXTS,
        "institution": TEXTS,
        "role": TEXTS,
        "location": TEXTS,
        "gpa": TEXTS,
        "level": TEXTS,
        "highlights": st.lists(TEXTS, max_size=3),
        "technologies": st.lists(TEXTS, max_size=3),
    },
)
SECTIONS = st.sampled_from(
    "experience education projects volunteer skills languages awards references".split()
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(SECTIONS, st.lists(ITEM, min_size=1, max_size=3), min_size=1))
def test_odd_entries_give_facts_that_can_be_said(sections: dict[str, Any]) -> None:
    facts = facts_of(read_resume({"name": "A B", **sections}), TODAY)
    assert len({fact.id for fact in facts.all}) == len(facts.all)
    assert all(fact.sentence.strip() for fact in facts.all)


def test_any_generated_resume_gives_facts_without_a_repeated_id() -> None:
    facts = facts_of(read_resume(generated(60)), TODAY)
    assert len({fact.id for fact in facts.all}) == len(facts.all)
    assert all(fact.sentence[-1] in ".!?…" for fact in facts.all)
