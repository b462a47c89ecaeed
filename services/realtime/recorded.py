"""Turns that the client tells apart itself: sound that is kept until it is asked of."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import structlog

from services.errors import NoSpeech, ServiceError
from services.metrics import Stopwatch
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.models.speech import Transcript
from services.pipeline.hearing import Heard, Hearing
from services.realtime.client_events import BadEvent
from services.realtime.hearing_turns import tell_failure, tell_words
from services.realtime.items import Item, new_id

if TYPE_CHECKING:
    from services.realtime.talk import Talk

SHORTEST_S = 0.1
MOST_WAITING = 4
"""Recordings of one talk that may wait to be written down."""

_log = structlog.get_logger(__name__)


class RecordedTurns:
    """The sound of one talk while the client says when it is a turn."""

    def __init__(self, talk: Talk, hearing: Hearing) -> None:
        self._talk = talk
        self._hearing = hearing
        self._kept: list[Samples] = []
        self._samples = 0
        self._read: dict[str, tuple[Heard, Utterance]] = {}
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def append(self, samples: Samples) -> None:
        """Raise BadEvent for more than a turn may be long."""
        if self._samples + len(samples) > self._talk.longest_s * SAMPLE_RATE_HZ:
            raise BadEvent(
                "A turn is no longer than that: commit or clear what was sent.",
                "input_audio_buffer_full",
                param="audio",
            )
        self._kept.append(samples)
        self._samples += len(samples)

    def clear(self) -> None:
        self._kept, self._samples = [], 0

    def commit(self) -> None:
        """Take what was sent as a turn; raise BadEvent where it is too little."""
        if self._samples < SHORTEST_S * SAMPLE_RATE_HZ:
            raise BadEvent(
                "A turn is 100 ms at least.", "input_audio_buffer_commit_empty"
            )
        self._check_waiting()
        sound = Utterance(np.concatenate(self._kept))
        self.clear()
        self.read(self._talk.commit_item(new_id("item")), sound)

    def read(self, item: Item, sound: Utterance) -> None:
        """Begin to write down what is said in an item."""
        self._check_waiting()
        self._reading[item.id] = self._begin(self._write(item, sound))

    def respond(
        self, item: Item, *, speaks: bool, metadata: Mapping[str, str] | None
    ) -> None:
        """Answer an item, once its words are known."""
        self._begin(self._respond(item, speaks, metadata))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _check_waiting(self) -> None:
        if len(self._reading) >= MOST_WAITING:
            raise BadEvent("Too much is still to be written down.", "too_many_items")

    async def _write(self, item: Item, sound: Utterance) -> None:
        language = self._talk.settings.language
        try:
            heard = await self._hearing.hear(sound, Stopwatch(), language=language)
        except NoSpeech:
            item.answered = True
            tell_words(self._talk, item, "", sound.duration_s)
        except ServiceError as error:
            tell_failure(self._talk, item, error.error_code)
        else:
            self._read = {item.id: (heard, sound)}
            words = heard.transcript.text.strip()
            tell_words(self._talk, item, words, sound.duration_s)
        finally:
            self._reading.pop(item.id, None)

    async def _respond(
        self, item: Item, speaks: bool, metadata: Mapping[str, str] | None
    ) -> None:
        if (reading := self._reading.get(item.id)) is not None:
            await asyncio.wait([reading])
        talk, (heard, sound) = self._talk, self._read.pop(item.id, (None, None))
        transcript: Transcript | None = heard.transcript if heard else None
        if not item.text or talk.floor.response is not None:
            talk.tell_error("There is nothing to answer.", "nothing_to_answer")
            return
        talk.floor.respond(
            talk.asked(item.text, speaks=speaks),
            transcript=transcript,
            engines=heard.engines if heard else None,
            metadata=metadata,
            sound=sound.samples if sound else None,
        )

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._settled)
        return task

    def _settled(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("talk_task_failed", exc_info=error)
