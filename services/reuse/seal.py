"""Words made unreadable: equal ones stay equal, and nobody can read them back."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import blake2b

from services.reuse.reading import Form, Word

KEY_BYTES = 16
SEALED_BYTES = 8


class Seal:
    """Seals with a key of its own, which is never written down."""

    def __init__(self) -> None:
        self._key = os.urandom(KEY_BYTES)

    def text(self, text: str) -> str:
        written = text.encode("utf-8", "surrogatepass")
        return blake2b(written, key=self._key, digest_size=SEALED_BYTES).hexdigest()

    def form(self, form: Form) -> Form:
        """The form without a word that can be read; its kind and tense stay."""
        return replace(form, words=tuple(map(self._word, form.words)), text="")

    def _word(self, word: Word) -> Word:
        return replace(
            word,
            key=self.text(word.key),
            alike=frozenset(map(self.text, word.alike)),
        )
