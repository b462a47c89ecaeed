"""The front of job fit: an advertisement in, the comparison with a résumé out."""

from __future__ import annotations

from datetime import date

from services.fit.judging import judged
from services.fit.reading import read
from services.fit.stated import Stated
from services.fit.telling import gaps, notes, picture, questions
from services.models.fit import Fit
from services.models.resume import Resume


class Fitting:
    """One résumé, ready to be compared with advertisements. Holds nothing of them."""

    def __init__(self, resume: Resume, today: date) -> None:
        self._stated = Stated(resume, today)

    def fit(self, text: str) -> Fit:
        """The comparison; raise InvalidInput for no advertisement in English."""
        advertisement = read(text)
        found = judged(advertisement.requirements, self._stated)
        profile = self._stated.resume.profile
        return Fit(
            judged=found,
            picture=picture(found, profile),
            gaps=gaps(found),
            questions=questions(found, profile),
            notes=notes(advertisement.steering),
        )
