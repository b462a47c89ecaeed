"""The front door of the answering engine: a résumé file in, answers out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

import structlog

from services.errors import ConfigurationError
from services.fit import asking
from services.fit.fitting import Fitting
from services.guard import off_topic
from services.models.answer import Answer, Query
from services.models.fact_sheet import FactSheet
from services.models.fit import Fit
from services.models.health import PartHealth
from services.models.resume import Profile, Resume
from services.protocols import MeaningScores
from services.resume.at_once import PatientScores, at_once
from services.resume.content import ContentIndex
from services.resume.engine import Engine
from services.resume.loading import load, tell
from services.settings import Settings

WARM_UP = Query("Which projects use Python, and what came after 2020?")

OPENINGS_KEPT = 256
SHOWN_WARNINGS = 20
LONGEST_KEPT = 200
"""Characters; what is longer is nobody else's question."""

MakeMeaning = Callable[[tuple[str, ...]], MeaningScores]
T = TypeVar("T")


class OffLoop(Protocol):
    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Run work in a thread and wait for what it returns."""


_log = structlog.get_logger(__name__)


class ResumeQueryProcessor:
    """Answers from one résumé file, and follows the file when it changes."""

    name = "resume"
    source = "RESUME_PATH"
    """What named the file, without a word of where it is."""

    def __init__(
        self,
        resume: Resume,
        *,
        tone: str = "friendly",
        clock: Callable[[], date] = date.today,
        path: Path | None = None,
        make_meaning: MakeMeaning | None = None,
        off_loop: OffLoop = asyncio.to_thread,
        first_person: bool = False,
    ) -> None:
        self._tone, self._clock, self._path = tone, clock, path
        self._make_meaning = _patient(make_meaning)
        self._off_loop, self._first_person = off_loop, first_person
        self._engine = self._built(resume)
        self._content = ContentIndex(self._engine.index)
        self._opening = lru_cache(OPENINGS_KEPT)(_answered)
        self._prepared = lru_cache(1)(self._fitting_of)
        self._stamp = _stamp(path, resume)
        self._refused = False
        self._lock = threading.Lock()

    @classmethod
    def from_path(
        cls,
        path: Path,
        *,
        tone: str = "friendly",
        clock: Callable[[], date] = date.today,
        make_meaning: MakeMeaning | None = None,
        off_loop: OffLoop = asyncio.to_thread,
        first_person: bool = False,
    ) -> ResumeQueryProcessor:
        """Raise ConfigurationError naming the lines that are wrong."""
        return cls(
            _loaded(path),
            tone=tone,
            clock=clock,
            path=path,
            make_meaning=make_meaning,
            off_loop=off_loop,
            first_person=first_person,
        )

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        *,
        make_meaning: MakeMeaning | None = None,
        off_loop: OffLoop = asyncio.to_thread,
    ) -> ResumeQueryProcessor:
        """The owner's résumé, told as the owner wants; raise ConfigurationError."""
        found = cls.from_path(
            settings.resume_path,
            tone=settings.persona_tone,
            make_meaning=make_meaning,
            off_loop=off_loop,
            first_person=settings.persona_voice == "first",
        )
        found.source = settings.resume_source
        _log.info("resume_read", source=found.source)
        return found

    async def find(self, query: Query) -> Answer:
        """The answer, made off the loop where that may take long.

        It does for much to read, such as a history, and where a vector must be made.
        """
        quick = _opens(query) and asking.pasted(query.text) is None
        found = at_once(lambda: self.answer(query)) if quick else None
        if found is None:
            found = await self._off_loop(lambda: self.answer(query))
        return found

    async def facts(self, query: Query, answer: Answer) -> FactSheet:
        """The facts for a question; made off the loop where a vector must be made."""
        engine = self._engine
        sheet = at_once(lambda: engine.sheet(query, answer))
        if sheet is None:
            sheet = await self._off_loop(lambda: engine.sheet(query, answer))
        return sheet

    async def fit(self, advertisement: str) -> Fit:
        """The résumé against a job advertisement; raise InvalidInput for none."""
        return await self._off_loop(lambda: self._fitting().fit(advertisement))

    def _fitting(self) -> Fitting:
        """The résumé prepared for advertisements, once for it and the day."""
        return self._prepared(self.version, self._clock())

    def _fitting_of(self, version: str, today: date) -> Fitting:
        """A new one; `version` only tells the cache that the résumé is another."""
        return Fitting(self._engine.resume, today)

    def answer(self, query: Query) -> Answer:
        """Many visitors begin alike: what opens a conversation is worked out once."""
        if advertisement := asking.pasted(query.text):
            return asking.answered(self._fitting(), advertisement, query.text)
        if not _opens(query):
            return self._engine.answer(query)
        meaning = self.meaning
        on_meaning = meaning is not None and meaning.complete
        return self._opening(self._engine, query, self._clock(), on_meaning)

    def vocabulary(self) -> tuple[str, ...]:
        return self._engine.vocabulary()

    @property
    def content(self) -> ContentIndex:
        return self._content

    @property
    def resume(self) -> Resume:
        return self._engine.resume

    @property
    def profile(self) -> Profile:
        return self._engine.resume.profile

    @property
    def meaning(self) -> MeaningScores | None:
        """How near questions are to the résumé's facts; None when built without."""
        return self._engine.meaning

    @property
    def version(self) -> str:
        return self._engine.resume.version

    @property
    def changed_at_s(self) -> float:
        """When the file in use was last changed, in seconds since 1970."""
        return self._stamp[0] / 1e9 if self._stamp else 0.0

    def refresh(self) -> bool:
        """Whether a changed file was taken up.

        A broken one is told of and the old one kept.
        """
        stamp = _stamp(self._path, self.resume)
        if self._path is None or stamp == self._stamp:
            return False
        with self._lock:
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            try:
                resume = _loaded(self._path)
            except ConfigurationError as error:
                _log.error("resume_refused", why=error.message)
                self._refused = True
                return False
            self._refused = False
            before, self._engine = self._engine, self._built(resume)
            if before.meaning is not None:
                before.meaning.close()
            self._content = ContentIndex(self._engine.index)
            self._opening.cache_clear()
            _log.info("resume_taken_up", version=self.version)
            return True

    async def health(self) -> PartHealth:
        """Asks a question for real; what has changed in the file is looked at first."""
        await asyncio.to_thread(self.refresh)
        try:
            await asyncio.to_thread(self._engine.answer, WARM_UP)
        # Whatever it is, no visitor gets an answer now.
        except Exception:  # noqa: BLE001
            _log.exception("engine_failed")
            return PartHealth("unhealthy", self.name, {"reason": "cannot answer"})
        told = {"source": self.source}
        if self._refused:
            told["reason"] = "the changed file was refused, the one before answers"
        return PartHealth("degraded" if self._refused else "healthy", self.name, told)

    async def close(self) -> None:
        """Stop making vectors."""
        if self.meaning is not None:
            self.meaning.close()

    def _built(self, resume: Resume) -> Engine:
        engine = Engine(
            resume,
            off_topic,
            tone=self._tone,
            clock=self._clock,
            make_meaning=self._make_meaning,
            first_person=self._first_person,
        )
        # What is built on first use is built now, not while a visitor waits.
        engine.answer(WARM_UP)
        return engine


