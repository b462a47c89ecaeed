"""Turns told apart by ear: what the stream of sound tells, as the protocol says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.models.audio import Samples
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
GOES_ON_S = 1.0
"""Who speaks again so soon after a turn was ended may have been only thinking."""
WORD = re.compile(r"[^\W_]+")


def says_something(text: str) -> bool:
    """Whether there is a word in it that is more than a sound."""
    return any(word.lower() not in NO_WORDS for word in WORD.findall(text))


def joined(before: str, words: str) -> str:
    """A question that was taken for two."""
    return f"{before.rstrip(' .?!…')} {words}".strip()


@dataclass(frozen=True, slots=True)
class Said:
    """A turn whose words are still to come; one that `goes_on` belongs to the last."""

    item: Item
    goes_on: bool


class HearingTurns:
    """Follows the stream of one talk.

    A turn that was ended too early is answered together with what follows it.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._item_id = new_id("item")
        self._said: list[Said] = []
        """What was said and is still to be written down, in its order."""
        self._stopped_s: float | None = None
        self._goes_on = False
        self._before = ""
        """The words before those of a turn that goes on."""
        self._owed = False
        """Whether they were not answered yet."""

    @property
    def waits(self) -> bool:
        """Whether words are still to come."""
        return bool(self._said)

    async def follow(self, stream: RecognitionStream) -> None:
        async for event in stream.events():
            self._tell(event)

    def drop(self) -> None:
        """What is being said does not count."""
        self._goes_on = False
        self._talk.floor.drop_guess()
        self._say_no_more()

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
        turns, floor = self._talk.settings.turns, self._talk.floor
        is_soon = self._stopped_s is not None and at_s - self._stopped_s <= GOES_ON_S
        if is_soon and turns.creates:
            answered = floor.barely_heard if turns.interrupts else None
            self._goes_on = self.waits or answered is not None
            if answered is not None and not self.waits:
                self._before, self._owed = answered, False
        if turns.interrupts:
            floor.interrupt()

    def _guess(self, transcript: Transcript) -> None:
        talk = self._talk
        if self._goes_on and self.waits:
            return
        if talk.settings.turns.creates and says_something(transcript.text):
            whole = self._whole(transcript, goes_on=self._goes_on)
            engines = {**talk.engines, "recognizer": whole.engine}
            instead = self._goes_on and not self._owed
            talk.floor.guess(talk.asked(whole.text), whole, engines, instead=instead)

    def _whole(self, transcript: Transcript, *, goes_on: bool) -> Transcript:
        """The words with those that they go on from."""
        before = self._before if goes_on else ""
        return replace(transcript, text=joined(before, transcript.text))

    def _stop(self, at_s: float) -> None:
        self._put("input_audio_buffer.speech_stopped", audio_end_ms=round(at_s * 1000))
        item = self._talk.commit_item(self._item_id)
        self._said.append(Said(item, self._goes_on))
        self._stopped_s, self._goes_on = at_s, False
        self._item_id = new_id("item")

    def _finish(self, final: FinalText) -> None:
        said, talk = self._said.pop(0), self._talk
        words = final.transcript.text.strip()
        tell_words(talk, said.item, words, final.end_s - final.start_s)
        whole = self._whole(final.transcript, goes_on=said.goes_on)
        if self._is_followed:
            said.item.answered = True
            self._before, self._owed = whole.text, True
        elif says_something(words):
            self._answer(said, whole, None if said.goes_on else final.sound)
        else:
            said.item.answered = True
            self._say_no_more(whole if said.goes_on else None)

    @property
    def _is_followed(self) -> bool:
        """Whether the turn whose words came last goes on."""
        return self._said[0].goes_on if self._said else self._goes_on

    def _answer(
        self, utterance: Said, whole: Transcript, sound: Samples | None
    ) -> None:
        """Answer the turn; `sound` is None where its words began in another one."""
        talk, instead = self._talk, utterance.goes_on and not self._owed
        free = instead or talk.floor.response is None
        if talk.settings.turns.creates and free:
            utterance.item.answered = True
            self._respond(whole, instead=instead, sound=sound)

    def _say_no_more(self, whole: Transcript | None = None) -> None:
        """Nothing was added: answer what is owed, or go on with the last reply."""
        if whole is not None and self._owed and says_something(whole.text):
            self._respond(whole)
        else:
            self._talk.floor.go_on()

    def _respond(
        self,
        whole: Transcript,
        *,
        instead: bool = False,
        sound: Samples | None = None,
    ) -> None:
        self._before, self._owed = "", False
        engines = {**self._talk.engines, "recognizer": whole.engine}
        asked = self._talk.asked(whole.text)
        self._talk.floor.respond(
            asked, transcript=whole, engines=engines, sound=sound, instead=instead
        )

    def _fail(self, error_code: str) -> None:
        said = self._said.pop(0)
        self._talk.floor.drop_guess()
        tell_failure(self._talk, said.item, error_code)


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
