"""What repair by sound knows of English: read once from files of this machine."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from services.resume.pronunciation import Pronunciation, read_dictionary
from services.resume.sound import SoundRepair
from services.resume.spoken_names import Sayings

DATA = Path(__file__).parent / "data"
DICTIONARY = "model/en-us/cmudict-en-us.dict"
MIN_STRANGE_CHARS = 5
PUNCTUATION = ".,:;()“”'"


@dataclass(frozen=True, slots=True)
class SoundData:
    common_words: frozenset[str]
    sayings: Sayings
    pronunciation: Pronunciation

    def repair(
        self, names: Iterable[str], *, known_words: Iterable[str] = ()
    ) -> SoundRepair:
        """A repair of names; `known_words` name other things one may ask about."""
        all_names = list(names)
        all_names += [part for name in all_names for part in self._strange(name)]
        known = frozenset(
            part for word in known_words for part in word.casefold().split()
        )
        return SoundRepair(
            all_names,
            common_words=self.common_words | known,
            pronunciation=self.pronunciation,
            sayings=self.sayings,
        )

    def _strange(self, name: str) -> Iterator[str]:
        """Parts of a name that are no words, so known by themselves.

        "Dataplatr" of "Dataplatr Consulting".
        """
        parts = name.split()
        for part in parts if len(parts) > 1 else ():
            part = part.strip(PUNCTUATION)
            small = part.casefold()
            if len(part) < MIN_STRANGE_CHARS or small in self.common_words:
                continue
            if not self.pronunciation.knows(small):
                yield part


@cache
def read_sound_data() -> SoundData:
    """Common words and sayings of ours; pronunciations that pocketsphinx carries."""
    words = (DATA / "english_words.txt").read_text(encoding="utf-8").split()
    sayings = tomllib.loads((DATA / "sayings.toml").read_text(encoding="utf-8"))
    return SoundData(frozenset(words), sayings, Pronunciation(_dictionary()))


def _dictionary() -> list[bytes]:
    """Empty without pocketsphinx; then every word is read by rule."""
    spec = find_spec("pocketsphinx")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / DICTIONARY
        if path.is_file():
            return read_dictionary(path.read_bytes())
    return []
