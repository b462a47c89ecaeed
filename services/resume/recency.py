"""Which entry is newer."""

from __future__ import annotations

from services.models.resume import Entry


def recency_of(entries: tuple[Entry, ...]) -> tuple[int, ...]:
    """Each entry's place when the newest stands first.

    Ongoing first, then by the latest end and start, featured and measured first.
    """

    def key(i: int) -> tuple[bool, int, int, bool, bool, int]:
        period = entries[i].period
        start = period.start if period else None
        end = (period.end if period else None) or start
        return (
            not (period and period.ongoing),
            -end.toordinal() if end else 0,
            -start.toordinal() if start else 0,
            not entries[i].featured,
            not entries[i].metrics,
            i,
        )

    places = [0] * len(entries)
    for place, i in enumerate(sorted(range(len(entries)), key=key)):
        places[i] = place
    return tuple(places)
