"""What of the interface is superseded: since when, by what, and until when it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

GUIDE = "docs"
"""Where an older call is described beside what replaces it."""


@dataclass(frozen=True, slots=True)
class Deprecation:
    """One call that has a better one; without `sunset` it stays for good."""

    since: datetime
    successor: str
    sunset: datetime | None = None

    def headers(self, asked: str) -> dict[str, str]:
        """What an answer says of it: RFC 9745, RFC 8594, and links to read on.

        Links are as seen from `asked`: the service may be served under a path.
        """
        root = "../" * (asked.count("/") - 1)
        links = (
            f'<{root}{GUIDE}>; rel="deprecation"; type="text/html"',
            f'<{root}{self.successor.lstrip("/")}>; rel="successor-version"',
        )
        said = {
            "deprecation": f"@{int(self.since.timestamp())}",
            "link": ", ".join(links),
        }
        if self.sunset is not None:
            said["sunset"] = format_datetime(self.sunset, usegmt=True)
        return said


Deprecations = Mapping[tuple[str, str], Deprecation]
"""By method and path, as the interface writes it."""

DEPRECATIONS: Deprecations = {
    ("POST", "/test/transcribe"): Deprecation(
        datetime(2026, 11, 30, tzinfo=UTC), successor="/transcribe"
    ),
}
