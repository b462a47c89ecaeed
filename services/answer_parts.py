"""The parts that answer, which share the résumé: built together."""

from __future__ import annotations

from dataclasses import dataclass

from services.alerts import Alerts, build_alerts
from services.analytics.gap_report import GapReport
from services.analytics.insight import Insight
from services.guard.personal_data import redact
from services.llm_service import build_ledger, build_phraser
from services.meaning_service import MeaningService, build_meaning
from services.models.answer import Query
from services.models.resume import Resume
from services.protocols import Phraser
from services.realtime.upstream import Upstream
from services.resume.english import person_words
from services.resume.loading import load
from services.resume_query_processor import ResumeQueryProcessor
from services.reuse.answer_cache import AnswerCache
from services.settings import Settings
from services.steady_clock import SteadyClock
from services.upstream_service import build_upstream
from services.work_queue import WorkQueue


@dataclass(frozen=True, slots=True)
class AnswerParts:
    meaning: MeaningService
    thinking: WorkQueue
    processor: ResumeQueryProcessor
    alerts: Alerts
    cache: AnswerCache
    phraser: Phraser
    upstream: Upstream | None
    """None while talks stay here."""
    insight: Insight


def build_answer_parts(settings: Settings, clock: SteadyClock) -> AnswerParts:
    """Everything from a question's words to an answer's, and what it costs."""
    meaning, thinking = build_meaning(settings), build_thinking(settings)
    processor = ResumeQueryProcessor.from_settings(
        settings, make_meaning=meaning.vectors_of, off_loop=thinking.run
    )
    alerts = build_alerts(settings)
    cache = build_answer_cache(settings, processor, thinking, clock)
    ledger = build_ledger(settings, alerts.tell)
    facts = processor.facts

    def resume() -> Resume:
        return processor.resume

    return AnswerParts(
        meaning=meaning,
        thinking=thinking,
        processor=processor,
        alerts=alerts,
        cache=cache,
        phraser=build_phraser(settings, resume, facts, cache=cache, ledger=ledger),
        upstream=build_upstream(settings, resume, facts, ledger, thinking.run),
        insight=build_insight(settings, processor),
    )


def build_thinking(settings: Settings) -> WorkQueue:
    """One thread for answers by meaning: heavy work must not stand before them.

    More threads would only keep the event loop from its turn. It refuses nobody whom
    the limit on requests let in.
    """
    most = settings.max_concurrent_requests
    return WorkQueue(
        workers=1, capacity=most, per_visitor=most, name="thinking", polite=False
    )


def build_answer_cache(
    settings: Settings,
    processor: ResumeQueryProcessor,
    thinking: WorkQueue,
    clock: SteadyClock,
) -> AnswerCache:
    return AnswerCache(
        ttl_s=settings.cache_ttl_seconds,
        max_bytes=settings.cache_max_bytes,
        meaning=lambda: processor.meaning,
        names=lambda: person_words(processor.resume),
        private=lambda text: redact(text) != text,
        off_loop=thinking.run,
        now=clock.now,
    )


def build_insight(settings: Settings, processor: ResumeQueryProcessor) -> Insight:
    report = GapReport(
        resume=lambda: processor.resume,
        document=lambda: load(settings.resume_path).document.value,
        answers=lambda question: not processor.answer(Query(question)).absent,
    )
    return Insight(report, budget_usd=settings.daily_cost_limit_usd)
