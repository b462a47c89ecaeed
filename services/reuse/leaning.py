"""Whether a question stands on the conversation before it."""

from __future__ import annotations

import re

from services.models.answer import Intent, Query

FOLLOWING = frozenset(
    {
        Intent.FOLLOWUP_MORE,
        Intent.FOLLOWUP_ORDINAL,
        Intent.FOLLOWUP_DETAIL,
        Intent.FOLLOWUP_FILTER,
    }
)
GOES_ON = re.compile(
    r"^\W*(?:and|but|or|also|then|so|what about|how about|what of|same for"
    r"|ok(?:ay)?,? and|which ones?|any (?:more|others?)|why not|how so|really|more)\b",
    re.I,
)
REFERS = re.compile(
    r"\b(?:it|its|it's|that|this|those|these|there|then|them|they|their|theirs|one|ones"
    r"|same|other|others|another|else|more|rest|former|latter|next|previous|above"
    r"|again|too|instead|both|he|him|his|himself|she|her|hers|herself)\b",
    re.I,
)
FEWEST_WORDS = 3


def leans(query: Query, intent: str) -> bool:
    """Whether an answer may rest on what was said before.

    Who "she" is may have changed in a conversation: only a question that names whom
    and what it asks about stands alone there.
    """
    if not query.history and not query.page_text:
        return False
    if intent in FOLLOWING or len(query.text.split()) < FEWEST_WORDS:
        return True
    return bool(GOES_ON.search(query.text) or REFERS.search(query.text))
