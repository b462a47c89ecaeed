"""What does not change within a run of the tests is worked out once in it.

Every application of a test reads the same résumé and opens the same model: that took
most of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from ssl import SSLContext
from typing import Any, TypeVar

import pytest
from httpx import create_ssl_context

from services import meaning_service, resume_query_processor
from services.meaning.minilm_encoder import MiniLmEncoder
from services.model_files.finding import model_files, package_folder
from services.model_files.table import model
from services.models.fact import Fact
from services.models.model_file import FoundModel, ModelProblem
from services.models.resume import Entry, Resume
from services.models.vectors import Both
from services.resume.answers.aptness import Aptness
from services.resume.answers.evidence import Evidence
from services.resume.facts.extraction import facts_of
from services.resume.index import build_index
from services.resume.loading import LoadedResume, load
from services.resume.questions.targets import Targets
from services.resume.reading.reader import Reader
from services.resume.sound import SoundRepair
from services.resume.sound_data import SoundData, read_sound_data

T = TypeVar("T")

SAMPLE = Path(__file__).parent.parent / "resume_data.json"
ENGINE, ENGLISH = "services.resume.engine", "services.resume.english"
HTTP = "httpx._transports.default"
"""Where the work is asked for."""
KEPT = 16
"""Résumés and days; what was kept first goes first."""


def of_a_resume(work: Callable[..., T]) -> Callable[..., T]:
    """`work` of a résumé and plain values; the same content is the same résumé."""
    found: dict[str, T] = {}

    def kept(resume: Resume, *more: Any) -> T:
        key = repr((resume, more))
        if key not in found:
            while len(found) >= KEPT:
                found.pop(next(iter(found)))
            found[key] = work(resume, *more)
        return found[key]

    return kept


def of_the_same(work: Callable[..., T]) -> Callable[..., T]:
    """`work` of things that do not change, each known by being the very same."""
    known: dict[tuple[Any, ...], tuple[tuple[Any, ...], T]] = {}

    def kept(*things: Any) -> T:
        key = tuple(map(_identity, things))
        if key not in known:
            while len(known) >= KEPT:
                known.pop(next(iter(known)))
            # What is held on to shares its id with nothing else.
            known[key] = (things, *map(list, filter(_several, things))), work(*things)
        return known[key][1]

    return kept


def _several(thing: Any) -> bool:
    return isinstance(thing, list | tuple)


def _identity(thing: Any) -> Any:
    if isinstance(thing, str):
        return thing
    return tuple(map(_identity, thing)) if _several(thing) else id(thing)


def sample_read_once() -> Callable[[Path], LoadedResume]:
    """The sample is read once for as long as its file says the same."""
    known: dict[bytes, LoadedResume] = {}

    def read(path: Path) -> LoadedResume:
        if path != SAMPLE:
            return load(path)
        content = path.read_bytes()
        if content not in known:
            known.clear()
            known[content] = load(path)
        return known[content]

    return read


def searched_once() -> Callable[..., Evidence]:
    """Facts that are ready to be searched; their meaning is each application's own."""
    ready = of_the_same(
        lambda facts, entries: Evidence(facts, {entry.id: entry for entry in entries})
    )

    def evidence(
        facts: Sequence[Fact], entries: dict[str, Entry], meaning: Any = None
    ) -> Evidence:
        own = copy(ready(list(facts), list(entries.values())))
        own._meaning = meaning
        own.aptness = Aptness(own.ranking.traits, own.ranking.names)
        return own

    return evidence


def sounds_once() -> Callable[[], SoundData]:
    """What repairs names by their sound, for the same names the same."""
    data = read_sound_data()
    repair = of_the_same(lambda names, others: data.repair(names, known_words=others))

    class Shared(SoundData):
        def repair(
            self, names: Iterable[str], *, known_words: Iterable[str] = ()
        ) -> SoundRepair:
            return repair(list(names), list(known_words))

    shared = Shared(data.common_words, data.sayings, data.pronunciation)
    return lambda: shared


class SharedEncoder(MiniLmEncoder):
    """The texts of a résumé, which come in the same pieces, are encoded once."""

    def __init__(self, found: FoundModel) -> None:
        super().__init__(found)
        self._pieces: dict[tuple[str, ...], Both] = {}

    def encode_both(self, texts: Sequence[str]) -> Both:
        piece = tuple(texts)
        if len(piece) == 1:
            return super().encode_both(piece)
        if piece not in self._pieces:
            self._pieces[piece] = super().encode_both(piece)
        return self._pieces[piece]


def shared_encoders() -> Callable[[FoundModel], MiniLmEncoder]:
    opened: dict[str, MiniLmEncoder] = {}

    def encoder(found: FoundModel) -> MiniLmEncoder:
        key = repr(found)
        if key not in opened:
            opened[key] = SharedEncoder(found)
        return opened[key]

    return encoder


def checked_once() -> Callable[[str, Path], FoundModel | ModelProblem]:
    """The search for a model whose packages lie where they lay before."""
    known: dict[tuple[Path | str | None, ...], FoundModel | ModelProblem] = {}

    def found(name: str, folder: Path) -> FoundModel | ModelProblem:
        key = (
            name,
            *(package_folder(package.name) for package in model(name).packages),
        )
        if key not in known:
            known[key] = model_files(name, folder)
        return known[key]

    return found


def certificates_read_once() -> Callable[..., SSLContext]:
    """A context for the same wishes; nobody here changes it."""
    known: dict[str, SSLContext] = {}

    def context(**wishes: Any) -> SSLContext:
        key = repr(wishes)
        if key not in known:
            known[key] = create_ssl_context(**wishes)
        return known[key]

    return context


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Applications share what cannot be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{ENGINE}.build_index", of_a_resume(build_index))
        patch.setattr(f"{ENGLISH}.facts_of", of_a_resume(facts_of))
        patch.setattr(f"{ENGLISH}.Evidence", searched_once())
        patch.setattr(f"{ENGLISH}.Targets", of_the_same(Targets))
        patch.setattr(f"{ENGINE}.Reader", of_the_same(Reader))
        patch.setattr(f"{ENGINE}.read_sound_data", sounds_once())
        patch.setattr(resume_query_processor, "load", sample_read_once())
        patch.setattr(f"{HTTP}.create_ssl_context", certificates_read_once())
        patch.setattr(meaning_service, "model_files", checked_once())
        patch.setattr(meaning_service, "MiniLmEncoder", shared_encoders())
        yield
