from __future__ import annotations

from services.resume.loading import read_resume
from services.resume.questions.entry_names import names_in, told_in
from services.resume.questions.targets import Targets
from tests.resume.answers.people import CARTOGRAPHER

RESUME = read_resume(CARTOGRAPHER)
ENTRIES = tuple(e for s in RESUME.sections.values() for e in s)
TARGETS = Targets(ENTRIES)


def named(question: str, *sections: str, pointed: bool = False) -> list[str]:
    found = TARGETS.found(question.split(), sections, pointed=pointed)
    return [ENTRIES[t.at].id for t in found]


def test_an_entry_is_named_by_part_of_its_name() -> None:
    assert named("when was the lantern job")[0] == "experience/lantern-survey"
    assert named("tell me about the tide wheel")[0] == "projects/tide-wheel"


def test_nothing_is_named_by_words_of_no_name() -> None:
    assert named("what about elephants") == []


def test_what_is_pointed_at_may_be_named_by_its_sentences() -> None:
    assert named("divers", "projects", pointed=True) == ["projects/wreck-atlas"]
    assert named("divers") == []


def test_a_skill_has_no_name_of_its_own() -> None:
    skill = next(e for e in ENTRIES if e.section == "skills")
    assert not list(names_in(0, skill))


def test_sentences_tell_words_that_are_no_name() -> None:
    atlas = next(e for e in ENTRIES if e.id == "projects/wreck-atlas")
    assert any(word.startswith("diver") for word in told_in(atlas))


def test_letters_are_one_word_however_they_are_joined() -> None:
    work = [{"name": "R&D Works", "position": "Fitter", "startDate": "2020"}]
    resume = read_resume({**CARTOGRAPHER, "work": work})
    entries = tuple(e for s in resume.sections.values() for e in s)
    found = Targets(entries).found(["what", "did", "they", "do", "at", "rd", "works"])
    assert entries[found[0].at].organization == "R&D Works"
