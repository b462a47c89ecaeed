"""Words are cut, stemmed and known for what they claim."""

from __future__ import annotations

import pytest

from services.llm.lexicon import kin, load_lexicon, stem, tokenize


def test_technologies_and_possessives_stay_whole() -> None:
    text = "Maya's Node.js, C++, C# and scikit-learn code isn't old."
    keys = [token.key for token in tokenize(text)]
    assert keys == [
        "maya", "node.js", "c++", "c#", "and", "scikit-learn", "code", "isn't", "old"
    ]  # fmt: skip


def test_the_first_word_of_a_sentence_is_told() -> None:
    assert [t.first for t in tokenize("One two. Three four")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("recognised", "recognises"),
        ("migrated", "migration"),
        ("warehouse", "warehouses"),
        ("stopped", "stops"),
        ("teaches", "teaching"),
    ],
)
def test_forms_of_a_word_are_kin(one: str, other: str) -> None:
    assert kin(stem(one), stem(other))


@pytest.mark.parametrize(("one", "other"), [("java", "javascript"), ("lead", "leaf")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert not kin(stem(one), stem(other))


def test_claims_and_their_grounds_are_known() -> None:
    lexicon = load_lexicon()
    assert "lead" in lexicon.claims["headed"]
    assert "found" in lexicon.enough["lead"]
    assert set(lexicon.enough) <= {
        c for claims in lexicon.claims.values() for c in claims
    }
    assert lexicon.plain("the")
    assert not lexicon.plain("kubernetes")
