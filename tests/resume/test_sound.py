"""What was misheard is put right; what was right stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.bench_sound_repair import (
    MORE_NAMES,
    OTHER_THINGS,
    SAMPLE,
    mishearings,
    restores,
    right_phrases,
)
from services.resume.loading import load_resume
from services.resume.sound import SoundRepair
from services.resume.sound_data import read_sound_data
from services.resume.vocabulary import names

NAMES = (*names(load_resume(SAMPLE)), *MORE_NAMES, "Dataplatr")
KNOWN = tuple(name.lower() for name in OTHER_THINGS)
REPAIR = read_sound_data().repair(NAMES, known_words=KNOWN)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("does she know pie torch", "does she know PyTorch"),
        ("any cooper netties in production", "any Kubernetes in production"),
        ("what happened at data plateau", "what happened at Dataplatr"),
        ("the fast a p i work", "the FastAPI work"),
        ("is she good at see sharp", "is she good at C#"),
        ("did she use post gress", "did she use PostgreSQL"),
        ("a w s experience", "AWS experience"),
        ("ay double you ess experience", "AWS experience"),
        ("node j s", "Node.js"),
        ("show me knight owl", "show me Night Owl"),
        ("harper analytics", "Harbor Analytics"),
        ("web sockets", "WebSockets"),
        ("an elastic search index", "an Elasticsearch index"),
    ],
)
def test_a_misheard_name_is_restored(heard: str, meant: str) -> None:
    assert REPAIR.repair(heard).text == meant


def test_a_change_says_what_was_heard_and_where() -> None:
    (change,) = REPAIR.repair("um pie torch").changes
    assert (change.heard, change.meant, change.start) == ("pie torch", "PyTorch", 3)


def test_punctuation_around_a_name_stays() -> None:
    assert REPAIR.repair("Pie torch, or C++?").text == "PyTorch, or C++?"


def test_a_name_that_is_right_keeps_the_visitor_s_spelling() -> None:
    assert REPAIR.repair("PYTHON and kafka") == REPAIR.repair("PYTHON and kafka")
    assert not REPAIR.repair("PYTHON and kafka").changes


@pytest.mark.parametrize("text", right_phrases()[:300])
def test_a_right_phrase_is_left_alone(text: str) -> None:
    assert REPAIR.repair(text).text == text


def test_nine_of_ten_mishearings_made_by_other_means_are_restored() -> None:
    cases = mishearings(NAMES, 100, seed=3)
    assert sum(restores(REPAIR, case) for case in cases) >= 90


@given(st.text(max_size=400))
def test_any_text_passes_through(text: str) -> None:
    repaired = REPAIR.repair(text)
    assert repaired.changes or repaired.text == text


def test_very_long_text_is_left_alone() -> None:
    text = "pie torch " * 1000
    assert REPAIR.repair(text).text == text


def test_without_names_nothing_changes() -> None:
    assert SoundRepair([]).repair("pie torch").text == "pie torch"


def test_without_a_dictionary_rules_still_restore() -> None:
    assert SoundRepair(["TensorFlow"]).repair("tenser flow").text == "TensorFlow"
