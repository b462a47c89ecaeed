"""Questions asked in vain, grouped."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest

from bench.bench_analytics import gap_figures
from services.analytics.gap_themes import ThemeBook
from services.analytics.gaps import Gap, GapFinder, Missed
from services.resume.reading.topics import load_topics
from tests.analytics.turns import NOON


@pytest.fixture(scope="module")
def finder() -> GapFinder:
    return GapFinder(ThemeBook.standard(), load_topics())


def missed(*questions: str, understood: bool = True) -> list[Missed]:
    return [Missed(q, 1, NOON, understood) for q in questions]


def by_title(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    return {gap.theme.title: sorted(q.text for q in gap.questions) for gap in gaps}


def test_a_technology_asked_for_twice_is_a_theme(finder: GapFinder) -> None:
    gaps, _ = finder.find(missed("knows Rust?", "any rust lang work", "COBOL"), ())
    assert by_title(gaps)["Rust"] == ["any rust lang work", "knows Rust?"]


def test_technologies_asked_for_once_join_their_family(finder: GapFinder) -> None:
    gaps, _ = finder.find(missed("has she used Flutter", "any SwiftUI"), ())
    assert by_title(gaps) == {
        "mobile development": ["any SwiftUI", "has she used Flutter"]
    }


def test_what_the_resume_has_is_not_what_was_missing(finder: GapFinder) -> None:
    gaps, _ = finder.find(missed("Kafka with Pulsar"), known={"kafka"})
    assert "Kafka" not in by_title(gaps)


def test_other_questions_are_grouped_by_the_words_they_share(
    finder: GapFinder,
) -> None:
    gaps, _ = finder.find(
        missed("does she keep bees", "how many hives of bees", "can she sail"), ()
    )
    groups = sorted(by_title(gaps).values())
    assert groups == [
        ["can she sail"],
        ["does she keep bees", "how many hives of bees"],
    ]


def test_thousands_of_odd_questions_are_grouped_in_time(finder: GapFinder) -> None:
    odd = missed(*(f"zorb{n} quux{n % 40} of flim{n % 700}" for n in range(2_000)))
    finder.find(odd, ())
    began = time.thread_time()
    gaps, _ = finder.find(odd, ())
    assert sum(gap.count for gap in gaps) == 2_000
    assert time.thread_time() - began < 0.5


def test_what_was_not_understood_is_no_gap(finder: GapFinder) -> None:
    gaps, unclear = finder.find(missed("asdf qwer", understood=False), ())
    assert gaps == []
    assert [one.text for one in unclear] == ["asdf qwer"]


def test_a_known_kind_counts_though_it_was_not_understood(finder: GapFinder) -> None:
    gaps, unclear = finder.find(missed("salary tho", understood=False), ())
    assert list(by_title(gaps)) == ["pay and rates"]
    assert unclear == []


def test_themes_come_by_how_often_they_were_asked_about(finder: GapFinder) -> None:
    asked = [Missed("her patents", 2, NOON), Missed("her salary", 5, NOON)]
    gaps, _ = finder.find(asked, ())
    assert [gap.count for gap in gaps] == [5, 2]


def test_planted_themes_are_found_and_no_answerable_question_is_listed() -> None:
    found = {figure.id: figure for figure in gap_figures()}
    assert found["gap_themes_found"].verdict == "pass"
    assert found["gap_answerable_listed"].verdict == "pass"
