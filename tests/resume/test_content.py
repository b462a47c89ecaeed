"""Browsing and searching the résumé's content."""

from __future__ import annotations

import pytest

from services.errors import NotFound
from services.resume.content import MAX_RESULTS, ContentIndex
from services.resume.index import build_index
from services.resume.loading import read_resume

RESUME = read_resume(
    {
        "name": "Ada Example",
        "projects": [
            {
                "id": "rivers",
                "title": "River Watch",
                "technologies": ["Kafka", "React"],
            },
            {
                "id": "owls",
                "title": "Night Owl",
                "description": "Listens by the river.",
            },
        ],
        "experience": [
            {"id": "acme", "company": "Acme", "role": "Engineer", "tech": "Kubernetes"}
        ],
        "talks": [{"id": "talk", "title": "On Rivers"}],
    }
)
CONTENT = ContentIndex(build_index(RESUME))


def found(
    query: str = "", *, type: str | None = None, technology: str | None = None
) -> list[str]:
    results = CONTENT.search(query, type=type, technology=technology).results
    return [result.id for result in results]


def test_every_section_is_a_type_with_its_count_and_fields() -> None:
    types = {each.type: each for each in CONTENT.types()}
    assert types["projects"].count == 2
    assert "technologies" in types["projects"].fields
    assert types["talks"].count == 1


def test_a_type_goes_by_its_singular_too() -> None:
    assert CONTENT.cards("project") == CONTENT.cards("projects")


def test_an_unknown_type_is_not_found() -> None:
    with pytest.raises(NotFound, match="projects, experience, talks"):
        CONTENT.cards("recipes")


def test_a_title_ranks_above_a_description() -> None:
    assert set(found("river")[:2]) == {"talk", "rivers"}
    assert found("river")[-1] == "owls"


def test_a_reason_says_what_matched_where() -> None:
    (first, *_) = CONTENT.search("kafka").results
    assert first.id == "rivers"
    assert "technologies: Kafka" in first.match_reasons


def test_filters_narrow() -> None:
    assert set(found("river", type="projects")) == {"rivers", "owls"}
    assert found(technology="react") == ["rivers"]


def test_a_technology_goes_by_its_other_names() -> None:
    assert found(technology="k8s") == ["acme"]


def test_without_words_everything_the_filters_leave_is_listed() -> None:
    assert set(found(type="project")) == {"rivers", "owls"}
    assert len(found()) == 4


def test_total_counts_what_the_limit_cut() -> None:
    cut = CONTENT.search("", limit=1)
    assert (len(cut.results), cut.total) == (1, 4)
    assert len(CONTENT.search("", limit=10**9).results) <= MAX_RESULTS


def test_nothing_is_found_for_what_is_not_there() -> None:
    assert found("zebra quagga") == []


def test_scores_are_shares() -> None:
    for result in CONTENT.search("river watch kafka").results:
        assert 0 <= result.relevance_score <= 1
