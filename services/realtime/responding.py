"""One response: a reply told in the protocol's events, at the pace it is heard."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from services.errors import InputError, ServiceError
from services.guard.rate_limit import Verdict
from services.realtime.items import Conversation, Item, new_id, reply_item
from services.realtime.making import Making
from services.realtime.outbox import Outbox
from services.realtime.playing import Playing, SpokenPiece, words_between, words_until
from services.realtime.sound_formats import SoundFormat
from services.realtime.usage import usage_of

CHUNK_S = 0.1
Ending = Literal["completed", "turn_detected", "client_cancelled", "failed"]
STATUS = {"turn_detected": "cancelled", "client_cancelled": "cancelled"}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a response is told with."""

    outbox: Outbox
    conversation: Conversation
    clock: Callable[[], float]
    sound: SoundFormat
    voice: str
    lead_s: float
    quiet: Callable[[], Awaitable[None]]
    """Waits while the visitor's voice is heard: a reply does not begin then."""


class Response:
    """Told in a task of its own, until it is told or ended from outside.

    It begins `from_s` into the reply's sound: behind what was heard before it was
    interrupted.
    """

    def __init__(
        self,
        stage: Stage,
        making: Making,
        *,
        from_s: float = 0.0,
        metadata: Mapping[str, str] | None = None,
        limits: Sequence[Mapping[str, Any]] = (),
        on_end: Callable[[Response], None],
    ) -> None:
        self.id = new_id("resp")
        self.making = making
        self.item: Item = reply_item()
        self.playing = Playing(stage.clock, stage.lead_s)
        self.ending: Ending | None = None
        self._stage = stage
        self._began_s = stage.clock()
        self._from_s = from_s
        self._metadata = dict(metadata) if metadata else None
        self._limits = limits
        self._on_end = on_end
        self._said = ""
        self._part_told = False
        self.task = asyncio.create_task(self._run())

    @property
    def active(self) -> bool:
        return self.ending is None

    @property
    def speaks(self) -> bool:
        return self.making.asked.speak

    @property
    def waited_s(self) -> float:
        """How long nothing of it is heard yet."""
        if self.playing.sent_s or self.making.voiceless:
            return 0.0
        return self._stage.clock() - self._began_s

    @property
    def heard_s(self) -> float:
        """How much of the whole reply's sound was heard, here and before."""
        return self._from_s + self.playing.heard_s

    @property
    def heard(self) -> str | None:
        """The words of the reply that were heard; None for all of them."""
        making = self.making
        if not self.speaks or (self.ending == "completed" and self._played_whole):
            return None
        return words_until(making.pieces, self.heard_s)

    @property
    def _played_whole(self) -> bool:
        return self.making.done and self.heard_s >= self.making.seconds - CHUNK_S

    @property
    def has_more(self) -> bool:
        """Whether there is anything of the reply that was not heard."""
        return self.speaks and not self._played_whole

    def end(self, ending: Ending) -> None:
        """Stop here, and tell so."""
        if self.active:
            self.task.cancel()
            self.playing.stop()
            self._tell_end(ending)

    def truncate(self, seconds: float) -> None:
        """Keep only what the client says was heard of this response."""
        self.playing.truncate(seconds)
        if self.item.fields["content"]:
            self.item.content[0]["transcript"] = self._heard_here

    @property
    def _heard_here(self) -> str:
        return words_between(self.making.pieces, self._from_s, self.heard_s)

    async def _run(self) -> None:
        put = self._stage.outbox.put
        put("response.created", response=self._wire("in_progress"))
        if self._limits:
            put("rate_limits.updated", rate_limits=self._limits)
        before = self._stage.conversation.add(self.item)
        added = {"item": self.item.wire()}
        put("response.output_item.added", **self._place(item=False), **added)
        put("conversation.item.added", previous_item_id=before, **added)
        skip_s = self._from_s
        async for piece in self.making.followed():
            self._tell_part()
            if piece.seconds and skip_s >= piece.seconds:
                skip_s -= piece.seconds
                continue
            if self._from_s and not piece.seconds:
                continue
            await self._tell(piece, skip_s)
            skip_s = 0.0
        if self.making.failed is not None and not self.making.pieces:
            self._tell_end("failed")
        else:
            self._tell_end("completed")

    async def _tell(self, piece: SpokenPiece, skip_s: float) -> None:
        """Words go with their sound."""
        words = piece.text.split()
        if not piece.sound:
            self._tell_words(words)
            return
        sound = self._stage.sound
        step = round(CHUNK_S * sound.rate_hz) * sound.bytes_per_sample
        start = round(skip_s * sound.rate_hz) * sound.bytes_per_sample
        whole, told = len(piece.sound), round(len(words) * skip_s / piece.seconds)
        for place in range(start, whole, step):
            await self._due()
            part = piece.sound[place : place + step]
            due = -(-len(words) * (place + len(part)) // whole)
            self._tell_words(words[told:due])
            told = max(told, due)
            delta = base64.b64encode(part).decode()
            self._stage.outbox.put(
                "response.output_audio.delta", **self._place(), delta=delta
            )
            self.playing.sent(sound.seconds(part))

    async def _due(self) -> None:
        """Wait until the next sound is due, and somebody is there to hear it."""
        await self._stage.outbox.attached()
        if not self.playing.sent_s:
            await self._stage.quiet()
        while (wait_s := self.playing.wait_s()) > 0:  # noqa: ASYNC110 - time passes
            await asyncio.sleep(wait_s)

    def _tell_words(self, words: list[str]) -> None:
        if not words:
            return
        text = " ".join(words)
        delta = f" {text}" if self._said else text
        self._said += delta
        kind = "output_audio_transcript" if self.speaks else "output_text"
        self._stage.outbox.put(f"response.{kind}.delta", **self._place(), delta=delta)

    def _tell_part(self) -> None:
        if not self._part_told:
            self._part_told = True
            self._stage.outbox.put(
                "response.content_part.added", **self._place(), part=self._part("")
            )

    def _tell_end(self, ending: Ending) -> None:
        self.ending = ending
        put, text = self._stage.outbox.put, self._said
        if self.speaks and STATUS.get(ending) == "cancelled":
            text = self._heard_here
        self.item.status = "completed" if ending == "completed" else "incomplete"
        if self._part_told:
            if self.speaks:
                put("response.output_audio.done", **self._place())
                kind = "response.output_audio_transcript.done"
                put(kind, **self._place(), transcript=text)
            else:
                put("response.output_text.done", **self._place(), text=text)
            part = self._part(text)
            put("response.content_part.done", **self._place(), part=part)
            kept = "output_audio" if self.speaks else "output_text"
            self.item.fields["content"] = [{**part, "type": kept}]
        done = {"item": self.item.wire()}
        put("response.output_item.done", **self._place(item=False), **done)
        put("conversation.item.done", **done)
        status = STATUS.get(ending, ending)
        put("response.done", response=self._wire(status, self._details(ending)))
        self._on_end(self)

    def _part(self, text: str) -> dict[str, Any]:
        if self.speaks:
            return {"type": "audio", "transcript": text}
        return {"type": "text", "text": text}

    def _place(self, *, item: bool = True) -> dict[str, Any]:
        place: dict[str, Any] = {"response_id": self.id, "output_index": 0}
        if item:
            place |= {"item_id": self.item.id, "content_index": 0}
        return place

    def _details(self, ending: Ending) -> dict[str, Any] | None:
        if ending == "failed":
            return failure_of(self.making.failed)
        if ending == "completed":
            return None
        return {"type": "cancelled", "reason": ending}

    def _wire(
        self, status: str, details: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        over = status != "in_progress"
        return {
            "id": self.id,
            "object": "realtime.response",
            "status": status,
            "status_details": details,
            "output": [self.item.wire()] if over else [],
            "conversation_id": self._stage.conversation.id,
            "output_modalities": ["audio"] if self.speaks else ["text"],
            "audio": {
                "output": {
                    "format": self._stage.sound.wire(),
                    "voice": self._stage.voice,
                }
            },
            "max_output_tokens": "inf",
            "metadata": self._metadata,
            "usage": usage_of(self.making) if over else None,
        }


def failure_of(error: ServiceError | None) -> dict[str, Any]:
    found = error or ServiceError()
    by_client = isinstance(found, InputError)
    told = {
        "type": "invalid_request_error" if by_client else "server_error",
        "code": found.error_code.lower(),
        "message": found.message,
    }
    return {"type": "failed", "error": told}


def tell_refusal(stage: Stage, error: ServiceError) -> None:
    """Tell a response that was refused before it began."""
    response = {
        "id": new_id("resp"),
        "object": "realtime.response",
        "status": "in_progress",
        "output": [],
        "conversation_id": stage.conversation.id,
    }
    stage.outbox.put("response.created", response=response)
    ended = {"status": "failed", "status_details": failure_of(error)}
    stage.outbox.put("response.done", response=response | ended)


def limits_of(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "name": "requests",
            "limit": verdict.limit,
            "remaining": verdict.remaining,
            "reset_seconds": float(verdict.reset_s),
        }
    ]
