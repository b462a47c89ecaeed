"""Turns told apart by ear: what the stream of sound tells, as the protocol says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.models.listening import (
    FinalText,
    ListeningFailed,
    PartialText,
    SpeechResumed,
    SpeechStarted,
    SpeechStopped,
    StreamEvent,
    WordsAtPause,
)
from services.models.speech import Transcript
from services.pipeline.recognition_stream import RecognitionStream
from services.realtime.items import Item, new_id

if TYPE_CHECKING:
    from services.realtime.talk import Talk

NO_WORDS = frozenset(
    "ah ähm eh er erm euh hm hmm hmmm mhm mm mmm oh öh uh uhhuh um umm".split()
)
"""Sounds of somebody who thinks or listens: they ask nothing, and interrupt nothing."""
WORD = re.compile(r"[^\W_]+")


def says_something(text: str) -> bool:
    """Whether there is a word in it that is more than a sound."""
    return any(word.lower() not in NO_WORDS for word in WORD.findall(text))


class HearingTurns:
    """Follows the stream of one talk."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._item_id = new_id("item")
        self._heard: list[Item] = []
        """What was said and is still to be written down, in its order."""

    async def follow(self, stream: RecognitionStream) -> None:
        async for event in stream.events():
            self._tell(event)

    def drop(self) -> None:
        """What is being said does not count."""
        self._talk.floor.drop_guess()
        self._talk.floor.go_on()

    def _tell(self, event: StreamEvent) -> None:
        match event:
            case SpeechStarted(at_s):
                self._start(at_s)
            case PartialText(stable, rest):
                self._put("viva_voce.words", stable=stable, rest=rest)
            case WordsAtPause(transcript):
                self._guess(transcript)
            case SpeechResumed():
                self._talk.floor.drop_guess()
            case SpeechStopped(at_s):
                self._stop(at_s)
            case FinalText():
                self._finish(event)
            case ListeningFailed(error_code):
                self._fail(error_code)

    def _put(self, kind: str, **fields: object) -> None:
        self._talk.outbox.put(kind, item_id=self._item_id, **fields)

    def _start(self, at_s: float) -> None:
        self._put(
            "input_audio_buffer.speech_started", audio_start_ms=round(at_s * 1000)
        )
        if self._talk.settings.turns.interrupts:
            self._talk.floor.interrupt()

    def _guess(self, transcript: Transcript) -> None:
        if self._talk.settings.turns.creates and says_something(transcript.text):
            asked = self._talk.asked(transcript.text.strip())
            engines = {**self._talk.engines, "recognizer": transcript.engine}
            self._talk.floor.guess(asked, transcript, engines)

    def _stop(self, at_s: float) -> None:
        self._put("input_audio_buffer.speech_stopped", audio_end_ms=round(at_s * 1000))
        self._heard.append(self._talk.commit_item(self._item_id))
        self._item_id = new_id("item")

    def _finish(self, final: FinalText) -> None:
        item, talk = self._heard.pop(0), self._talk
        transcript = final.transcript
        words = transcript.text.strip()
        tell_words(talk, item, words, final.end_s - final.start_s)
        if not says_something(words):
            item.answered = True
            talk.floor.go_on()
        elif talk.settings.turns.creates and talk.floor.response is None:
            item.answered = True
            engines = {**talk.engines, "recognizer": transcript.engine}
            talk.floor.respond(
                talk.asked(words),
                transcript=transcript,
                engines=engines,
                sound=final.sound,
            )

    def _fail(self, error_code: str) -> None:
        item = self._heard.pop(0)
        self._talk.floor.drop_guess()
        tell_failure(self._talk, item, error_code)


def tell_words(talk: Talk, item: Item, words: str, seconds: float) -> None:
    """Tell what was said in an item, now that it is written down."""
    for part in item.content:
        if part["type"] == "input_audio":
            part["transcript"] = words
    place = {"item_id": item.id, "content_index": 0}
    kind = "conversation.item.input_audio_transcription"
    if words:
        talk.outbox.put(f"{kind}.delta", **place, delta=words)
    usage = {"type": "duration", "seconds": round(seconds, 3)}
    talk.outbox.put(f"{kind}.completed", **place, transcript=words, usage=usage)
    talk.monitor.heard(well=True)


def tell_failure(talk: Talk, item: Item, error_code: str) -> None:
    """Tell that what was said could not be written down."""
    item.answered = True
    talk.outbox.put(
        "conversation.item.input_audio_transcription.failed",
        item_id=item.id,
        content_index=0,
        error={
            "type": "server_error",
            "code": error_code.lower(),
            "message": "What you said could not be written down: please say it again.",
        },
    )
    talk.monitor.heard(well=False)
