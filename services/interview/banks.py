"""All banks by name: those that come along, the owner's own, and the résumé's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from services.errors import ConfigurationError, InvalidInput
from services.interview.answer_text import words_of
from services.interview.bank_file import load_bank
from services.interview.resume_questions import NAME, resume_bank
from services.models.interview_bank import Bank
from services.models.resume import Resume

ANY_JOB = "behavioural"
SHIPPED = Path(__file__).parent / "data" / "banks"


class Banks:
    """Read at the start, so that a mistake in a bank is told then."""

    def __init__(self, own: Path | None, resume: Callable[[], Resume]) -> None:
        """Raise ConfigurationError naming the file and line of each mistake."""
        self._resume = resume
        self._banks = shipped() | (_read(own) if own is not None else {})

    def get(self, name: str) -> Bank:
        """Raise InvalidInput, which names the banks there are."""
        bank = self.find(name)
        if bank is None:
            known = ", ".join(sorted((*self._banks, NAME)))
            raise InvalidInput(f"There is no such bank; there are: {known}.")
        return bank

    def find(self, name: str) -> Bank | None:
        return resume_bank(self._resume()) if name == NAME else self._banks.get(name)

    def for_job(self, text: str) -> Bank:
        """Return the bank whose words an advertisement has most of.

        Questions on how somebody worked suit any job that names none.
        """
        said = Counter(word.stem for word in words_of(text))

        def named(bank: Bank) -> int:
            title = f"{bank.title} {bank.name.replace('_', ' ')}"
            return sum(said[stem] for stem in {w.stem for w in words_of(title)})

        best = max(self._banks.values(), key=named)
        return best if named(best) else self.get(ANY_JOB)

    def all(self) -> tuple[Bank, ...]:
        own = resume_bank(self._resume())
        return (*self._banks.values(), *((own,) if own is not None else ()))


@cache
def shipped() -> dict[str, Bank]:
    """Return the banks that come along, which do not change while a process runs."""
    return _read(SHIPPED)


def _read(folder: Path) -> dict[str, Bank]:
    """Return the banks of a folder by name; one of the owner's replaces ours."""
    if not folder.is_dir():
        raise ConfigurationError(f"INTERVIEW_BANKS: {folder.name} is no folder")
    found = [load_bank(path) for path in sorted(folder.glob("*.toml"))]
    return {bank.name: bank for bank in found}
