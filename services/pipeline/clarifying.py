"""A question that was not heard well is asked back, not answered as a guess."""

from __future__ import annotations

import re

from services.models.answer import Answer, Intent
from services.models.conversation import Session
from services.models.speech import Transcript

CLARIFY = "clarify"
MOST_WORDS_OF_A_YES = 4
WORD = re.compile(r"\w+")

DID_YOU_SAY = {
    "en": "Did you say: {heard}?",
    "de": "Haben Sie gesagt: {heard}?",
    "fr": "Avez-vous dit : {heard} ?",
    "es": "¿Ha dicho: {heard}?",
}
SAY_IT_AGAIN = {
    "en": "Sorry, please say it again, or type it.",
    "de": "Entschuldigung, bitte sagen Sie es noch einmal, oder schreiben Sie es.",
    "fr": "Pardon, répétez s'il vous plaît, ou écrivez-le.",
    "es": "Perdone, repítalo por favor, o escríbalo.",
}
YES = frozenset(
    "yes yeah yep correct right exactly sure ja genau richtig oui exact sí si".split()
)
NO = frozenset("no nope wrong nein falsch non nah".split())
BESIDE_IT = frozenset(
    "please thanks thank you it that is this i did said s"
    " bitte danke das ist es merci c est ça por favor gracias eso es".split()
)
"""What may stand beside a yes or no; any other word is a question of its own."""


def same_words(one: str, other: str) -> bool:
    return WORD.findall(one.lower()) == WORD.findall(other.lower())


def doubtful(text: str, transcript: Transcript | None, *, confirm_below: float) -> bool:
    """Whether `text` is what was heard last, and heard badly."""
    return (
        transcript is not None
        and transcript.confidence < confirm_below
        and same_words(text, transcript.text)
    )


def repeated(text: str, transcript: Transcript | None) -> Transcript | None:
    """What was heard last, where `text` is that: it was spoken, not typed."""
    if transcript is None or not same_words(text, transcript.text):
        return None
    return transcript


def ask_back(words: str, language: str) -> Answer:
    template = DID_YOU_SAY.get(language, DID_YOU_SAY["en"])
    return Answer(
        text=template.format(heard=words.rstrip("?.! ")),
        intent=Intent.UNCLEAR,
        item_type=CLARIFY,
        language=language if language in DID_YOU_SAY else "en",
        original_query=words,
    )


def say_again(language: str) -> Answer:
    return Answer(
        text=SAY_IT_AGAIN.get(language, SAY_IT_AGAIN["en"]),
        intent=Intent.UNCLEAR,
        language=language if language in SAY_IT_AGAIN else "en",
    )


def pending(session: Session) -> str | None:
    """What the last turn asked to confirm."""
    if session.turns and session.turns[-1].item_type == CLARIFY:
        return session.turns[-1].original_query
    return None


def settled(text: str) -> bool | None:
    """Yes, no, or neither: a short reply that says one of them."""
    words = WORD.findall(text.lower())
    if not words or len(words) > MOST_WORDS_OF_A_YES:
        return None
    if not set(words[1:]) <= YES | NO | BESIDE_IT:
        return None
    if words[0] in NO:
        return False
    return True if words[0] in YES else None
