from __future__ import annotations

from services.models.resume import Entry
from services.resume.figures import figures_of
from services.resume.reading.topics import load_topics

TOPICS = load_topics()
ENTRY = Entry(
    id="farm",
    section="experience",
    title="Shepherd",
    path="experience[0]",
    highlights=("Kept 230 sheep on three hills", "Mended walls", "Moved north in 2019"),
    metrics=("4 prizes",),
)


def test_sentences_with_a_number_are_kept_with_their_paths() -> None:
    paths = [figure.path for figure in figures_of(ENTRY, TOPICS)]
    assert paths == ["experience[0].highlights[0]", "experience[0].metrics"]


def test_what_stands_behind_a_number_is_what_it_counts() -> None:
    sheep = figures_of(ENTRY, TOPICS)[0]
    assert {"sheep", "hil"} & sheep.counted >= {"sheep"}
    assert "kept" not in sheep.counted
