"""The front of job fit: an advertisement in, the comparison with a résumé out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.fit.judging import judged
from services.fit.reading import read
from services.fit.stated import Stated
from services.fit.telling import gap, gaps, notes, picture, questions
from services.models.fact import Fact
from services.models.fit import Fit, Verdict
from services.models.resume import Entry, Resume


class Fitting:
    """One résumé, ready to be compared with advertisements. Holds nothing of them."""

    def __init__(self, resume: Resume, today: date) -> None:
        self._stated = Stated(resume, today)

    def entries(self, facts: Iterable[Fact]) -> list[Entry]:
        """The entries that facts are of, each once, in the order of the facts."""
        ids = dict.fromkeys(fact.entry for fact in facts if fact.entry)
        return [self._stated.entries[entry] for entry in ids]

    def fit(self, text: str) -> Fit:
        """The comparison; raise InvalidInput for no advertisement in English."""
        advertisement = read(text)
        found = tuple(
            replace(each, gap=gap(each) if each.verdict is not Verdict.MET else "")
            for each in judged(advertisement.requirements, self._stated)
        )
        profile = self._stated.resume.profile
        return Fit(
            judged=found,
            picture=picture(found, profile),
            gaps=gaps(found),
            questions=questions(found, profile),
            notes=notes(advertisement.steering),
        )
