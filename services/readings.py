"""The service's own state as gauges, and how late its event loop is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from services.container import Services
from services.metrics import Metrics, Reading
from services.protocols import Breaker

LAG_EVERY_S = 0.25
MODES = ("realtime", "press_to_talk", "text")
ANSWERS = ("own", "upstream")
STATES = {"closed": 0.0, "half_open": 1.0, "open": 2.0}


def readings(services: Services) -> Iterator[Reading]:
    queue = services.queue
    yield Reading("viva_voce_queue_waiting", "Heavy work waiting.", queue.depth)
    yield Reading("viva_voce_queue_at_work", "Heavy work under way.", queue.at_work)
    jobs = len(services.jobs.under_way)
    yield Reading("viva_voce_recording_jobs", "Jobs of recordings under way.", jobs)
    running = len(asyncio.all_tasks())
    yield Reading("viva_voce_tasks", "Tasks on the event loop.", running)
    audio = services.audio_files.listing()
    yield Reading("viva_voce_audio_files", "Generated audio files.", len(audio))
    yield from talk_readings(services)
    yield from storage_readings(services)
    yield from cost_readings(services)
    for part, breakers in services.breakers().items():
        for engine, breaker in breakers.items():
            yield breaker_reading(part, engine, breaker)


def talk_readings(services: Services) -> Iterator[Reading]:
    modes = services.talks.modes
    for mode in MODES:
        labels = (("mode", mode),)
        count = modes.get(mode, 0)
        yield Reading("viva_voce_talks", "Talks over a socket.", count, labels)
    answered = services.talks.answers
    for who in ANSWERS:
        yield Reading(
            "viva_voce_talks_answered",
            "Talks over a socket, by who answers them.",
            answered.get(who, 0),
            (("by", who),),
        )


def storage_readings(services: Services) -> Iterator[Reading]:
    log, backlog = services.session_log, services.storage.backlog
    yield Reading("viva_voce_log_waiting", "Turns not yet logged.", log.waiting)
    yield Reading("viva_voce_log_dropped", "Turns never logged.", log.dropped)
    yield Reading("viva_voce_outbox_waiting", "Rows to carry over.", backlog.depth)
    yield Reading(
        "viva_voce_outbox_age_seconds",
        "How long the oldest row has waited to be carried over.",
        backlog.oldest_age_s,
    )
    if error := services.storage.last_error:
        yield Reading(
            "viva_voce_outbox_failing",
            "Why rows cannot be carried over at present.",
            1.0,
            (("reason", error),),
        )
    yield Reading(
        "viva_voce_outbox_set_aside",
        "Rows that the hosted database refused.",
        backlog.set_aside,
    )


def cost_readings(services: Services) -> Iterator[Reading]:
    used = services.phraser.usage()
    spent, budget = used["cost_usd"], services.settings.daily_cost_limit_usd
    yield Reading("viva_voce_llm_spent_usd", "What models cost today.", spent)
    yield Reading("viva_voce_llm_budget_usd", "What they may cost a day.", budget)
    kept = services.answer_cache.usage()
    yield Reading("viva_voce_cached_answers", "Answers kept.", kept["answers"])
    yield Reading("viva_voce_cached_bytes", "Memory they take.", kept["bytes"])
    for way, name in (("words", "hits_by_words"), ("meaning", "hits_by_meaning")):
        says = "Answers reused since the start, for the same words or the same meaning."
        yield Reading("viva_voce_cache_hits", says, kept[name], (("by", way),))
    yield Reading(
        "viva_voce_cache_saved_usd",
        "What the reused answers would have cost since the start.",
        kept["saved_usd"],
    )
    voice = services.synthesizer.budget.usage()
    yield Reading(
        "viva_voce_voice_spent_usd", "What voices cost today.", voice["cost_usd"]
    )
    for part, alerts in (("llm", used["alerts"]), ("voice", voice["alerts"])):
        yield Reading(
            "viva_voce_budget_alert_percent",
            "The share of today's limit that was told of last: 0, 80, 95 or 100.",
            max(alerts, default=0),
            (("part", part),),
        )
    yield Reading(
        "viva_voce_alerts_undelivered",
        "Alerts that the webhook did not take since the start.",
        services.alerts.undelivered,
    )


def breaker_reading(part: str, engine: str, breaker: Breaker) -> Reading:
    return Reading(
        "viva_voce_breaker_state",
        "Circuit breakers: 0 closed, 1 half open, 2 open.",
        STATES[breaker.state],
        (("part", part), ("engine", engine)),
    )


async def measure_lag(metrics: Metrics) -> None:
    """For ever: how much later than asked a sleep ends."""
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(LAG_EVERY_S)
        late_s = time.perf_counter() - asked - LAG_EVERY_S
        metrics.loop_lag.observe(max(0.0, late_s))
