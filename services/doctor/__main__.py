"""`python -m services.doctor`: what is installed, reachable and missing."""

from __future__ import annotations

import asyncio
import sys

from services.configuration.sources import Unknown
from services.doctor.finding import Finding
from services.doctor.greeting import greeting
from services.doctor.machine import machine
from services.doctor.models import model_findings
from services.doctor.network import network
from services.doctor.parts import parts
from services.errors import ConfigurationError
from services.settings import Settings, misnamed_settings, read_settings


def examine(settings: Settings) -> list[Finding]:
    return [
        *machine(settings),
        *model_findings(settings),
        *parts(settings),
        *asyncio.run(network(settings)),
    ]


def misnamed(unknown: Unknown) -> Finding:
    mend = f"did you mean {unknown.nearest}?" if unknown.nearest else ""
    name = unknown.name if unknown.nearest else "a name"
    says = f"{name} of {unknown.place} is no setting"
    return Finding("settings", "better", says, mend)


def main() -> int:
    """Print what is there, then one line a finding; 1 when something is broken."""
    try:
        settings = read_settings()
    except ConfigurationError as error:
        for fault in error.message.splitlines():
            print(Finding("settings", "broken", fault).line())
        return 1
    found = [*map(misnamed, misnamed_settings()), *examine(settings)]
    print(*greeting(settings, found), "", sep="\n")
    for finding in found:
        print(finding.line())
    return 1 if any(finding.verdict == "broken" for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main())
