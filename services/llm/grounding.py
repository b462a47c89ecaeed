"""Whether a sentence of a model is borne out by the cards that it was given.

A sentence is read in pieces, each about one entry. A piece stands only if a single
entry bears out everything in it: every number, date, name, technology and claim, its
direction and its negations. So a true employer with another job's year falls, and so
does a `led` where the entry says `helped`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.llm.counting import count_of, one_each
from services.llm.dates import TIMED
from services.llm.ground import Ground, ground_of, ground_of_text, is_negator
from services.llm.judging import POINTING, Judge, Verdict
from services.llm.lexicon import Token, load_lexicon, tokenize
from services.llm.pieces import (
    Piece,
    clauses_of,
    clauses_of_summary,
    named,
    pieces_of,
    separate,
)
from services.llm.quantities import moments, quantities
from services.llm.scope import ALL
from services.llm.sequence import Aside, aside_of, misplaced, out_of_order
from services.llm.spelling import normalized
from services.llm.telling import Telling, outside_figures
from services.llm.vouching import repeats
from services.models.answer import Card

ORDERED = frozenset(
    "before after then later next followed following prior moved joined left replaced "
    "instead than".split()
)
INDEPENDENT = re.compile(
    r"(?:[,;]? (?:and|but)|;|,) (?=(?:(?:before|after) that,? |then |later |now |today "
    r"|earlier |since (?:[A-Z]\w+ )?\d{4},? |in (?:[A-Z]\w+ )?\d{4},? )?"
    r"(?:she|he|they|I|it)(?:'s|'ve)? )"
    r"|,? and (?=(?:\w+(?:[^\Ws]s|ed)|led|built|wrote|taught|cut|won|gave|ran|held) )"
    r"|(?<=[a-z]) who (?=(?:\w+s|has|was|built|led|worked) )"
)
LEVELS = frozenset("native fluent conversational basic intermediate advanced".split())
DEGREES = frozenset({"bachelor", "master", "phd"})
KNOWING = frozenset(
    "know knows knew use uses used using skilled skill skills proficient experience "
    "experienced familiar comfortable fluent tools technologies languages stack "
    "toolbox toolkit include includes speaks speak speaking works worked expertise "
    "hands-on".split()
)


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
        """A check of sentences against `cards` and what is known beside them.

        `known` are the words of the whole résumé, in lower case. `details` holds what
        it says of an entry beyond the card, by the card's id.
        """
        self._lexicon = load_lexicon()
        more = details or {}
        self._grounds = [
            ground_of(card, self._lexicon, more.get(card.id, ())) for card in cards
        ]
        summary = [
            ground_of_text("profile", "profile", clause, self._lexicon)
            for clause in clauses_of_summary(profile)
        ]
        said = ground_of_text("answer", "answer", answer, self._lexicon)
        self._vouching = [said, *summary]
        names = frozenset(token.key for token in tokenize(owner))
        known_as = "|".join(map(re.escape, [owner, *owner.split()])) or r"(?!)"
        self._owner = re.compile(rf"\b(?:{known_as})\b(?P<of>['’]s)?")
        self._telling = Telling(self._lexicon, names, known)
        self._judge = Judge(
            self._grounds, summary, self._telling, self._lexicon, today()
        )

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
        return self._read(self._owner.sub(_pronoun, sentence))

    def _read(self, sentence: str) -> Verdict:
        aside = aside_of(sentence, self._grounds)
        if out_of_order(sentence, aside, self._grounds):
            return Verdict("unsupported", reason="order")
        tokens = outside_figures(sentence)
        telling = [token for token in tokens if self._telling(token)]
        if self._lists_skills(sentence, tokens) and not self._of_one(tokens):
            skills = self._skills(telling)
            if skills.kind == "supported" or not INDEPENDENT.search(sentence):
                return skills
        pieces = pieces_of(sentence, tokens, self._grounds)
        verdict = self._judge.borne(pieces, shared="both" in {t.key for t in tokens})
        if verdict.kind != "unsupported":
            return verdict
        if not any(p.anchored for p in pieces):
            verdict = self._spread(sentence, tokens) or verdict
        return (
            self._set_aside(sentence, aside)
            or self._counted(sentence)
            or self._of_all(sentence, tokens)
            or self._one_each(sentence)
            or self._one_by_one(sentence, tokens)
            or verdict
        )

    def _set_aside(self, sentence: str, aside: Aside | None) -> Verdict | None:
        """Support for a sentence that sets an entry before or after others, or None.

        `After two years at A, she joined B` must be right of each, and in the order.
        """
        if not aside:
            return None
        start, end = aside.span
        verdict = self._read(f"{sentence[:start]}{sentence[end:]}")
        told = [ground for ground in self._grounds if ground.path in verdict.paths]
        if not told or misplaced(aside, told):
            return None
        rest = Piece(aside.rest, tuple(outside_figures(aside.rest)), ())
        if self._judge.fault(rest, aside.about):
            return None
        return Verdict("supported", (*verdict.paths, aside.about.path))

    def _counted(self, sentence: str) -> Verdict | None:
        """Support for a sentence that counts entries, or None.

        `Three of her projects use Go`: just three do, of those named if any are.
        """
        count = count_of(sentence)
        if not count:
            return None
        kind = [ground for ground in self._grounds if ground.type == count.kind]
        who = named(count.rest, self._grounds)
        told = self._judge.without(count.rest, outside_figures(count.rest), who)
        if not any(map(self._telling, told.tokens)):
            return None
        bearing = [g for g in (who or kind) if not self._judge.fault(told, g)]
        if len(bearing) != count.number or (who and len(who) != len(bearing)):
            return None
        return Verdict("supported", tuple(g.path for g in bearing))

    def _of_all(self, sentence: str, tokens: Sequence[Token]) -> Verdict | None:
        """What is said of several named entries at once is true of each of them."""
        who = named(sentence, self._grounds)
        if separate(who) < 2 or ORDERED & {token.key for token in tokens}:
            return None
        told = self._judge.without(sentence, tokens, who)
        timed = all(ground.dates and ground.type in TIMED for ground in who)
        if timed or not any(map(self._telling, told.tokens)):
            return None
        if any(self._judge.fault(told, ground) for ground in who):
            return None
        return Verdict("supported", tuple(ground.path for ground in who))

    def _one_each(self, sentence: str) -> Verdict | None:
        """Support for a sentence that tells one thing each of two entries, or None.

        `Two papers, one in 2018 and one in 2022`: an entry of its own for each.
        """
        parts = one_each(sentence)
        if not parts:
            return None
        bearers = [
            {
                ground.path
                for ground in self._grounds
                if parts.kind in ("", ground.type)
                and not self._judge.fault(
                    Piece(part, tuple(outside_figures(part)), ()), ground
                )
            }
            for part in parts.told
        ]
        if not all(bearers) or len(bearers[0] | bearers[1]) < 2:
            return None
        return Verdict("supported", tuple(sorted(bearers[0] | bearers[1])))

    def _of_one(self, tokens: Sequence[Token]) -> bool:
        """Whether one entry has all the words, and so contradicts the sentence."""
        return any(
            not self._telling.missing(tokens, ground, self._grounds)
            for ground in self._grounds
        )

    def _one_by_one(self, sentence: str, tokens: Sequence[Token]) -> Verdict | None:
        """Main clauses with a subject each are sentences of their own."""
        parts = INDEPENDENT.split(sentence)
        if len(parts) < 2 or self._of_one(tokens):
            return None
        paths: list[str] = []
        for part in parts:
            verdict = self._read(part)
            if verdict.kind != "supported":
                return None
            paths += verdict.paths
        return Verdict("supported", tuple(dict.fromkeys(paths)))

    def _spread(self, sentence: str, tokens: Sequence[Token]) -> Verdict | None:
        """A list over several entries: `a BSc in Physics and an MSc in Music`."""
        clauses = clauses_of(sentence, tokens)
        if len(clauses) < 2 or len(moments(sentence)) == 1:
            return None
        if self._of_one(tokens):
            return None
        bearers: list[Ground] = []
        everywhere = [*self._grounds, *self._judge.summary]
        for clause in clauses:
            if not any(self._telling(token) for token in clause.tokens):
                return None
            bearer = next(
                (g for g in everywhere if not self._judge.fault(clause, g)), None
            )
            if bearer is None:
                return None
            bearers.append(bearer)
        if len({bearer.path for bearer in bearers}) < 2:
            return None
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
            and not keys & ALL
            and len(keys & LEVELS) < 2
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


def _pronoun(name: re.Match[str]) -> str:
    """The owner's name is a subject like any `she`."""
    return "her" if name["of"] else "she"


def _mentioned(ground: Ground, keys: set[str]) -> bool:
    return any(len(names & keys) * 2 >= len(names) for names in ground.name_keys)
