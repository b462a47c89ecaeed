"""Whether a sentence of a model is borne out by the cards that it was given.

A sentence is read in pieces, each about one entry. A piece stands only if a single
entry bears out everything in it: every number, date, name, technology and claim, its
direction and its negations. So a true employer with another job's year falls, and so
does a `led` where the entry says `helped`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.llm.claims import contradiction
from services.llm.ground import (
    Ground,
    Unit,
    ground_of,
    ground_of_text,
    is_negator,
)
from services.llm.lexicon import Token, load_lexicon, stem, tokenize
from services.llm.pieces import Piece, pieces_of
from services.llm.quantities import is_month, is_number, moments, quantities
from services.models.answer import Card

Kind = Literal["supported", "neutral", "unsupported"]

VERBATIM_WORDS = 2
"""Telling words beside names: a name alone vouches for nothing."""
VERBATIM_SHARE = 0.85
"""Share of the telling words that the plain answer must hold to vouch for them."""
ELSEWHERE = frozenset(
    "also elsewhere separately another other besides additionally earlier before later "
    "outside beyond meanwhile previously".split()
)
POINTING = frozenset("it its there this that these those they them".split())
KNOWING = frozenset(
    "know knows knew use uses used using skilled skill skills proficient experience "
    "experienced familiar comfortable fluent tools technologies languages stack "
    "toolbox toolkit include includes speaks speak speaking works worked expertise "
    "hands-on".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`neutral` says nothing that could be false. `reason` is for logs and tests."""

    kind: Kind
    paths: tuple[str, ...] = ()
    reason: str = ""


