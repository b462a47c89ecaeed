from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.entry_words import text_of, words_of
from services.resume.answers.evidence import stems_of

ENTRY = Entry(
    id="x",
    section="projects",
    path="projects[0]",
    title="Tide Wheel",
    description="A paper wheel.",
    highlights=("Sold in harbours",),
    technologies=("QGIS",),
)


def test_every_text_of_an_entry_has_its_words_known() -> None:
    assert stems_of("paper harbours QGIS") <= words_of(ENTRY)
    assert "lighthouse" not in words_of(ENTRY)


def test_the_text_of_an_entry_is_its_title_summary_and_highlights() -> None:
    assert text_of(ENTRY) == "Tide Wheel A paper wheel. Sold in harbours"
