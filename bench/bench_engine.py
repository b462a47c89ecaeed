"""How fast the answering engine is, by words and by meaning, and what it costs."""

from __future__ import annotations

import asyncio
import gc
import json
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.answer_cases import read_own
from bench.figure import Figure
from bench.generated_resume import generated
from services.guard import off_topic
from services.meaning.minilm_encoder import MiniLmEncoder
from services.meaning.text_vectors import TextVectors
from services.meaning.vector_store import VectorStore
from services.meaning_service import MODEL, MeaningService
from services.model_files.finding import model_files
from services.models.answer import Query
from services.models.model_file import FoundModel
from services.models.vectors import Both
from services.protocols import MeaningScores
from services.resume.at_once import PatientScores, at_once
from services.resume.engine import Engine
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from services.work_queue import WorkQueue

QUESTIONS = Path(__file__).parent / "questions.jsonl"
EVAL = "eval/dev.jsonl"
ROUNDS = 3
SMALL, LARGE = 300, 580
"""Entries; those of the large one make about 5,000 facts."""
VISITORS = 20
EACH = 5
PING_S = 0.002
WAIT_S = 600.0


def figures(data: Path | None) -> Iterator[Figure]:
    questions = _questions(data)
    _engine(10)  # word files are read once a process
    gc.collect()
    began = time.thread_time()
    engine = _engine(SMALL)
    engine.answer(Query(questions[0]))
    first_s = time.thread_time() - began
    yield Figure(f"engine_{SMALL}_first_answer", first_s, "s", "<= 2", "on words")
    yield Figure(f"engine_{SMALL}_memory", _memory_mb(SMALL), "MB")
    for items in (SMALL, LARGE):
        times = _on_words(_engine(items), questions)
        yield Figure(f"engine_{items}_words_p50", _at(times, 0.5), "ms")
        yield Figure(f"engine_{items}_words_p99", _at(times, 0.99), "ms")
    with tempfile.TemporaryDirectory() as name:
        found = model_files(MODEL, Path(name) / "models")
        if isinstance(found, FoundModel):
            yield from _by_meaning(Meanings(found, Path(name)), questions)
            lags = asyncio.run(_lags_ms(Path(name)))
            yield Figure("engine_loop_lag_p99", _at(lags, 0.99), "ms", "<= 20")


def _by_meaning(meanings: Meanings, questions: Sequence[str]) -> Iterator[Figure]:
    for items, aim, made_aim in ((SMALL, "<= 25", "<= 20"), (LARGE, "<= 60", "")):
        resume = read_resume(generated(items))
        engine = Engine(resume, off_topic, make_meaning=meanings.of)
        texts, made_s = f"{meanings.texts} texts", meanings.took_s
        yield Figure(f"engine_{items}_vectors_made", made_s, "s", made_aim, texts)
        Engine(resume, off_topic, make_meaning=meanings.of)
        kept_s = meanings.took_s
        yield Figure(f"engine_{items}_vectors_kept", kept_s, "s", "<= 0.3", texts)
        exact, every = _exact_and_all(engine, meanings, questions)
        share = f"{len(exact)} of {len(questions)} questions"
        exact_aim = "<= 1" if items == SMALL else ""
        yield Figure(
            f"engine_{items}_exact_p99", _at(exact, 0.99), "ms", exact_aim, share
        )
        yield Figure(f"engine_{items}_any_p50", _at(every, 0.5), "ms")
        yield Figure(f"engine_{items}_any_p95", _at(every, 0.95), "ms", aim)


