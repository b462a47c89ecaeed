from __future__ import annotations

from services.models.resume import Entry
from services.resume.questions.entry_names import names_in

JOB = Entry(
    id="x",
    section="experience",
    title="Clerk at Harbour Board (Fees)",
    path="work[0]",
    role="Clerk",
    organization="Royal Harbour Board (Fees)",
)


def test_a_name_has_parts_brackets_and_initials() -> None:
    stems = [name.stems for name in names_in(0, JOB)]
    assert frozenset({"fee"}) in stems
    assert frozenset({"rhb"}) in stems
    assert frozenset({"clerk"}) in stems


def test_a_title_made_of_role_and_employer_is_no_name() -> None:
    assert "title" not in {name.field for name in names_in(0, JOB)}