def _opens(query: Query) -> bool:
    """Whether a conversation opens with it, in words that others may use as well."""
    talks = query.history or query.page_text
    return not talks and len(query.text) <= LONGEST_KEPT


def _patient(make: MakeMeaning | None) -> MakeMeaning | None:
    return None if make is None else lambda texts: PatientScores(make(texts))


def _answered(engine: Engine, query: Query, today: date, on_meaning: bool) -> Answer:
    """The engine's answer to a query.

    `today` is part of what an answer is kept by: it may count the years. So is
    `on_meaning`: an answer made on words gives way once the vectors are there.
    """
    return engine.answer(query)


def _loaded(path: Path) -> Resume:
    """The résumé of a file; what was left out of it is told with its line."""
    loaded = load(path)
    for warning in loaded.warnings[:SHOWN_WARNINGS]:
        _log.warning("resume_warning", told=tell(path.name, loaded.document, warning))
    more = len(loaded.warnings) - SHOWN_WARNINGS
    if more > 0:
        _log.warning("resume_warnings_more", count=more)
    return loaded.resume


def _stamp(path: Path | None, resume: Resume) -> tuple[int, ...] | None:
    """When the file was changed and how large it is; of the photo beside it, too."""
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    stamp: tuple[int, ...] = (found.st_mtime_ns, found.st_size)
    if photo := resume.profile.page.photo_file:
        # Without one that can be read, the file alone counts.
        with suppress(OSError, ValueError):
            beside = (path.parent / photo).stat()
            stamp = (*stamp, beside.st_mtime_ns, beside.st_size)
    return stamp
