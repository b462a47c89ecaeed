"""Repair by sound: what a recogniser misheard of a résumé's names is put right.

Every run of up to six words is compared, as sounds, with every way of saying a name.
An index by consonant skeleton, with one consonant dropped, finds the few candidates;
a weighted edit distance over sounds decides. Words that are common English need a
closer likeness than words that are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Levenshtein

from services.resume.phonemes import skeleton, substitution_costs, weights
from services.resume.pronunciation import Pronunciation
from services.resume.spoken_names import Sayings, ways_to_say

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?[+#]*")
MAX_WINDOW_WORDS = 6
MAX_WORDS = 60
MAX_CHARS = 1_000
MAX_WORD_CHARS = 24
MAX_NAMES = 6_000
MIN_SOUNDS = 4
MIN_DROPPABLE = 3
"""Skeletons shorter than this must agree in full."""
LIMIT_COMMON, LIMIT_RARE, LIMIT_UNKNOWN = 0.08, 0.14, 0.2
"""Greatest distance a sound, by how English the words heard are."""
LIMIT_SINGLE = 0.1
"""The same for one strange word, which may well name some other thing."""
MAX_EDITS = 5
WORD_BONUS = 0.02
ARTICLE = "x"
EDGE_COST = 0.35
"""Added for a "the" or "is" at either end of the window."""
EDGE_WORDS = frozenset(
    """a an the of to in on at by for with from and or is are was were be been do does
    did has have had he she they it i you we his her their its my your me him them who
    what when where which why how that this these those can could would will any about
    as tell show use used using know knows work works worked not no yes so um uh
    """.split()
)
SUBJECTS = frozenset(("i", "you", "he", "she", "we", "they"))
"""What follows one is a verb, as in "can you see sharp edges"."""


@dataclass(frozen=True, slots=True)
class Change:
    """`start` indexes the repaired text's original."""

    heard: str
    meant: str
    start: int


@dataclass(frozen=True, slots=True)
class Repaired:
    text: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Saying:
    name: str
    sounds: str


@dataclass(frozen=True, slots=True)
class _Find:
    """Tokens `first` up to `last`, exclusive, sound like `name`."""

    distance: float
    first: int
    last: int
    name: str


