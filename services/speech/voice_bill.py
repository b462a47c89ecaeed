"""Who may be asked to say a text, when some of the voices cost money."""

from __future__ import annotations

from collections.abc import Mapping

from services.models.speech import SpeechRequest, SynthesizedSpeech
from services.protocols import Synthesizer
from services.speech.voice_budget import Hold, VoiceBudget

PAID = frozenset({"elevenlabs"})
"""Engines that somebody set up on purpose and pays for by the character."""
SPENT = "budget"


class Bill:
    """One text's cost: set aside before anybody is asked, booked once one was."""

    def __init__(
        self,
        part: str,
        budget: VoiceBudget,
        versions: Mapping[str, SpeechRequest],
        charged: str,
    ) -> None:
        self.versions = versions
        self._part = part
        self._budget = budget
        self._holds: dict[str, Hold | None] = {
            name: budget.hold(len(version.text), visitor=charged)
            for name, version in versions.items()
            if name in PAID
        }
        self._asked: set[str] = set()

    @property
    def payable(self) -> list[str]:
        """Engines that there is money for, or that need none."""
        return [
            name
            for name in self.versions
            if name not in self._holds or self._holds[name] is not None
        ]

    @property
    def withheld(self) -> tuple[str, ...]:
        """Those without money, as `degraded` names them."""
        spent = [name for name, hold in self._holds.items() if hold is None]
        return tuple(f"{self._part}:{name}:{SPENT}" for name in spent)

    async def ask(self, engine: Synthesizer) -> SynthesizedSpeech:
        self._asked.add(engine.name)
        return await engine.synthesize(self.versions[engine.name])

    def settle(self) -> None:
        for name, hold in self._holds.items():
            if hold is not None:
                self._budget.settle(hold, sent=name in self._asked)
