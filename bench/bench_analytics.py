"""What of the questions asked in vain is found, and how fast figures come."""

from __future__ import annotations

import asyncio
import gc
import random
import tempfile
import time
import tracemalloc
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.figure import Figure
from bench.visitors import Asked, interactions, visitors
from services.analytics.gap_report import GapReport
from services.analytics.insight import Insight
from services.analytics.sheets import question_cells, sheet
from services.analytics.wanted import Range, Wanted
from services.models.answer import Query
from services.models.records import DOORS, Interaction, InteractionFilter
from services.resume.loading import load
from services.resume_query_processor import ResumeQueryProcessor
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions

RESUME = Path(__file__).parent.parent / "resume_data.json"
TURNS = 100_000
DAYS = 90
ASKED = 300
ROUNDS = 40
PAGE = 250
"""Turns that an export reads at once."""
FILTERS = {
    "all": Wanted(),
    "intent": Wanted(intent="projects"),
    "channel": Wanted(channel="widget"),
    "language": Wanted(language="fr"),
    "engine": Wanted(engine="llm:groq"),
    "unanswered": Wanted(unanswered=True),
    "q_common": Wanted(q=("e",)),
    "q_rare": Wanted(q=("kafka", "project")),
    "gap": Wanted(gap="rust"),
    "all_of_them": Wanted("absent", "text", "en", "tts:espeak-ng", True, ("she",)),
}
INTENTS = ("projects", "experience", "skills", "search", "absent", "contact", "about")


def figures(data: Path | None) -> Iterable[Figure]:
    yield from gap_figures()
    yield from asyncio.run(speed_figures())


def sample() -> ResumeQueryProcessor:
    return ResumeQueryProcessor.from_path(RESUME)


def report_of(processor: ResumeQueryProcessor) -> GapReport:
    document = load(RESUME).document.value
    return GapReport(
        resume=lambda: processor.resume,
        document=lambda: document,
        answers=lambda question: not processor.answer(Query(question)).absent,
    )


def gap_figures() -> Iterator[Figure]:
    processor = sample()
    asked = visitors(ASKED)
    now = datetime.now(UTC)
    insight = Insight(report_of(processor), budget_usd=1.0)
    turns = interactions(processor, asked, first=now - timedelta(days=20), last=now)
    for turn in turns:
        insight.take(turn)
    month = Range.last(30, datetime.now(UTC))
    found = asyncio.run(insight.gaps(month))
    themes = {one.missing for one in asked if one.missing}
    hits, listed, wrong = judged(found["themes"], asked)
    planted = sum(bool(one.missing) for one in asked)
    yield Figure("gap_themes_found", len(hits), "themes", f">= {len(themes) - 1}")
    yield Figure("gap_answerable_listed", wrong, "questions", "== 0")
    yield Figure("gap_planted_listed", listed, "questions", note=f"of {planted}")


def judged(
    themes: Sequence[dict[str, Any]], asked: Sequence[Asked]
) -> tuple[set[str], int, int]:
    """Planted themes found, planted questions listed, answerable ones listed.

    A theme is found where one entry of the report is mostly about it and holds two of
    its questions at least.
    """
    missing = {one.question: one.missing for one in asked}
    hits: set[str] = set()
    listed = wrong = 0
    for theme in themes:
        about = Counter(missing[one["question"]] for one in theme["questions"])
        listed += about.total() - about[""]
        wrong += about[""]
        most, count = about.most_common(1)[0]
        if most and count >= 2 and count * 2 > about.total():
            hits.add(most)
    return hits, listed, wrong


def made_up(total: int, now: datetime) -> Iterator[Interaction]:
    """Turns as a busy service logs them, one in twelve unanswered."""
    chance = random.Random(5)
    questions = [one.question for one in visitors(ASKED)]
    missing = [one.question for one in visitors(ASKED) if one.missing]
    for number in range(total):
        unanswered = number % 12 == 0
        wishes = missing if unanswered else questions
        answer_ms = chance.lognormvariate(1.5, 0.6)
        tts_ms = chance.lognormvariate(4, 0.5)
        yield Interaction(
            id=f"turn-{number:07}",
            session_id=f"session-{number // 3:06}",
            created_at=now - timedelta(days=DAYS) * (1 - number / total),
            channel="voice" if number % 3 == 0 else "text",
            door=DOORS[number % len(DOORS)],
            language="fr" if number % 20 == 0 else "en",
            user_input=varied(chance.choice(wishes), number),
            response="An answer of an ordinary length, so that a row weighs enough.",
            intent="absent" if unanswered else chance.choice(INTENTS),
            item_type="none" if unanswered else "projects",
            engines={"llm": "groq" if number % 2 else "none", "tts": "espeak-ng"},
            timing_ms={
                "answer_ms": answer_ms,
                "tts_ms": tts_ms,
                "total_ms": answer_ms + tts_ms,
            },
            degraded=("tts:edge-tts:timeout",) if number % 50 == 0 else (),
            model="llama-3.1-8b-instant" if number % 2 else None,
            prompt_tokens=400 if number % 2 else 0,
            cost_usd=0.00004 if number % 2 else 0.0,
            cached=number % 8 == 1,
            unanswered=unanswered,
        )