class Meanings:
    """Makes scores in this thread, and forgets questions when it is told to.

    `took_s` is the CPU time of the vectors made last; the model runs in the thread
    that asks.
    """

    def __init__(self, found: FoundModel, folder: Path) -> None:
        self._encoder = MiniLmEncoder(found)
        encoder = self._encoder
        self._store = VectorStore(folder, encoder.digest, 2 * encoder.dimensions)
        self._questions: dict[str, Both] = {}
        self.texts = 0
        self.took_s = 0.0

    def of(self, texts: tuple[str, ...]) -> MeaningScores:
        vectors = TextVectors(texts, self._vector, self._questions.__contains__)
        began = time.thread_time()
        vectors.fill(self._encoder, self._store, lambda: False)
        self.took_s, self.texts = time.thread_time() - began, len(texts)
        return PatientScores(vectors)

    def forget(self) -> None:
        self._questions.clear()

    def _vector(self, question: str) -> Both:
        if question not in self._questions:
            about, answering = self._encoder.encode_both([question])
            self._questions[question] = Both(about[0], answering[0])
        return self._questions[question]


def _exact_and_all(
    engine: Engine, meanings: Meanings, asked: Sequence[str]
) -> tuple[list[float], list[float]]:
    """CPU times of the questions that need no vector, and of all, each made anew."""
    exact, every = [], []
    for text in asked:
        query = Query(text)
        meanings.forget()
        is_exact = at_once(partial(engine.answer, query)) is not None
        best = float("inf")
        for _ in range(ROUNDS):
            meanings.forget()
            best = min(best, _time_ms(engine, query))
        every.append(best)
        if is_exact:
            exact.append(best)
    return sorted(exact), sorted(every)


async def _lags_ms(folder: Path) -> list[float]:
    """How late the loop wakes while visitors ask what must be compared by meaning."""
    service = MeaningService(
        lambda: model_files(MODEL, folder / "models"), folder=folder / "vectors"
    )
    service.start()
    made: list[TextVectors] = []

    def make(texts: tuple[str, ...]) -> TextVectors:
        made.append(service.vectors_of(texts))
        return made[-1]

    thinking = WorkQueue(workers=1, capacity=64, per_visitor=64, name="thinking")
    processor = ResumeQueryProcessor(
        read_resume(generated(SMALL)),
        make_meaning=make,
        off_loop=thinking.run,
    )
    if not await asyncio.to_thread(made[0].wait, WAIT_S):
        raise TimeoutError(f"the vectors took longer than {WAIT_S} s")
    gc.collect()
    lags: list[float] = []
    asking = asyncio.gather(*(_visitor(processor, n) for n in range(VISITORS)))
    while not asking.done():
        began = time.perf_counter()
        await asyncio.sleep(PING_S)
        lags.append((time.perf_counter() - began - PING_S) * 1e3)
    await asking
    thinking.close()
    await service.close()
    return sorted(lags)


async def _visitor(processor: ResumeQueryProcessor, number: int) -> None:
    for asked in range(EACH):
        await processor.find(
            Query(f"how does he cope with worry {number} in week {asked}")
        )


def _questions(data: Path | None) -> list[str]:
    asked = [case.query for case in read_own(QUESTIONS)]
    if data is not None and (data / EVAL).is_file():
        lines = (data / EVAL).read_text(encoding="utf-8").splitlines()
        asked += [json.loads(line)["query"] for line in lines]
    return asked


def _engine(items: int) -> Engine:
    """The engine by itself: the front door remembers what it has answered."""
    return Engine(read_resume(generated(items)), off_topic)


def _on_words(engine: Engine, asked: Sequence[str]) -> list[float]:
    """CPU times, the best of some rounds for each question."""
    queries = [Query(text) for text in asked]
    return sorted(
        min(_time_ms(engine, query) for _ in range(ROUNDS)) for query in queries
    )


def _time_ms(engine: Engine, query: Query) -> float:
    began = time.thread_time()
    engine.answer(query)
    return (time.thread_time() - began) * 1e3


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _memory_mb(items: int) -> float:
    resume = read_resume(generated(items))
    gc.collect()
    tracemalloc.start()
    engine = Engine(resume, off_topic)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del engine
    return used / 1e6
