"""Whether a text shows what it holds: nothing invisible, nothing that turns it round.

`supabase_schema.sql` has the same lists; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata

DECEIVING = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Zero-width characters, line separators and those that turn the direction of text.

The joiners U+200C and U+200D are none: Persian words and emoji need them.
"""
UNSEEN = re.compile(
    "[\\s\u00a0\u034f\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200d\u202f\u205f\u2800"
    "\u3000\u3164\ufe00-\ufe0f\uffa0]"
)
"""Spaces, joiners, selectors and letters without a shape."""


def deceives(text: str) -> bool:
    """Whether control characters, lone surrogates or deceiving ones are in it."""
    if DECEIVING.search(text):
        return True
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


def is_seen(text: str) -> bool:
    """Whether anything of it is seen."""
    return bool(UNSEEN.sub("", text))
