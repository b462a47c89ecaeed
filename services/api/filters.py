"""How every figure and list of the dashboard is narrowed down: one grammar for all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Query, Request, params

from services.analytics.insight import Insight
from services.analytics.wanted import Range, Wanted, phrases_of
from services.api.deps import ServicesDep
from services.api.listing import in_utc
from services.errors import InvalidInput

START = "start"
MOST_DAYS = 3_660
"""Ten years: a chart has a bar for each day."""
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CHANNEL_WORDS = "Where it was asked: said or typed on the page, or by another door."
NAME = r"^[^\x00-\x1f]+$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$"
ENGINE = r"^[\w.\-]+(:[\w.\-/]+)?$"

Days = Annotated[
    int,
    Query(ge=1, le=366, description="How far back to look, where there is no `from`."),
]
From = Annotated[
    str | None,
    Query(
        alias="from",
        max_length=40,
        description="A day or a moment (UTC), included; `start` is the first turn.",
    ),
]
To = Annotated[
    str | None,
    Query(
        max_length=40,
        description="A day, which is included, or a moment, which is not; else now.",
    ),
]
Named = Annotated[
    str | None,
    Query(max_length=100, pattern=NAME, description="What it was about."),
]
Channel = Annotated[
    Literal["voice", "text", "widget", "api", "realtime"] | None,
    Query(description=CHANNEL_WORDS),
]
Language = Annotated[
    str | None,
    Query(
        max_length=8,
        description="Of the question, such as `en`.",
        json_schema_extra={"pattern": LANGUAGE},
    ),
]
Engine = Annotated[
    str | None,
    Query(
        max_length=120,
        description="One that served, such as `espeak-ng` or `tts:espeak-ng`.",
        json_schema_extra={"pattern": ENGINE},
    ),
]
Search = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Words, or phrases in quotation marks, that a question has; "
        "capitals and accents make no difference.",
    ),
]
Gap = Annotated[
    str | None,
    Query(max_length=100, pattern=NAME, description="The `id` of a gap's theme."),
]


@dataclass(frozen=True, slots=True)
class Filter:
    """`open_start` where it reaches back to the first turn: nothing is before that."""

    within: Range
    wanted: Wanted
    open_start: bool = False


def filter_of(days: int) -> params.Depends:
    """The dependency of a call that looks back `days` unless told otherwise."""
    usual = days

    def read(
        request: Request,
        services: ServicesDep,
        days: Days = usual,
        since: From = None,
        to: To = None,
        intent: Named = None,
        channel: Channel = None,
        language: Language = None,
        engine: Engine = None,
        unanswered: bool | None = None,
        q: Search = None,
        gap: Gap = None,
    ) -> Filter:
        if "days" in request.query_params and (since or to):
            raise InvalidInput("`days` and `from` or `to` do not go together.")
        phrases = phrases_of(q) if q else ()
        if q is not None and not phrases:
            raise InvalidInput("`q` has no word to look for.")
        if language is not None and not re.fullmatch(LANGUAGE, language):
            raise InvalidInput("`language` takes a code, such as `en`.")
        if engine is not None and not re.fullmatch(ENGINE, engine):
            raise InvalidInput("`engine` takes a name, or its part and name.")
        wanted = Wanted(
            intent=intent,
            channel=channel,
            language=language,
            engine=engine,
            unanswered=unanswered,
            q=phrases,
            gap=gap,
        )
        if since is None and to is None:
            within = Range.last(days, services.insight.now)
            return Filter(within, wanted)
        within = range_of(since, to, services.insight)
        return Filter(within, wanted, open_start=since in (None, START))

    found: params.Depends = Depends(read)
    return found


def range_of(since: str | None, to: str | None, insight: Insight) -> Range:
    """The range between what was given; raise InvalidInput."""
    known = insight.since_first()
    until = known.until if to is None else moment(to, "to", end=True)
    if since is None or since == START:
        begins = min(known.since, until - timedelta(seconds=1))
        begins = max(begins, until - timedelta(days=MOST_DAYS))
    else:
        begins = moment(since, "from")
    if begins >= until:
        raise InvalidInput("`from` has to be before `to`.")
    if until - begins > timedelta(days=MOST_DAYS):
        raise InvalidInput(f"A range has at most {MOST_DAYS:,} days.")
    return Range(begins, until)


def moment(text: str, parameter: str, *, end: bool = False) -> datetime:
    """A moment in UTC; a day is its beginning, or, at the `end`, that of the next."""
    wrong = f"`{parameter}` takes a day or a moment, such as 2026-03-10."
    try:
        found = in_utc(datetime.fromisoformat(text))
        if found is None or found.year < 1970 or found.year > 9000:
            raise InvalidInput(wrong)
        day = timedelta(days=1 if end and DATE.fullmatch(text) else 0)
        return found.astimezone(UTC) + day
    except (ValueError, OverflowError) as error:
        raise InvalidInput(wrong) from error
