"""How the words of a turn end: whether somebody may go on."""

from __future__ import annotations

from services.language.unfinished import Ending, ending
from services.models.answer import Intent, Query
from services.models.speech import Transcript
from services.protocols import QueryProcessor


class EndingOf:
    """How words end; of other languages, the ear alone knows.

    What cannot be answered as it is may go on.
    """

    def __init__(self, processor: QueryProcessor) -> None:
        self._processor = processor

    async def __call__(self, transcript: Transcript) -> Ending:
        words, is_english = transcript.text, transcript.language == "en"
        if is_english and (found := ending(words)) != "whole":
            return found
        answer = await self._processor.find(Query(words))
        if answer.intent == Intent.UNCLEAR:
            return "unfinished"
        return "whole" if is_english else "unknown"
