"""A reply that a model elsewhere speaks, where talks are bridged to one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import numpy as np
import structlog

from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.models.language import Phrased
from services.models.upstream import (
    UPSTREAM_RATE_HZ,
    CheckedSound,
    SpokenBill,
    SpokenOutcome,
    SpokenQuestion,
)
from services.pipeline.answering import Found
from services.pipeline.reply import Asked
from services.realtime.playing import SpokenPiece
from services.realtime.sound_formats import PCM_24, SoundFormat, encoded
from services.realtime.upstream import UpstreamTalk

_log = structlog.get_logger(__name__)


class Bridge:
    """The upstream's part in one reply; it is asked once the turn is over.

    A guess costs nothing: what is thrown away was never sent.
    """

    def __init__(self, talk: UpstreamTalk) -> None:
        self._talk = talk
        self._wanted = asyncio.Event()
        self._sound: Samples | None = None
        self._question: SpokenQuestion | None = None
        self._heard: list[str] = []
        self.outcome: SpokenOutcome | None = None
        self.degraded: tuple[str, ...] = ()

    def want(self, sound: Samples | None) -> None:
        """The turn is over: ask, with what was said in it where it was spoken."""
        self._sound = sound
        self._wanted.set()

    async def pieces(
        self, finding: Found, request: Asked, format: SoundFormat
    ) -> AsyncIterator[SpokenPiece]:
        """What may be heard of the upstream's reply, in the client's format."""
        if not request.speak or finding.heard is not None:
            return
        await self._wanted.wait()
        sound, visitor = _pcm(self._sound), request.visitor
        self._question = SpokenQuestion(finding.query, finding.answer, sound, visitor)
        try:
            async with aclosing(self._talk.reply(self._question)) as stream:
                async for one in stream:
                    if isinstance(one, CheckedSound):
                        self._heard.append(one.text)
                        yield _piece(one, format)
                    else:
                        self.outcome = one
        # Whatever goes wrong there, it costs no visitor the answer.
        except Exception:  # noqa: BLE001
            _log.exception("upstream_fault")
            self.degraded = (f"upstream:{self._talk.name}:fault",)

    @property
    def name(self) -> str:
        return self._talk.name

    @property
    def bill(self) -> SpokenBill:
        """What the reply has come to so far."""
        return self._question.bill if self._question is not None else SpokenBill()

    @property
    def is_whole(self) -> bool:
        """Whether the reply needs nothing of ours."""
        return self.outcome is not None and self.outcome.phrased.by_model

    @property
    def in_haste(self) -> bool:
        """Whether the visitor waited already, and should for nobody else."""
        return self.outcome is None or self.outcome.waited

    def phrased(self, finding: Found, own: Phrased | None) -> Phrased | None:
        """How the reply was phrased, by both of them where both have spoken."""
        outcome, bill = self.outcome, self.bill
        if outcome is None:
            return own or self._broken_off()
        told = outcome.phrased
        if told.by_model:
            return replace(told, cost_usd=bill.cost_usd)
        base = own or Phrased(
            finding.answer.text, told.reason, evidence=finding.answer.evidence
        )
        both = replace(
            base,
            degraded=(*told.degraded, *base.degraded),
            cost_usd=base.cost_usd + bill.cost_usd,
            prompt_tokens=base.prompt_tokens + bill.tokens.input,
            completion_tokens=base.completion_tokens + bill.tokens.output,
            dropped=base.dropped + told.dropped,
        )
        if not told.text or not outcome.waited:
            return both
        return replace(
            both,
            text=f"{told.text} {base.text}",
            reason="read",
            evidence=(*told.evidence, *base.evidence),
            engine=bill.engine,
            model=bill.model,
        )

    def _broken_off(self) -> Phrased | None:
        """How a reply was phrased that somebody interrupted; None before its sound."""
        if not self._heard:
            return None
        bill = self.bill
        return Phrased(
            " ".join(filter(None, self._heard)),
            "read",
            engine=self.name,
            model=bill.model or None,
            cost_usd=bill.cost_usd,
            prompt_tokens=bill.tokens.input,
            completion_tokens=bill.tokens.output,
        )


def _pcm(sound: Samples | None) -> bytes:
    if sound is None:
        return b""
    whole = (np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)
    return encoded(whole, SAMPLE_RATE_HZ, PCM_24)


def _piece(checked_sound: CheckedSound, format: SoundFormat) -> SpokenPiece:
    pcm = np.frombuffer(checked_sound.pcm, "<i2")
    sound = encoded(pcm, UPSTREAM_RATE_HZ, format) if len(pcm) else b""
    return SpokenPiece(checked_sound.text, sound, format.seconds(sound))
