"""Which words of a sentence could make it false, and which an entry bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.llm.ground import Ground
from services.llm.lexicon import CONTRACTED, Lexicon, Token, tokenize
from services.llm.quantities import is_month, is_number, quantities

EVERYDAY = frozenset("us uk eu ai hr pm vp ux ui qa it tv pr ceo cto".split())
"""Abbreviations too common for a chance run of initials to vouch for them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """`known` are the words of the whole résumé: said of the wrong entry, no
    paraphrase.
    """

    lexicon: Lexicon
    owner: frozenset[str]
    known: frozenset[str]

    def __call__(self, token: Token) -> bool:
        if token.key in self.owner or is_number(token.key):
            return False
        if token.capitalised and is_month(token.key):
            return False
        if token.key in self.lexicon.praise:
            return True
        if token.capitalised and not token.first:
            return CONTRACTED.sub("", token.key) not in self.lexicon.stop
        return not self.lexicon.plain(token.key)

    def missing(
        self, tokens: Sequence[Token], ground: Ground, others: Sequence[Ground]
    ) -> str:
        """What of a piece an entry lacks, if too much; empty otherwise."""
        words = [token for token in tokens if self(token)]
        missing = [token for token in words if not self.held(token, ground)]
        for token in missing:
            if self._hard(token, ground, others):
                return f"unknown {token.text!r}"
        if len(missing) > _tolerated(len(words)) or not all(map(_is_manner, missing)):
            return f"unknown {[token.text for token in missing]}"
        return ""

    def held(self, token: Token, ground: Ground) -> bool:
        key = token.key
        if self._name_like(token):
            one = key.removesuffix("s") if key.endswith("days") else key
            known = one in ground.keys or (
                key not in self.known and _shortens(token, ground)
            )
        else:
            known = ground.bears(key) or key in self.lexicon.claims
        return known or self._joins(token, ground)

    def skill(self, token: Token, ground: Ground) -> bool:
        """Whether an entry has a technology as written, or a plain word in any form."""
        hard = token.capitalised or token.key in self.lexicon.technologies
        return token.key in ground.keys if hard else ground.bears(token.key)

    def _joins(self, token: Token, ground: Ground) -> bool:
        """Whether a word, as `company-wide`, joins plain words and the entry's own."""
        parts = tokenize(token.text.replace("-", " ").replace("/", " "))
        return len(parts) > 1 and all(
            self.lexicon.plain(part.key)
            or self.held(replace(part, first=False), ground)
            for part in parts
        )

    def _name_like(self, token: Token) -> bool:
        lexicon = self.lexicon
        if token.capitalised and not token.first:
            return True
        if token.key in lexicon.ambiguous:
            return False
        return token.key in lexicon.technologies or any(c in "+#" for c in token.key)

    def _hard(self, token: Token, ground: Ground, others: Sequence[Ground]) -> bool:
        """Whether a word that an entry lacks is enough to reject a piece."""
        key = token.key
        if self._name_like(token) or key in self.lexicon.praise or key in self.known:
            return True
        if token.first and token.capitalised and not key.endswith(("ing", "ly", "ed")):
            return True
        return any(other is not ground and key in other.keys for other in others)


def outside_figures(sentence: str) -> list[Token]:
    """The words of a sentence but those of its amounts, as `ms` in `140 ms`."""
    amounts = [(q.start, q.end) for q in quantities(sentence)]
    return [
        token
        for token in tokenize(sentence)
        if not any(start < token.start and token.end <= end for start, end in amounts)
    ]


def _shortens(token: Token, ground: Ground) -> bool:
    """Whether a name is an abbreviation of the entry's words: `SRE`, `MSc`, `VMs`."""
    key = token.key.replace(".", "")
    if sum(c.isupper() for c in token.text) < 2:
        return False
    short = key.removesuffix("s")
    return (short in ground.initials and key not in EVERYDAY) or ground.bears(token.key)


def _tolerated(words: int) -> int:
    """How many verbs and adverbs of its own a paraphrase may bring along."""
    return 0 if words <= 3 else 1 if words <= 8 else 2


def _is_manner(token: Token) -> bool:
    """Whether a word says, by its ending, how something was done.

    Such a word never says what was done, or to what.
    """
    return token.key.endswith(("ing", "ly")) and not token.capitalised
