"""Sentences are released in order, once they are true and sayable."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from services.grounding.grounding import GroundingCheck
from services.llm.citations import Claim
from services.llm.speech import CheckedSpeech, Ground
from services.models.answer import Answer, Evidence
from services.models.fact import Fact, Kind
from services.models.resume import Entry, Profile

PROFILE = Profile("Ann Lee", pronouns=("she", "her", "her"))
ENTRY = Entry("atlas", "projects", "Atlas", "projects[0]")
TEXTS = (
    "Atlas maps the sea in Rust.",
    "Atlas is used by 40 harbours.",
    "Ann speaks Welsh.",
)
FACTS = tuple(
    Fact(f"f{i}", "atlas" if i < 2 else "", f"place{i}", text, text, Kind.SUMMARY)
    for i, text in enumerate(TEXTS)
)
TRUE, USED, ASIDE = TEXTS
LIE = "Atlas won an Oscar in 1999."
CANARY = "9f3a77c1d20b4e58"
PLAIN = Answer(
    "She built Atlas. It maps the sea.",
    "projects",
    evidence=(Evidence("She built Atlas.", ("projects[0]",)),),
)
ABSENT = Answer("The résumé doesn't mention Go.", "absent", absent=True)


def speech(plain: Answer = PLAIN, *, cited: bool = True) -> CheckedSpeech:
    check = GroundingCheck(FACTS, {"atlas": ENTRY}, profile=PROFILE)
    ground = Ground(check, FACTS, (0, 0, 100), 99, "Does she know Go?", plain, cited)
    return CheckedSpeech(ground, CANARY)


def claims(*sentences: str, cites: Sequence[int] | None = None) -> list[Claim]:
    """Each with the fact of the same words, or with those that are given."""
    found = []
    for sentence in sentences:
        own = [TEXTS.index(sentence)] if sentence in TEXTS else [0]
        found.append(Claim(sentence, frozenset(own if cites is None else cites)))
    return found


def test_a_true_sentence_is_released_with_its_evidence() -> None:
    talk = speech()
    assert talk.take(claims(TRUE)) == [TRUE]
    assert talk.evidence == (Evidence(TRUE, ("place0",)),)
    assert talk.enough


def test_small_talk_waits_for_something_true() -> None:
    talk = speech(cited=False)
    assert talk.take([Claim("So she did.")]) == []
    assert talk.take([Claim(TRUE)]) == ["So she did.", TRUE]


def test_small_talk_alone_is_not_enough() -> None:
    talk = speech(cited=False)
    talk.take([Claim("So she did."), Claim("That is what she has.")])
    assert talk.text == ""
    assert not talk.enough


def test_more_lies_than_truths_are_not_enough() -> None:
    talk = speech()
    talk.take(claims("Atlas won an Oscar.", "Atlas flew to Mars.", TRUE))
    assert talk.dropped == 2
    assert not talk.enough


def test_fifty_words_are_the_most() -> None:
    talk = speech()
    talk.take(claims(*(TRUE + "!" * more for more in range(20))))
    assert talk.done
    assert len(talk.text.split()) <= 50


def test_a_fault_of_the_check_costs_a_sentence_and_not_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    talk = speech()
    monkeypatch.setattr(talk.ground.check, "check", broken)
    assert talk.take(claims(TRUE)) == []
    assert not talk.enough


def test_after_a_leak_nothing_more_is_said() -> None:
    talk = speech()
    assert talk.take(claims(f"The code is {CANARY}.", TRUE)) == []
    assert talk.done


def test_a_sentence_without_the_fact_that_bears_it_out_is_dropped() -> None:
    assert speech().take(claims(TRUE, cites=())) == []
    assert speech().take(claims(TRUE, cites=(1,))) == []
    assert speech().take(claims(TRUE, cites=(7, 900))) == []


def test_a_sentence_of_the_plain_answer_needs_no_fact() -> None:
    talk = speech()
    assert talk.take(claims("She built Atlas.", cites=())) == ["She built Atlas."]
    assert talk.evidence == PLAIN.evidence
    assert not talk.corrects


def test_an_aside_does_not_answer_where_the_head_was_lost() -> None:
    talk = speech()
    assert talk.take(claims(LIE, ASIDE)) == []
    assert not talk.enough
    assert talk.take(claims(TRUE)) == [ASIDE, TRUE]
    assert speech().take(claims(LIE, TRUE)) == [TRUE]


def test_what_leans_on_a_lost_sentence_goes_with_it() -> None:
    leaning = "It is used by 40 harbours."
    assert leaning in speech().take(claims(TRUE, leaning, cites=(0, 1)))
    assert speech().take(claims(LIE, leaning, cites=(0, 1))) == []


def test_a_denial_stands_only_beside_the_engines() -> None:
    denial = "The résumé does not show Go."
    assert speech().take(claims(denial, cites=())) == []
    assert speech().take(claims(denial, cites=(0, 1))) == []
    talk = speech(ABSENT)
    assert talk.take(claims(denial, cites=())) == [denial]
    assert (talk.denies, talk.enough, talk.corrects) == (True, True, False)


def test_a_denial_that_is_wider_than_the_engines_is_dropped() -> None:
    wider = "The résumé does not show any experience with Rust."
    assert speech(ABSENT).take(claims(wider, cites=())) == []


@pytest.mark.parametrize(
    ("plain", "said", "released"),
    [
        (ABSENT, "Yes, Atlas maps the sea in Rust.", TRUE),
        (PLAIN, "Yes, Atlas maps the sea in Rust.", TRUE),
        (PLAIN, "No: Atlas maps the sea in Rust.", TRUE),
        (
            Answer("Yes: she built Atlas.", "projects"),
            "Yes, Atlas maps the sea in Rust.",
            "Yes, Atlas maps the sea in Rust.",
        ),
    ],
)
def test_a_yes_is_the_engines(plain: Answer, said: str, released: str) -> None:
    assert speech(plain).take(claims(said)) == [released]


def test_what_the_plain_answer_does_not_speak_of_corrects_it() -> None:
    for plain, sentence, corrects in (
        (PLAIN, TRUE, False),
        (PLAIN, ASIDE, True),
        (ABSENT, TRUE, True),
    ):
        talk = speech(plain)
        talk.take(claims(sentence))
        assert talk.corrects is corrects
