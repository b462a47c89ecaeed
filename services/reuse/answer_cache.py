"""A model's answers kept for the next visitor who asks the same."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from services.models.answer import Answer, Query
from services.models.language import Phrased
from services.protocols import MeaningScores
from services.reuse.asked import Asked, Scope, Vector, Vectors, plain_of
from services.reuse.exact import normalised
from services.reuse.fitted import fitted
from services.reuse.kept import Kept
from services.reuse.leaning import leans
from services.reuse.reading import Form, read
from services.reuse.same import same
from services.reuse.seal import Seal
from services.steady_clock import SteadyClock

TTL_S = 86_400
MAX_BYTES = 8_000_000
ENGLISH = "en"
CANDIDATES = 50
"""Questions whose words are compared: what is farther than so many is another one."""

Meaning = Callable[[], MeaningScores | None]
Names = Callable[[], Collection[str]]
OffLoop = Callable[[Callable[[], Vector | None]], Awaitable[Vector | None]]


class AnswerCache:
    """Bounded by age and bytes; what was not used for longest makes room.

    It holds no question: of one there is a vector, and words that nobody can read.
    """

    def __init__(
        self,
        *,
        ttl_s: float = TTL_S,
        max_bytes: int = MAX_BYTES,
        meaning: Meaning = lambda: None,
        names: Names = frozenset,
        private: Callable[[str], bool] = lambda text: False,
        off_loop: OffLoop = asyncio.to_thread,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """0 seconds or bytes keep nothing.

        `names` are the words of the owner's name; `private` tells whether a text has
        personal data of a visitor, whose answer is then not kept.
        """
        self._ttl = timedelta(seconds=ttl_s)
        self._max_bytes = max_bytes
        self._meaning = meaning
        self._names = names
        self._private = private
        self._off_loop = off_loop
        self._now = now or SteadyClock().now
        self._seal = Seal()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._by_words: dict[tuple[Scope, str, str], str] = {}
        self._rows: tuple[list[Kept], Vectors] | None = None
        self._bytes = 0
        self._hits = self._by_meaning = 0
        self._saved_usd = 0.0

    async def ask(
        self, query: Query, answer: Answer, *, persona: str, version: str
    ) -> Asked:
        """The question as it is looked up, and kept with its answer."""
        asked = Asked(
            scope=Scope(
                language=answer.language,
                persona=persona,
                version=version,
                section=query.section or "",
                day=self._now().date(),
            ),
            words=self._seal.text(normalised(query.text)),
            plain=self._seal.text(plain_of(answer)),
            absent=answer.absent,
            intent=answer.intent,
            kept=not leans(query, answer.intent) and not self._private(query.text),
        )
        form = read(query.text, self._names())
        if not asked.kept or self._same_words(asked) or form is None:
            return asked
        if answer.language != ENGLISH:
            return asked
        vector = await self._vector(form)
        if vector is None:
            return asked
        return replace(asked, form=self._seal.form(form), vector=vector)

    def find(self, asked: Asked) -> Phrased | None:
        """The answer that was given to the same question; it counts as used."""
        self._drop_old()
        if not asked.kept:
            return None
        kept = self._same_words(asked)
        by_meaning = kept is None
        kept = kept or self._same_meaning(asked)
        if kept is None:
            return None
        self._kept.move_to_end(kept.id)
        kept.hits += 1
        kept.by_meaning += by_meaning
        self._hits += 1
        self._by_meaning += by_meaning
        self._saved_usd += kept.phrased.cost_usd
        return kept.phrased

    def keep(self, asked: Asked, phrased: Phrased) -> None:
        """Keep an answer, and drop what there is no room for or of another résumé."""
        if not asked.kept:
            return
        self._drop_old()
        for other in [k for k in self._kept.values() if _outdated(k, asked)]:
            self._drop(other)
        kept = Kept(secrets.token_hex(8), _bare(asked), phrased, self._now())
        self._kept[kept.id] = kept
        self._by_words[_key(asked)] = kept.id
        self._bytes += kept.bytes
        self._rows = None
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._kept.values())))

    def listing(self) -> tuple[Kept, ...]:
        """What is kept, newest first."""
        self._drop_old()
        kept = sorted(self._kept.values(), key=lambda k: k.created_at, reverse=True)
        return tuple(kept)

    def evict(self, kept_id: str) -> bool:
        """Whether an answer was there to be dropped."""
        kept = self._kept.get(kept_id)
        if kept is not None:
            self._drop(kept)
        return kept is not None

    def clear(self) -> int:
        """Drop every answer, and return how many there were."""
        count = len(self._kept)
        for kept in list(self._kept.values()):
            self._drop(kept)
        return count

    def usage(self) -> dict[str, Any]:
        """What is kept, and what was saved since the start."""
        self._drop_old()
        return {
            "answers": len(self._kept),
            "bytes": self._bytes,
            "max_bytes": self._max_bytes,
            "ttl_s": self._ttl.total_seconds(),
            "hits_by_words": self._hits - self._by_meaning,
            "hits_by_meaning": self._by_meaning,
            "saved_usd": round(self._saved_usd, 8),
        }

    def _same_words(self, asked: Asked) -> Kept | None:
        return self._kept.get(self._by_words.get(_key(asked), ""))

    def _same_meaning(self, asked: Asked) -> Kept | None:
        """The nearest in meaning of those whose words say the same."""
        if asked.form is None or asked.vector is None:
            return None
        for kept, cosine in self._nearest(asked.vector):
            if _comparable(kept.asked, asked) and _alike(kept.asked, asked, cosine):
                return kept
        return None

    def _nearest(self, vector: Vector) -> Iterator[tuple[Kept, float]]:
        """What is near enough, the nearest first, with its cosine."""
        if self._rows is None:
            kept = [one for one in self._kept.values() if one.asked.vector is not None]
            vectors = [one.asked.vector for one in kept]
            self._rows = kept, np.array(vectors, np.float32)
        rows, matrix = self._rows
        if not rows:
            return
        cosines = matrix @ vector
        for index in np.argsort(-cosines)[:CANDIDATES]:
            if cosines[index] < fitted().cosine:
                return
            yield rows[index], float(cosines[index])

    async def _vector(self, form: Form) -> Vector | None:
        """The vector of a question; None where only words can tell."""
        meaning = self._meaning()
        if meaning is None or not meaning.complete:
            return None
        if meaning.kept(form.text):
            return meaning.vector(form.text)
        return await self._off_loop(lambda: meaning.vector(form.text))

    def _drop_old(self) -> None:
        oldest = self._now() - self._ttl
        for kept in [k for k in self._kept.values() if k.created_at <= oldest]:
            self._drop(kept)

    def _drop(self, kept: Kept) -> None:
        del self._kept[kept.id]
        self._bytes -= kept.bytes
        self._rows = None
        if self._by_words.get(_key(kept.asked)) == kept.id:
            del self._by_words[_key(kept.asked)]


def _key(asked: Asked) -> tuple[Scope, str, str]:
    return asked.scope, asked.words, asked.plain


def _comparable(kept: Asked, asked: Asked) -> bool:
    return kept.scope == asked.scope and kept.absent == asked.absent


def _alike(kept: Asked, asked: Asked, cosine: float) -> bool:
    """Whether two questions ask the same: the engine says so, and their words do.

    Where they are very near, the words may be nearly the same.
    """
    if kept.form is None or asked.form is None or kept.plain != asked.plain:
        return False
    nearly = cosine >= fitted().near and not asked.absent
    return same(kept.form, asked.form, nearly=nearly)


def _outdated(kept: Kept, asked: Asked) -> bool:
    """Whether an answer can serve nobody any more, or is replaced."""
    scope = kept.asked.scope
    if (scope.version, scope.day) != (asked.scope.version, asked.scope.day):
        return True
    return _key(kept.asked) == _key(asked)


def _bare(asked: Asked) -> Asked:
    """Only what a later question is compared with, in little room."""
    if asked.form is None or asked.vector is None:
        return asked
    words = tuple(replace(word, alike=frozenset()) for word in asked.form.words)
    return replace(
        asked,
        form=replace(asked.form, words=words),
        vector=np.array(asked.vector, np.float32),
    )