class SoundRepair:
    """Built once for a résumé's `names`; `repair` takes well under a millisecond.

    `common_words` are right as they stand: everyday English, and names of other
    things that a visitor may ask about.
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        common_words: Set[str] = frozenset(),
        pronunciation: Pronunciation | None = None,
        sayings: Sayings | None = None,
    ) -> None:
        self._say = pronunciation or Pronunciation()
        self._common = common_words
        self._costs, self._weights = substitution_costs(), weights()
        self._written: dict[str, str] = {}
        self._spelled: dict[str, str] = {}
        self._exact: dict[str, str] = {}
        self._index: dict[str, list[_Saying]] = {}
        for name in dict.fromkeys(list(names)[:MAX_NAMES]):
            self._learn(name, sayings or {})
        self._longest = max(map(len, self._exact), default=0) + MAX_EDITS

    def repair(self, text: str) -> Repaired:
        tokens = list(islice(WORD.finditer(text[:MAX_CHARS]), MAX_WORDS + 1))
        if not tokens or len(tokens) > MAX_WORDS or not self._index:
            return Repaired(text)
        words = [token[0].casefold() for token in tokens]
        taken = [False] * len(words)
        finds = list(self._written_finds(words, taken))
        for find in sorted(self._heard_finds(words, taken), key=_preference):
            if not any(taken[find.first : find.last]):
                taken[find.first : find.last] = [True] * (find.last - find.first)
                finds.append(find)
        return _replaced(text, tokens, finds)

    def _learn(self, name: str, sayings: Sayings) -> None:
        self._written.setdefault(_squeezed(name.casefold()), name)
        for way in ways_to_say(name, sayings):
            words = way.split()
            self._spelled.setdefault(way, name)
            sounds = "".join(map(self._say.sounds, words))
            if len(sounds) < MIN_SOUNDS:
                continue
            saying = _Saying(name, sounds)
            self._exact.setdefault(sounds, name)
            for key in _keys(skeleton(sounds)):
                self._index.setdefault(key, []).append(saying)

    def _written_finds(self, words: list[str], used: list[bool]) -> Iterator[_Find]:
        """Names that are there already, perhaps in pieces; marks their words taken."""
        for size in range(min(MAX_WINDOW_WORDS, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                last = first + size
                if any(used[first:last]):
                    continue
                window = words[first:last]
                name = self._spelled.get(" ".join(window)) if size > 1 else None
                written = self._written.get("".join(window)) if name is None else None
                if written and (size == 1 or not self._everyday(window)):
                    name = written
                if name is not None and (size > 1 or window[0] not in self._common):
                    used[first:last] = [True] * size
                    yield _Find(0.0, first, last, name)

    @staticmethod
    def _everyday(window: list[str]) -> bool:
        """Whether it may well be words of its own: "red is", not "fast a p i"."""
        return any(word in EDGE_WORDS and len(word) > 1 for word in window)

    def _heard_finds(self, words: list[str], used: list[bool]) -> Iterator[_Find]:
        sounds = [self._sounds(words, at) for at in range(len(words))]
        for first in range(len(words)):
            sound = ""
            for last in range(first + 1, min(first + MAX_WINDOW_WORDS, len(words)) + 1):
                sound += sounds[last - 1]
                if used[last - 1] or not sounds[last - 1]:
                    break
                if len(sound) > self._longest:
                    break
                if len(sound) < MIN_SOUNDS:
                    continue
                limit = self._limit(words, first, last)
                if limit and (find := self._nearest(sound, words, first, last, limit)):
                    yield find

    def _sounds(self, words: list[str], at: int) -> str:
        """An "a" beside letters is spelled; elsewhere it is the article.

        Empty for what no name could sound like.
        """
        if len(words[at]) > MAX_WORD_CHARS:
            return ""
        if words[at] == "a":
            beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
            if not any(len(word) == 1 or word == "double" for word in beside):
                return ARTICLE
        return self._say.sounds(words[at])

    def _limit(self, words: list[str], first: int, last: int) -> float:
        """Distance allowed to these words; 0 where they must stand as they are."""
        strange = [word for word in words[first:last] if word not in self._common]
        if not strange:
            after_subject = first > 0 and words[first - 1] in SUBJECTS
            return LIMIT_COMMON if last - first > 1 and not after_subject else 0.0
        if last - first == 1:
            return LIMIT_SINGLE
        if all(map(self._say.knows, strange)):
            return LIMIT_RARE
        return LIMIT_UNKNOWN

    def _nearest(
        self, sound: str, words: list[str], first: int, last: int, limit: float
    ) -> _Find | None:
        if name := self._exact.get(sound):
            return _Find(0.0, first, last, name)
        edges = (words[first] in EDGE_WORDS) + (words[last - 1] in EDGE_WORDS)
        if edges and limit <= LIMIT_COMMON:
            return None
        best = None
        for saying in self._candidates(sound):
            cost = self._cost(sound, saying.sounds, limit * len(saying.sounds), edges)
            if cost is None:
                continue
            distance = cost / len(saying.sounds)
            if best is None or distance < best.distance:
                best = _Find(distance, first, last, saying.name)
                limit = distance
        return best

    def _cost(self, sound: str, name: str, limit: float, edges: int) -> float | None:
        """None for what is too far away."""
        left = limit - edges * EDGE_COST
        edits = Levenshtein.distance(sound, name, score_cutoff=MAX_EDITS)
        if edits > MAX_EDITS or left < 0:
            return None
        cost = self._distance(sound, name, left)
        return cost + edges * EDGE_COST if cost <= left else None

    def _candidates(self, sound: str) -> Iterator[_Saying]:
        index, seen = self._index, set()
        for key in _keys(skeleton(sound)):
            if key in index:
                for saying in index[key]:
                    if saying.sounds not in seen:
                        seen.add(saying.sounds)
                        yield saying

    def _distance(self, sounds: str, name: str, limit: float) -> float:
        """Weighted edit distance; anything above `limit` once it cannot be met."""
        weigh, costs = self._weights, self._costs
        row = [0.0]
        for sound in name:
            row.append(row[-1] + weigh[sound])
        for a in sounds:
            before, row = row, [row[0] + weigh[a]]
            for at, b in enumerate(name):
                row.append(
                    min(
                        before[at] + costs.get(a + b, 1.0),
                        before[at + 1] + weigh[a],
                        row[at] + weigh[b],
                    )
                )
            if min(row) > limit:
                return limit + 1
        return row[-1]


def _keys(bones: str) -> list[str]:
    """The skeleton, and each with one consonant dropped."""
    if len(bones) <= MIN_DROPPABLE:
        return [bones]
    return [bones, *[bones[:at] + bones[at + 1 :] for at in range(len(bones))]]


def _squeezed(name: str) -> str:
    return "".join(WORD.findall(name))


def _preference(find: _Find) -> float:
    """Nearest first; a longer run of words may be a little further."""
    return find.distance - WORD_BONUS * (find.last - find.first)


def _replaced(text: str, tokens: list[re.Match[str]], finds: list[_Find]) -> Repaired:
    parts, changes, at = [], [], 0
    for find in sorted(finds, key=lambda find: find.first):
        start, end = tokens[find.first].start(), tokens[find.last - 1].end()
        heard = text[start:end]
        if heard.casefold() == find.name.casefold():
            continue
        parts += [text[at:start], find.name]
        changes.append(Change(heard, find.name, start))
        at = end
    return Repaired("".join([*parts, text[at:]]), tuple(changes))
