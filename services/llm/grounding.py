"""Whether a sentence of a model is borne out by the cards that it was given.

A sentence is read in pieces, each about one entry. A piece stands only if a single
entry bears out everything in it: every number, date, name, technology and claim, its
direction and its negations. So a true employer with another job's year falls, and so
does a `led` where the entry says `helped`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.llm.claims import contradiction
from services.llm.ground import Ground, ground_of, ground_of_text, is_negator
from services.llm.lexicon import Token, load_lexicon, tokenize
from services.llm.pieces import Piece, clauses_of, pieces_of
from services.llm.quantities import moments, quantities
from services.llm.spelling import normalized
from services.llm.telling import Telling, outside_figures
from services.llm.vouching import repeats
from services.models.answer import Card

Kind = Literal["supported", "neutral", "unsupported"]

ELSEWHERE = frozenset(
    "also elsewhere separately another other besides additionally earlier before later "
    "outside beyond meanwhile previously".split()
)
POINTING = frozenset("it its there this that these those they them".split())
DEGREES = frozenset({"bachelor", "master", "phd"})
JOINING = frozenset("both and the also as well at in for with on a an".split())
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
        today: Callable[[], date] = date.today,
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
        names = frozenset(token.key for token in tokenize(owner))
        self._telling = Telling(self._lexicon, names, known)
        self._counts = self._count(cards)
        self._today = today
        self._focus: Ground | None = None

    @staticmethod
    def _count(cards: Sequence[Card]) -> frozenset[float]:
        """How many there are of each kind: `two jobs` is no number of an entry."""
        types = [card.type for card in cards]
        return frozenset(float(types.count(kind)) for kind in set(types))

    def check(self, sentence: str) -> Verdict:
        sentence = normalized(sentence)
        tokens = outside_figures(sentence)
        telling = [token for token in tokens if self._telling(token)]
        if not telling and not moments(sentence) and not quantities(sentence):
            claimed = {c for t in tokens for c in self._lexicon.claims.get(t.key, ())}
            return Verdict("unsupported" if claimed else "neutral", reason="no content")
        for ground in self._vouching:
            for unit in ground.units:
                if repeats(unit, sentence, telling, self._lexicon):
                    return Verdict("supported", (ground.path,))
        if self._lists_skills(sentence, tokens):
            return self._skills(telling)
        pieces = pieces_of(sentence, tokens, self._grounds)
        verdict = self._borne(pieces, shared="both" in {t.key for t in tokens})
        if verdict.kind == "unsupported" and not any(p.anchored for p in pieces):
            return self._spread(sentence, tokens) or verdict
        return verdict

    def _borne(self, pieces: Sequence[Piece], *, shared: bool) -> Verdict:
        paths: list[str] = []
        for place, piece in enumerate(pieces):
            ground, reason = self._bearer(piece)
            if ground is None:
                return Verdict("unsupported", reason=reason)
            told = self._told_of(pieces, place, shared=shared)
            if told and (reason := self._fault(told, ground)):
                return Verdict("unsupported", reason=f"both: {reason}")
            self._focus = ground
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
        return self._unnamed(pieces[place - 1]) if shared and place else None

    def _only_names(self, piece: Piece) -> bool:
        others = {token.key for token in piece.tokens} - _names_in(piece)
        return bool(piece.anchored) and others <= JOINING

    @staticmethod
    def _unnamed(piece: Piece) -> Piece:
        names = _names_in(piece)
        tokens = tuple(token for token in piece.tokens if token.key not in names)
        return Piece(" ".join(token.text for token in tokens), tokens, ())

    def _spread(self, sentence: str, tokens: Sequence[Token]) -> Verdict | None:
        """A list over several entries: `a BSc in Physics and an MSc in Music`."""
        clauses = clauses_of(sentence, tokens)
        if len(clauses) < 2 or len(moments(sentence)) == 1:
            return None
        bearers: list[Ground] = []
        for clause in clauses:
            if not any(self._telling(token) for token in clause.tokens):
                return None
            bearer = next(
                (g for g in self._grounds if not self._fault(clause, g)), None
            )
            if bearer is None:
                return None
            bearers.append(bearer)
        claims = {c for t in tokens for c in self._lexicon.claims.get(t.key, ())}
        claims -= DEGREES
        if not all(claims <= bearer.claims for bearer in bearers):
            return None
        return Verdict("supported", tuple(dict.fromkeys(b.path for b in bearers)))

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
            and not any(_mentioned(g, keys) for g in self._grounds if g.type != "skill")
        )

    def _skills(self, telling: list[Token]) -> Verdict:
        """Technologies of several entries in one sentence about none of them."""
        bearers: list[str] = []
        for token in telling:
            ground = next(
                (g for g in self._grounds if self._telling.skill(token, g)), None
            )
            if ground is None:
                return Verdict("unsupported", reason=f"unknown {token.text!r}")
            bearers.append(ground.path)
        return Verdict("supported", tuple(dict.fromkeys(bearers)))

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
        if lacking := self._telling.missing(piece.tokens, ground, self._grounds):
            return f"{ground.id}: {lacking}"
        praised = {token.key for token in piece.tokens} & self._lexicon.praise
        if not praised <= ground.keys:
            return f"praise {sorted(praised)}"
        return contradiction(
            piece.text,
            ground.units,
            ground.type,
            self._lexicon,
            ground=ground,
            counts=self._counts,
            today=self._today(),
        )


def _names_in(piece: Piece) -> frozenset[str]:
    return frozenset(
        key for ground in piece.anchored for name in ground.name_keys for key in name
    )


def _mentioned(ground: Ground, keys: set[str]) -> bool:
    return any(len(names & keys) * 2 >= len(names) for names in ground.name_keys)
