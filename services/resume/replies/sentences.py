"""The sentence of an entry that answers a question's words best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.models.resume import Entry
from services.resume.reading.question_words import stop_words
from services.resume.reading.text import clean, stem, words
from services.resume.replies.said import Asked, Said
from services.resume.replies.wording import closed, gist, sentences

NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred"
                    r"|dozen|thousands?|millions?|billions?)\b", re.I)  # fmt: skip


def best_sentence(asked: Asked, *, need_number: bool = False) -> Said | None:
    """The entry's sentence that has most of the question's words in it."""
    stop = stop_words()
    wanted = {stem(w) for w in asked.words if len(w) > 2 and w not in stop}
    wanted -= {
        stem(w) for w in words(clean(asked.entry.title + asked.entry.organization))
    }
    best: tuple[float, str, str] | None = None
    for text, path in texts(asked.entry):
        if need_number and not NUMBER.search(text):
            continue
        held = {stem(word) for word in words(clean(text))}
        score = len(wanted & held) - len(held) / 400
        if wanted & held and (best is None or score > best[0]):
            best = (score, text, path)
    if best is None:
        return None
    return Said(closed(gist(best[1], 34)), (best[2],))


def first_figure(entry: Entry) -> Said | None:
    found = [(t, p) for t, p in texts(entry) if NUMBER.search(t)] or texts(entry)[:1]
    return Said(gist(found[0][0], 34), (found[0][1],)) if found else None


def texts(entry: Entry) -> Sequence[tuple[str, str]]:
    found = [(s, f"{entry.path}.description") for s in sentences(entry.description)]
    found += [
        (h, f"{entry.path}.highlights[{n}]") for n, h in enumerate(entry.highlights)
    ]
    found += [(m, f"{entry.path}.metrics") for m in entry.metrics]
    for key, value in entry.facts.items():
        for text in (value,) if isinstance(value, str) else value:
            found += [(s, f"{entry.path}.{key}") for s in sentences(text)]
    return found
