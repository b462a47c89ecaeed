"""Every family of calls, in the order in which the reference lists them."""

from __future__ import annotations

from services.api.routes import (
    cached_answers,
    chunked,
    content,
    dashboard,
    guestbook,
    hearing,
    interview_owner,
    interviews,
    jobs,
    metrics,
    owner,
    realtime,
    records,
    service,
    sessions,
    smart,
    speaking,
    streaming,
    turns,
    usage,
    v1_answers,
    v1_audio,
    v1_models,
)

ROUTERS = tuple(
    family.router
    for family in (
        service,
        metrics,
        turns,
        chunked,
        smart,
        streaming,
        realtime,
        hearing,
        jobs,
        speaking,
        sessions,
        records,
        usage,
        guestbook,
        owner,
        dashboard,
        cached_answers,
        content,
        interview_owner,
        interviews,
        v1_models,
        v1_audio,
        v1_answers,
    )
)