class GroundingCheck:
    """Judges the sentences of one reply, in order: an `it` is about the last entry."""

    def __init__(
        self,
        cards: Sequence[Card],
        *,
        owner: str = "",
        profile: str = "",
        answer: str = "",
        known: frozenset[str] = frozenset(),
        details: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`known` are the words of the whole résumé, in lower case.

        `details` holds what it says of an entry beyond the card, by the card's id.
        """
        self._lexicon = load_lexicon()
        more = details or {}
        self._grounds = [
            ground_of(card, self._lexicon, more.get(card.id, ())) for card in cards
        ]
        self._vouching = [
            ground_of_text(name, path, text, self._lexicon)
            for name, path, text in (
                ("answer", "answer", answer),
                ("profile", "profile", profile),
            )
            if text
        ]
        self._owner = frozenset(token.key for token in tokenize(owner))
        self._counts = self._count(cards)
        self._known = known
        self._focus: Ground | None = None

    @staticmethod
    def _count(cards: Sequence[Card]) -> frozenset[float]:
        """How many there are of each kind: `two jobs` is no number of an entry."""
        types = [card.type for card in cards]
        return frozenset(float(types.count(kind)) for kind in set(types))

    def check(self, sentence: str) -> Verdict:
        tokens = tokenize(sentence)
        telling = [token for token in tokens if self._telling(token)]
        if not telling and not moments(sentence) and not quantities(sentence):
            claimed = {c for t in tokens for c in self._lexicon.claims.get(t.key, ())}
            return Verdict("unsupported" if claimed else "neutral", reason="no content")
        praised = [t.key for t in tokens if t.key in self._lexicon.praise]
        vouched = self._vouched(sentence, telling)
        if vouched:
            return vouched
        if self._lists_skills(sentence, tokens):
            return self._skills(telling)
        paths: list[str] = []
        pieces = pieces_of(sentence, tokens, self._grounds)
        for piece in pieces:
            ground, reason = self._bearer(piece)
            if ground is None:
                return Verdict("unsupported", reason=reason)
            if any(word not in ground.keys for word in praised):
                return Verdict("unsupported", reason=f"praise {praised}")
            self._focus = ground
            paths.append(ground.path)
        return Verdict("supported", tuple(dict.fromkeys(paths)))

    def _telling(self, token: Token) -> bool:
        """Whether a token could make the sentence false."""
        if token.key in self._owner or is_number(token.key):
            return False
        if token.capitalised and is_month(token.key):
            return False
        if token.key in self._lexicon.praise:
            return True
        if token.capitalised and not token.first:
            return token.key not in self._lexicon.stop
        return not self._lexicon.plain(token.key)

    def _vouched(self, sentence: str, telling: list[Token]) -> Verdict | None:
        """Whether a sentence only repeats one of the plain answer or the summary."""
        for ground in self._vouching:
            for unit in ground.units:
                if self._repeats(unit, sentence, telling):
                    return Verdict("supported", (ground.path,))
        return None

    def _repeats(self, unit: Unit, sentence: str, telling: list[Token]) -> bool:
        if [t.key for t in tokenize(sentence)] == [t.key for t in unit.tokens]:
            return True
        names = [token for token in telling if token.capitalised]
        held = [stem(token.key) in unit.stems for token in telling]
        if (
            len(telling) - len(names) < VERBATIM_WORDS
            or any(token.key not in unit.keys for token in names)
            or sum(held) < VERBATIM_SHARE * len(held)
        ):
            return False
        return (
            _figures(sentence) == _figures(unit.text)[: len(_figures(sentence))]
            and _same_order(telling, unit)
            and not contradiction(sentence, [unit], "text", self._lexicon)
        )

    def _lists_skills(self, sentence: str, tokens: Sequence[Token]) -> bool:
        keys = {token.key for token in tokens}
        claims = {c for key in keys for c in self._lexicon.claims.get(key, ())}
        return (
            bool(keys & KNOWING)
            and not claims
            and not keys & POINTING
            and not any(is_negator(token, self._lexicon) for token in tokens)
            and not quantities(sentence)
            and not moments(sentence)
            and not any(_mentioned(ground, keys) for ground in self._grounds)
        )

    def _skills(self, telling: list[Token]) -> Verdict:
        """Technologies of several entries in one sentence about none of them."""
        bearers: list[str] = []
        for token in telling:
            ground = next((g for g in self._grounds if self._holds(g, token)), None)
            if ground is None:
                return Verdict("unsupported", reason=f"unknown {token.text!r}")
            bearers.append(ground.path)
        return Verdict("supported", tuple(dict.fromkeys(bearers)))

    def _holds(self, ground: Ground, token: Token) -> bool:
        hard = token.capitalised or token.key in self._lexicon.technologies
        return token.key in ground.keys if hard else ground.bears(token.key)

    def _bearer(self, piece: Piece) -> tuple[Ground | None, str]:
        """The entry that bears out all of a piece, or why none does."""
        reason = "nothing is known of this"
        for ground in self._candidates(piece):
            reason = self._fault(piece, ground)
            if not reason:
                return ground, ""
        return None, reason

    def _candidates(self, piece: Piece) -> list[Ground]:
        if piece.anchored:
            return list(piece.anchored)
        keys = {token.key for token in piece.tokens}
        if self._focus and (keys & POINTING or not keys & ELSEWHERE):
            return [self._focus]
        return self._grounds

    def _fault(self, piece: Piece, ground: Ground) -> str:
        """Why an entry does not bear out a piece; empty when it does."""
        words = [token for token in piece.tokens if self._telling(token)]
        missing = [token for token in words if not self._held(token, ground)]
        for token in missing:
            if self._hard(token, ground):
                return f"{ground.id}: unknown {token.text!r}"
        if len(missing) > _tolerated(len(words)):
            return f"{ground.id}: unknown {[t.text for t in missing]}"
        return contradiction(
            piece.text,
            ground.units,
            ground.type,
            self._lexicon,
            ground=ground,
            counts=self._counts,
        )

    def _held(self, token: Token, ground: Ground) -> bool:
        if self._name_like(token):
            return token.key in ground.keys
        return ground.bears(token.key) or token.key in self._lexicon.claims

    def _name_like(self, token: Token) -> bool:
        lexicon = self._lexicon
        if token.capitalised and not token.first:
            return True
        if token.key in lexicon.ambiguous:
            return False
        return token.key in lexicon.technologies or any(c in "+#" for c in token.key)

    def _hard(self, token: Token, ground: Ground) -> bool:
        """Whether a word that an entry lacks is enough to reject a piece."""
        key = token.key
        if self._name_like(token) or key in self._lexicon.praise or key in self._known:
            return True
        if token.first and token.capitalised and not key.endswith(("ing", "ly", "ed")):
            return True
        return any(
            other is not ground and (key in other.keys) for other in self._grounds
        )


def _figures(text: str) -> list[float]:
    return [q.value for q in quantities(text)] + [float(m.year) for m in moments(text)]


def _tolerated(words: int) -> int:
    """How many plain words a paraphrase may bring along."""
    return 0 if words <= 2 else 1 if words <= 6 else 2


def _mentioned(ground: Ground, keys: set[str]) -> bool:
    return any(len(names & keys) * 2 >= len(names) for names in ground.name_keys)


def _same_order(telling: list[Token], unit: Unit) -> bool:
    """Whether names come in the order in which the statement has them."""
    order = [token.key for token in unit.tokens]
    places = [order.index(t.key) for t in telling if t.capitalised and t.key in order]
    return places == sorted(places)
