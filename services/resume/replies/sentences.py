"""The sentence of an entry that answers a question's words best."""

from __future__ import annotations

from services.language.stems import stem
from services.models.resume import Entry
from services.resume.figures import NUMBER, number_asked, told
from services.resume.reading.question_words import stop_words
from services.resume.reading.text import clean, glued, words
from services.resume.replies.said import Asked, Said
from services.resume.replies.wording import closed, gist


def best_sentence(source: Asked, *, need_number: bool = False) -> Said | None:
    """The entry's sentence that has most of the question's words in it."""
    stop = stop_words()
    wanted = {stem(w) for w in source.words if len(w) > 2 and w not in stop}
    name = f"{source.entry.title} {source.entry.organization}"
    if not need_number:
        wanted -= {stem(w) for w in words(clean(name))}
    number = number_asked(source.words) if need_number else None
    best: tuple[float, str, str] | None = None
    for text, path in told(source.entry):
        if number and not number.search(text):
            continue
        held = {stem(word) for word in (*words(clean(text)), *glued(text))}
        score = len(wanted & held) - len(held) / 400
        if wanted & held and (best is None or score > best[0]):
            best = (score, text, path)
    if best is None:
        return None
    return Said(closed(gist(best[1], 34)), (best[2],))


def _plainness(entry_text: tuple[str, str]) -> tuple[bool, bool]:
    text, path = entry_text
    return not any(map(str.isdigit, text)), path.endswith("description")


def first_figure(entry: Entry) -> Said | None:
    every = told(entry)
    found = [each for each in every if NUMBER.search(each[0])] or every[:1]
    # a figure in digits, among what was done, tells more than the summary's
    found = sorted(found, key=_plainness)
    return Said(gist(found[0][0], 34), (found[0][1],)) if found else None
