"""What talks are made of, and share with each other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from services.pipeline.listening import Listening
from services.realtime.floor import Charge, Shape
from services.realtime.making import Makers


@dataclass(frozen=True, slots=True)
class TalkParts:
    """What every talk is made of, and shares with the others."""

    makers: Makers
    listening: Listening
    detector: Callable[[], str]
    charge: Charge
    shape: Shape
    pace: Pace


@dataclass(frozen=True, slots=True)
class Pace:
    """Sound is sent `lead_s` ahead of what is heard: it outlasts a stumble of the
    network, and is little enough to be thrown away when the visitor begins to speak.
    """

    clock: Callable[[], float] = time.monotonic
    lead_s: float = 0.5


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who talks, and in which session."""

    name: str
    session_id: str
    request_id: str = ""
