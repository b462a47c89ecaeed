"""Front door of spoken sound as one file, in any format, sent while it is made."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from services.errors import SpeechTooLong
from services.models.speech import LONGEST_SPOKEN_S, SoundFormat, SpeechRequest
from services.protocols import Speaker
from services.speech.sound_writer import SoundWriter
from services.work_queue import WorkQueue


async def spoken_file(
    speaker: Speaker, queue: WorkQueue, request: SpeechRequest, format: SoundFormat
) -> AsyncGenerator[bytes]:
    """Yield a file's bytes, piece after piece of what is said.

    Raise InvalidInput, SynthesisFailed, SpeechTooLong or Overloaded; the first piece
    is made before anything is yielded.
    """
    writer = await queue.run(partial(SoundWriter, format))
    spoken_s = 0.0
    pieces = speaker.stream(replace(request, format="wav"))
    async with aclosing(pieces) as spoken:  # type: ignore[type-var]
        async for speech in spoken:
            spoken_s += speech.duration_s
            if spoken_s > LONGEST_SPOKEN_S:
                raise SpeechTooLong
            if written := await queue.run(partial(writer.add, speech.data)):
                yield written
    yield await queue.run(writer.end)
