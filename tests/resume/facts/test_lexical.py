from __future__ import annotations

from services.models.fact import Fact, Kind, Value
from services.resume.facts.lexical import Lexical
from tests.resume.facts.people import baker_facts

FACTS = baker_facts()
LEXICAL = Lexical(FACTS.all)


def best(*words: str) -> str:
    scores = LEXICAL.scores(words)
    return FACTS.all[max(scores, key=scores.__getitem__)].id


def test_the_fact_with_the_words_scores_best() -> None:
    assert best("flour", "waste").endswith("#highlights/1")


def test_words_are_compared_by_their_stems() -> None:
    assert best("wasting", "flours").endswith("#highlights/1")


def test_the_entry_lends_its_name_to_its_facts() -> None:
    scores = LEXICAL.scores(("apprentices", "quay"))
    highlight = next(i for i, f in enumerate(FACTS.all) if "apprentices" in f.text)
    quay = next(i for i, f in enumerate(FACTS.all) if f.entry.endswith("quay-kitchen"))
    assert {highlight, quay} <= scores.keys()
    dates = next(
        i for i, f in enumerate(FACTS.all) if f.id == "experience/quay-kitchen#dates"
    )
    title = next(
        i for i, f in enumerate(FACTS.all) if f.id == "experience/quay-kitchen#title"
    )
    quays = LEXICAL.scores(("quay",))
    assert 0 < quays[dates] < quays[title]


def test_a_word_that_no_fact_holds_lowers_every_score() -> None:
    known = LEXICAL.scores(("flour",))
    with_unknown = LEXICAL.scores(("flour", "zeppelin"))
    assert known.keys() == with_unknown.keys()
    assert all(with_unknown[i] < known[i] for i in known)


def test_nothing_is_found_without_words_or_with_unknown_ones() -> None:
    assert LEXICAL.scores(()) == {}
    assert LEXICAL.scores(("zeppelin",)) == {}
    assert Lexical(()).scores(("flour",)) == {}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert LEXICAL.idf("flour") > LEXICAL.idf("baker")


def test_a_name_is_found_by_what_it_stands_for() -> None:
    value = Value("technology", "k8s", "Kubernetes")
    facts = [Fact("a#1", "a", "work[0]", "Runs k8s", "", Kind.HIGHLIGHT, (value,))]
    assert Lexical(facts).scores(("kubernetes",)).keys() == {0}
