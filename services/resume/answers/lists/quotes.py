"""What referees say."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.outcome import Outcome, Said, first_fitting, say
from services.resume.answers.reading import says
from services.resume.answers.scene import Scene
from services.resume.answers.wording import word_count
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined
from services.resume.telling.splitting import split_sentences

LONGEST = 46
WHO = any_of(r"\b(?:who|anyone|someone|any|has they)\b")


def quotes(scene: Scene, positions: tuple[int, ...]) -> Outcome:
    """What referees say, as many as fit, and who else can be asked."""
    said = [_quote(scene, scene.entry(i)) for i in positions[:3]]
    said = first_fitting(said, LONGEST)
    left = positions[len(said) :]
    if left and scene.question.has(WHO):
        names = joined([scene.entry(i).title.split(",")[0] for i in left])
        said.append(say(f"{names} can speak for {scene.voice.them} too."))
    return Outcome(tuple(said), "references", positions)


def _quote(scene: Scene, entry: Entry) -> Said:
    """What one says; only the first sentence of a long quote."""
    if not entry.description:
        text = f"{entry.title} is named as {scene.voice.their} reference."
        return say(text, entry.path)
    text = says(entry, entry.description)
    if word_count(text) > LONGEST:
        text = says(entry, split_sentences(entry.description.strip(' “”"'))[0])
    return say(text, entry.path)
