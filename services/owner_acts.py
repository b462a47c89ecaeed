"""What the owner does on the dashboard, put together: drafts, origins, digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.alerts import Alerts
from services.analytics.digest import EVENT, WeeklyDigest
from services.analytics.drafts import Drafts
from services.analytics.labels import Thumbs, thumbs_by_week
from services.answer_parts import AnswerParts
from services.configuration.forms import origin
from services.configuration.named import page_origins
from services.database_service import Storage
from services.guard.framing import RefusedOrigins
from services.guard.page_origins import PageOrigins
from services.resume_file import ResumeFile
from services.settings import Settings
from services.steady_clock import SteadyClock


@dataclass(frozen=True, slots=True)
class OwnerActs:
    drafts: Drafts
    origins: PageOrigins
    digest: WeeklyDigest | None
    """None unless WEEKLY_DIGEST is set and there is somebody to tell."""
    thumbs: Thumbs


def build_owner_acts(
    settings: Settings,
    clock: SteadyClock,
    answers: AnswerParts,
    storage: Storage,
) -> OwnerActs:
    choices = storage.choices
    thumbs = thumbs_by_week(storage.thumbs, clock.now)
    return OwnerActs(
        drafts=Drafts(
            answers.insight,
            ResumeFile(settings.resume_path),
            left_open=choices.of("left_open"),
            edits=choices.of("edit"),
            refresh=answers.processor.refresh,
        ),
        origins=PageOrigins(
            settings.cors_origins,
            page_origins((), settings.api_key_origins),
            check=origin,
            choices=choices.of("origin"),
            refusals=RefusedOrigins(),
        ),
        digest=build_digest(settings, clock, answers, thumbs),
        thumbs=thumbs,
    )


def build_digest(
    settings: Settings,
    clock: SteadyClock,
    answers: AnswerParts,
    thumbs: Thumbs,
) -> WeeklyDigest | None:
    if not settings.weekly_digest or settings.alert_webhook_url is None:
        return None
    return WeeklyDigest(
        answers.insight,
        answers.alerts,
        told=lambda: weeks_told(answers.alerts),
        thumbs=thumbs,
        now=clock.now,
    )


def weeks_told(alerts: Alerts) -> Iterator[str]:
    for alert in alerts.book.latest():
        if alert.event == EVENT:
            yield str(alert.body.get("week"))