def varied(question: str, number: int) -> str:
    """Half of all questions are worded as nobody else worded them."""
    return question if number % 2 else f"{question} (in {1900 + number})"


async def speed_figures(total: int = TURNS) -> list[Figure]:
    now = datetime.now(UTC)
    processor = sample()
    with tempfile.TemporaryDirectory() as folder:
        file = SqliteFile(Path(folder) / "log.sqlite3")
        log = SqliteInteractions(file)
        turns = list(made_up(total, now))
        for first in range(0, total, 2_000):
            some = turns[first : first + 2_000]
            await asyncio.gather(*(log.record(turn) for turn in some))
        # A service does not hold these: sweeping them up would be measured.
        del turns
        gc.collect()
        insight = Insight(report_of(processor), budget_usd=1.0)
        started = time.perf_counter()
        await insight.warm(log)
        warm_s = time.perf_counter() - started
        within = Range.last(DAYS / 2, now)
        whole = Range.last(DAYS, now)
        await insight.gaps(whole)
        views: dict[str, Callable[[], Awaitable[object]]] = {
            "overview": lambda: insight.overview(whole),
            "gaps": lambda: insight.gaps(whole),
            "recent": lambda: log.latest(limit=20),
            "recent_filtered": lambda: log.latest(
                limit=20,
                offset=200,
                matching=InteractionFilter(intent="absent", unanswered=True),
            ),
        }
        for name, wanted in FILTERS.items():
            views[f"overview_by_{name}"] = partial(insight.overview, within, wanted)
            views[f"gaps_by_{name}"] = partial(insight.gaps, whole, wanted)
            views[f"questions_by_{name}"] = partial(
                page_of, insight, log, whole, wanted
            )
        found: list[Figure] = []
        for name, view in views.items():
            found += await timed(name, view)
        found.append(Figure("dashboard_warm_up", warm_s, "s", note=f"{total} turns"))
        found += await export_figures(insight, log, whole)
        started = time.perf_counter()
        insight.forget("session-000007")
        spent_ms = (time.perf_counter() - started) * 1000
        found.append(Figure("dashboard_forget", spent_ms, "ms"))
        await file.close()
    return found


async def page_of(
    insight: Insight, log: SqliteInteractions, within: Range, wanted: Wanted
) -> Sequence[Interaction]:
    """The newest questions of a filter, as the dashboard lists them."""
    ids = await insight.turns(within, wanted)
    some = tuple(one.decode() for one in ids[:20])
    return await log.latest(limit=20, matching=InteractionFilter(ids=some))


async def export_figures(
    insight: Insight, log: SqliteInteractions, within: Range
) -> list[Figure]:
    """How long all turns take as CSV, and what memory grows by meanwhile."""
    ids = await insight.turns(within)
    tracemalloc.start()
    started, size = time.perf_counter(), 0
    peaks = []
    for first in range(0, len(ids), PAGE):
        some = tuple(one.decode() for one in ids[first : first + PAGE])
        turns = await log.latest(limit=PAGE, matching=InteractionFilter(ids=some))
        size += len(sheet(map(question_cells, turns)))
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
    spent_s = time.perf_counter() - started
    tracemalloc.stop()
    grown = peaks[-1] - peaks[len(peaks) // 10]
    note = f"{len(ids)} turns, {size / 1e6:.0f} MB, traced"
    return [
        Figure("export_csv", spent_s, "s", note=note),
        Figure("export_peak", peaks[-1], "MB", "<= 20"),
        Figure("export_peak_growth", grown, "MB", "<= 2", "after its first tenth"),
    ]


async def timed(name: str, view: Callable[[], Awaitable[object]]) -> list[Figure]:
    """By the clock, as the owner waits, and by what the processor did."""
    spent_ms, busy_ms = [], []
    for _ in range(ROUNDS):
        started, began = time.perf_counter(), time.process_time()
        await view()
        busy_ms.append((time.process_time() - began) * 1000)
        spent_ms.append((time.perf_counter() - started) * 1000)
    place = int(0.95 * ROUNDS)
    return [
        Figure(f"dashboard_{name}_p95", sorted(spent_ms)[place], "ms", "<= 100"),
        Figure(f"dashboard_{name}_cpu_p95", sorted(busy_ms)[place], "ms"),
    ]
