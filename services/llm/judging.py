"""Whether single entries bear out the pieces of a sentence, everything in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal

from services.llm.claims import contradiction
from services.llm.dates import wrong_date
from services.llm.ground import Ground
from services.llm.lexicon import Lexicon, Token
from services.llm.pieces import Piece
from services.llm.telling import Telling

Kind = Literal["supported", "neutral", "unsupported"]

ELSEWHERE = frozenset(
    "also elsewhere separately another other besides additionally earlier before later "
    "outside beyond meanwhile previously".split()
)
POINTING = frozenset("it its there this that these those they them".split())
JOINING = frozenset("both and the also as well at in for with on a an".split())
SUMMED_UP = 2
"""Telling words beside names for which the summary can vouch."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`neutral` says nothing that could be false. `reason` is for logs and tests."""

    kind: Kind
    paths: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Judge:
    """`summary` are the statements of the owner's profile. `focus` is the last entry
    that bore something out: what an `it` is about.
    """

    grounds: Sequence[Ground]
    summary: Sequence[Ground]
    telling: Telling
    lexicon: Lexicon
    today: date
    focus: Ground | None = None

    def __post_init__(self) -> None:
        types = [ground.type for ground in self.grounds]
        self.counts = frozenset(float(types.count(kind)) for kind in set(types))

    def borne(self, pieces: Sequence[Piece], *, shared: bool) -> Verdict:
        paths: list[str] = []
        for place, piece in enumerate(pieces):
            ground, reason = self._bearer(piece)
            if ground is None:
                return Verdict("unsupported", reason=reason)
            told = self._told_of(pieces, place, shared=shared)
            if told and (reason := self.fault(told, ground)):
                return Verdict("unsupported", reason=f"both: {reason}")
            self.focus = ground
            paths.append(ground.path)
        return Verdict("supported", tuple(dict.fromkeys(paths)))

    def _told_of(
        self, pieces: Sequence[Piece], place: int, *, shared: bool
    ) -> Piece | None:
        """What is said of an entry that is only named: `Both A and B are in Go`."""
        if len(pieces) < 2 or not self._only_names(pieces[place]):
            return None
        after = place + 1
        if after < len(pieces) and not self._only_names(pieces[after]) and not place:
            return self._unnamed(pieces[after])
        if shared and place:
            return self._unnamed(pieces[place - 1])
        return self._head(pieces[:place])

    def _head(self, before: Sequence[Piece]) -> Piece | None:
        """What a list of names is told of: `Redis is used in` of `A and B`."""
        telling = [piece for piece in before if not self._only_names(piece)]
        if not telling or not telling[-1].anchored:
            return None
        names = _names_in(telling[-1])
        head = tuple(takewhile(lambda t: t.key not in names, telling[-1].tokens))
        if not any(map(self.telling, head)):
            return None
        return Piece(" ".join(token.text for token in head), head, ())

    def _only_names(self, piece: Piece) -> bool:
        others = {token.key for token in piece.tokens} - _names_in(piece)
        return bool(piece.anchored) and others <= JOINING

    def _unnamed(self, piece: Piece) -> Piece:
        return self.without(piece.text, piece.tokens, piece.anchored)

    @staticmethod
    def without(text: str, tokens: Sequence[Token], who: Sequence[Ground]) -> Piece:
        """What is said, without the names of those of whom it is said."""
        for name in sorted((n for g in who for n in g.names), key=len, reverse=True):
            text = text.replace(name, "")
        names = {key for ground in who for words in ground.name_keys for key in words}
        kept = tuple(token for token in tokens if token.key not in names)
        return Piece(text, kept, ())

    def _bearer(self, piece: Piece) -> tuple[Ground | None, str]:
        """The entry that bears out all of a piece, or why none does."""
        reason = "nothing is known of this"
        for ground in self._candidates(piece):
            reason = self.fault(piece, ground)
            if not reason:
                return ground, ""
        if summed_up := self._summed_up(piece):
            return summed_up, ""
        return None, reason

    def _summed_up(self, piece: Piece) -> Ground | None:
        """The statement of the owner's summary that bears a piece out, if any."""
        own = [t for t in piece.tokens if self.telling(t) and not t.capitalised]
        if len(own) < SUMMED_UP or any(
            wrong_date(piece.text, g) for g in piece.anchored
        ):
            return None
        return next((g for g in self.summary if not self.fault(piece, g)), None)

    def _candidates(self, piece: Piece) -> list[Ground]:
        if piece.anchored:
            naming = [g for g in self.grounds if _speaks_of(g, piece.anchored)]
            return [*piece.anchored, *naming]
        keys = {token.key for token in piece.tokens}
        if self.focus and (keys & POINTING or not keys & ELSEWHERE):
            return [self.focus]
        return list(self.grounds)

    def fault(self, piece: Piece, ground: Ground) -> str:
        """Why an entry does not bear out a piece; empty when it does."""
        if lacking := self.telling.missing(piece.tokens, ground, self.grounds):
            return f"{ground.id}: {lacking}"
        praised = {token.key for token in piece.tokens} & self.lexicon.praise
        if not praised <= ground.keys:
            return f"praise {sorted(praised)}"
        return contradiction(
            piece.text,
            ground.units,
            ground.type,
            self.lexicon,
            ground=ground,
            counts=self.counts,
            today=self.today,
        )


def _names_in(piece: Piece) -> frozenset[str]:
    return frozenset(
        key for ground in piece.anchored for name in ground.name_keys for key in name
    )


def _speaks_of(ground: Ground, who: Sequence[Ground]) -> bool:
    """Whether an entry itself names another one: a post on how a project was built."""
    return ground not in who and any(
        name.lower() in unit.text.lower()
        for other in who
        for name in other.names[:1]
        for unit in ground.units
    )
