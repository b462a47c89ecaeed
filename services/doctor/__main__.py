"""`python -m services.doctor`: what is installed, reachable and missing."""

from __future__ import annotations

import asyncio
import sys

from pydantic import ValidationError

from services.doctor.finding import Finding
from services.doctor.machine import machine
from services.doctor.network import network
from services.doctor.parts import parts
from services.settings import Settings


def examine(settings: Settings) -> list[Finding]:
    return [
        *machine(settings),
        *parts(settings),
        *asyncio.run(network(settings)),
    ]


def main() -> int:
    """Print one line a finding; 1 when something is broken."""
    try:
        settings = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"]).upper() or "settings"
            print(Finding(name, "broken", fault["msg"]).line())
        return 1
    found = examine(settings)
    for finding in found:
        print(finding.line())
    return 1 if any(finding.verdict == "broken" for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main())
