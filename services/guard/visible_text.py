"""Whether a text shows what it holds: nothing invisible, nothing that turns it round.

`supabase_schema.sql` has the same rules as far as a database knows characters; a test
compares the two.
"""

from __future__ import annotations

import re
import unicodedata

NO_TEXT = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Categories: controls, formats, what no character is, what everybody has for himself,
and separators of lines."""
MARKS = frozenset(("Mn", "Me"))
MOST_MARKS = 5
"""In a row; more than any script needs on a letter, and they stay in their line."""
JOINERS = "\u200c\u200d"
"""Persian words and emoji need them."""
SPELLED = re.compile(
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
    "|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\U000e0100-\U000e01ef]"
)
"""The flags of regions, and ideographs in a chosen form: invisible characters that do
not hide."""
IGNORED = re.compile("[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]|[\ufe00-\ufe0f]{2}")
PICTOGRAPHS = range(0x1F000, 0x1FB00)
"""Where emoji are added that this Python may not know yet."""
UNSEEN = re.compile("[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
"""Letters without a shape."""


def deceives(text: str) -> bool:
    """Whether something in it is not shown, or is shown where it does not stand."""
    plain = SPELLED.sub("x", text)
    return (
        IGNORED.search(plain) is not None
        or any(map(_is_no_text, plain))
        or _longest_stack(plain) > MOST_MARKS
    )


def is_seen(text: str) -> bool:
    """Whether anything of it is seen: marks need a letter, and blanks are nothing."""
    plain = UNSEEN.sub("", SPELLED.sub("x", text))
    return any(_has_shape(character) for character in plain)


def _is_no_text(character: str) -> bool:
    if character in JOINERS:
        return False
    if unicodedata.category(character) == "Cn":
        return ord(character) not in PICTOGRAPHS
    return unicodedata.category(character) in NO_TEXT


def _has_shape(character: str) -> bool:
    category = unicodedata.category(character)
    blank = category == "Zs" or category in MARKS or character.isspace()
    return not blank and character not in JOINERS and not _is_no_text(character)


def _longest_stack(text: str) -> int:
    """The most marks, joiners and selectors that follow one another."""
    longest = stack = 0
    for character in text:
        on_top = character in JOINERS or unicodedata.category(character) in MARKS
        stack = stack + 1 if on_top else 0
        longest = max(longest, stack)
    return longest
