"""One reply of the upstream while it comes: its words checked, its sound held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from math import ceil
from typing import Any

from services.llm.citations import Claim
from services.llm.failures import Failure, Unusable
from services.llm.sentences import Cutter
from services.llm.wire import estimate_tokens, most_tokens
from services.models.upstream import Tokens
from services.upstream.composing import Prepared
from services.upstream.held_sound import HeldSound
from services.upstream.line import Line
from services.upstream.wire import (
    AllWords,
    Begun,
    Done,
    Error,
    Event,
    Sound,
    Words,
    failure_named,
    message_item,
    response_create,
    spoken_item,
)

MAX_OUTPUT_TOKENS = 1_500
"""Some fifty seconds of sound and its words, with room for a thought."""
TOKENS_IN_PER_S = 10
TOKENS_OUT_PER_S = 20
"""As the server counts sound: a token for 100 ms that it hears, and 50 ms it says."""
MOST_SOUND_S = 90.0
BYTES_A_SECOND = 48_000

OffLoop = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs what takes milliseconds where it does not keep the event loop."""


class Ungrounded(Failure):
    """A reply that may not be said as it is; the server did its part.

    A sentence is not borne out by the facts, unless another reason is given.
    """

    reason = "ungrounded"


class SpokenReply:
    def __init__(self, prepared: Prepared, pcm: bytes, off_loop: OffLoop) -> None:
        """A reply to the sound `pcm`, or to the words of the question without any."""
        self.held = HeldSound()
        self.speech = prepared.speech()
        self.response_id = ""
        self.done: Done | None = None
        self._prepared = prepared
        self._pcm = pcm
        self._off_loop = off_loop
        self._cutter = Cutter()
        self._cause = ""
        """The id of the event that asked for it."""
        self._part = ""
        """The words of the part that is being said."""
        self._transcript = ""
        self._passed = 0
        self._sound_bytes = 0
        self.left = False
        """Whether nobody listens any more: its sound need not be kept."""

    async def ask(self, line: Line) -> None:
        """Send the question with all that is to be known for it."""
        prepared = self._prepared
        items = [message_item(turn) for turn in prepared.turns]
        asked = message_item(prepared.question)
        items.append(spoken_item(self._pcm) if self._pcm else asked)
        create = response_create(prepared.instructions, items, MAX_OUTPUT_TOKENS)
        self._cause = await line.send(create)

    async def hear(self, event: Event) -> None:
        """Take the next event; raise a Failure for what makes the reply unusable."""
        self.note(event)
        match event:
            case Error(failure, cause) if cause in ("", self._cause):
                raise failure
            case Sound() if self.held.seconds > MOST_SOUND_S:
                raise Ungrounded(reason="too_long")
            case Words(response_id, delta) if response_id == self.response_id:
                self._part += delta
                await self._check(self._cutter.feed(delta))
            case AllWords(response_id, words) if response_id == self.response_id:
                await self._end_part(words)
            case Done() if self.done is not None:
                cut_off = self.done.status != "completed"
                await self._check(self._cutter.flush(cut_off=cut_off))

    def note(self, event: Event) -> None:
        """Take of an event what tells how far the reply is, and what it takes."""
        match event:
            case Begun(response_id) if not self.response_id:
                self.response_id = response_id
            case Sound(response_id, pcm) if response_id == self.response_id:
                self._sound_bytes += len(pcm)
                if not self.left:
                    self.held.add(pcm)
            case Words(response_id, delta) if response_id == self.response_id:
                self._transcript += delta
            case Done(response_id) if response_id == self.response_id:
                self.done = event

    def finish(self) -> None:
        """Let what is left be heard; raise a Failure where it may not be."""
        assert self.done is not None  # noqa: S101
        if self.done.status == "failed":
            raise failure_named(self.done.why)
        if self.done.status != "completed":
            raise Ungrounded(reason="cut_off")
        if not self.held.seconds:
            raise Unusable("A reply without sound.", reason="no_sound")
        if not self._passed:
            raise Ungrounded
        if not self.held.explained:
            raise Ungrounded(reason="unexplained_sound")

    @property
    def begun(self) -> bool:
        return bool(self.response_id)

    def tokens(self, *, taken: bool) -> Tokens:
        """What it took, as the server says, else as near as can be told.

        Where no sound came, all that was agreed may have been made.
        """
        if self.done is not None and self.done.tokens is not None:
            return self.done.tokens
        if not taken:
            return Tokens()
        given = estimate_tokens(self._prepared.text)
        heard = ceil(len(self._pcm) / BYTES_A_SECOND * TOKENS_IN_PER_S)
        if not self._sound_bytes:
            return Tokens(text_in=given, audio_in=heard, audio_out=MAX_OUTPUT_TOKENS)
        return Tokens(
            text_in=given,
            audio_in=heard,
            text_out=estimate_tokens(self._transcript),
            audio_out=ceil(self._sound_bytes / BYTES_A_SECOND * TOKENS_OUT_PER_S),
        )

    async def _end_part(self, words: str) -> None:
        if not self._part:
            self._transcript += words
            await self._check(self._cutter.feed(words))
        elif self._part.split() != words.split():
            raise Unusable("Other words than before.", reason="other_words")
        self._part = ""
        await self._check(self._cutter.flush())

    async def _check(self, sentences: Sequence[str]) -> None:
        speech = self.speech
        for sentence in sentences:
            before = len(speech.taken)
            await self._off_loop(partial(speech.take, [Claim(sentence)]))
            taken = speech.taken
            # One that was taken in other words would be heard in its own.
            if len(taken) == before or taken[-1] != sentence:
                raise Ungrounded
        self._pass(speech.released)

    def _pass(self, sentences: Sequence[str]) -> None:
        for sentence in sentences[self._passed :]:
            self.held.passed(sentence)
        self._passed = max(self._passed, len(sentences))


def most_of(prompt: Prepared, pcm: bytes) -> Tokens:
    """The most that a reply can take."""
    return Tokens(
        text_in=most_tokens(prompt.text),
        audio_in=ceil(len(pcm) / BYTES_A_SECOND * TOKENS_IN_PER_S),
        audio_out=MAX_OUTPUT_TOKENS,
    )
