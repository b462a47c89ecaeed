from __future__ import annotations

import pytest

from services.resume.reading.text import clean, words
from services.resume.reading.topics import Topics, load_topics

TOPICS = load_topics(["Quiet Pump Kit", "Next"], {"next"})


def asked(question: str, topics: Topics = TOPICS) -> set[str]:
    return {m.value for m in topics.asked.marks(words(clean(question)))}


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("k8s", "kubernetes"),
        ("java script", "javascript"),
        ("c plus plus", "cpp"),
        ("dot net", "dotnet"),
        ("amazon web services", "aws"),
        ("large language models", "llm"),
        ("cloud platforms", "family:cloud"),
        ("managed a team", "theme:managing-people"),
        ("quiet pump kit", "quietpumpkit"),
    ],
)
def test_aliases_find_their_topic(said: str, topic: str) -> None:
    assert topic in asked(said)


def test_members_belong_to_families() -> None:
    assert "family:databases" in TOPICS.by_id["postgresql"].parents


def test_a_technology_shows_what_it_is_built_on() -> None:
    assert "javascript" in TOPICS.by_id["react"].parents


def test_a_resumes_own_everyday_name_is_a_word_first() -> None:
    assert TOPICS.by_id["next"].wordlike
