"""Mishearings of names, made without the repairer's own means.

A name is said by espeak-ng, whose sounds are then blurred as a recogniser blurs them
and written down again with words of the pronouncing dictionary. Spell-outs and splits
are made from the letters alone.
"""

from __future__ import annotations

import ctypes
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import espeakng_loader

IPA = {
    "tʃ": "CH", "dʒ": "JH", "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "ɔɪ": "OY",
    "ɪɹ": "IH R", "ɛɹ": "EH R", "ɑːɹ": "AA R", "ɔːɹ": "AO R", "ʊɹ": "UH R",
    "iə": "IY AH", "ɚ": "ER", "ɜː": "ER", "iː": "IY", "uː": "UW", "ɑː": "AA",
    "ɔː": "AO", "oː": "AO",
    "i": "IY", "ɪ": "IH", "ᵻ": "IH", "ɛ": "EH", "æ": "AE", "ʌ": "AH", "ə": "AH",
    "ɐ": "AH", "ʊ": "UH", "u": "UW", "ɑ": "AA", "ɔ": "AO", "a": "AE", "e": "EH",
    "o": "OW", "p": "P", "b": "B", "t": "T", "d": "D", "ɾ": "T", "k": "K", "ɡ": "G",
    "f": "F",
    "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH",
    "m": "M", "n": "N", "ŋ": "NG", "l": "L", "ɹ": "R", "w": "W", "j": "Y", "əl": "AH L",
}  # fmt: skip
IPA_SOUND = re.compile("|".join(sorted(IPA, key=len, reverse=True)))
BLURS = ("P B", "T D", "K G", "F V", "S Z", "M N", "AA AO", "AA AH", "IH IY", "EH IH",
         "AE EH", "AH IH", "ER AH", "UH UW", "OW AO", "AH EH")  # fmt: skip
LETTER_WORDS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        """ay bee see dee e eff gee aitch i jay kay el em en oh pea queue are es tea you
        vee doubleyou ex why zee""".split(),
        strict=True,
    )
)
CARRIERS = (
    "does she know {}", "tell me about {}", "what has she done with {}",
    "{} experience", "show me the {} work",
    "has she ever used {} in production", "how long with {}",
)  # fmt: skip
ESPEAK_SYNCHRONOUS, ESPEAK_UTF8, ESPEAK_IPA = 2, 1, 2
MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Mishearing:
    name: str
    heard: str
    kind: str


class Speaker:
    """espeak-ng, asked for sounds only."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._library.espeak_Initialize(ESPEAK_SYNCHRONOUS, 0, data, 0)
        self._library.espeak_SetVoiceByName(b"en-us")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def sounds(self, text: str) -> list[str]:
        left = ctypes.c_char_p(text.encode())
        ipa = self._library.espeak_TextToPhonemes(
            ctypes.byref(left), ESPEAK_UTF8, ESPEAK_IPA
        ).decode()
        plain = re.sub(r"[ˈˌː]", lambda m: m[0] if m[0] == "ː" else "", ipa)
        return " ".join(IPA[s] for s in IPA_SOUND.findall(plain)).split()


class Writer:
    """Writes sounds down with the commonest dictionary words that make them."""

    def __init__(self, ranked: list[str]) -> None:
        rank = {word: at for at, word in enumerate(ranked)}
        spellings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for line in dictionary().read_text(encoding="utf-8").splitlines():
            word, _, sounds = line.partition(" ")
            if word.isalpha() and (len(word) > 2 or word in rank):
                spellings[tuple(sounds.split())].append(word)
        self._words = {
            sounds: min(words, key=lambda w: rank.get(w, len(rank)))
            for sounds, words in spellings.items()
        }

    def spell(self, sounds: list[str], rng: random.Random) -> str | None:
        """Few words; None where no run of words makes just these sounds."""
        best: list[list[str] | None] = [[]] + [None] * len(sounds)
        for end in range(1, len(sounds) + 1):
            for start in range(end):
                before = best[start]
                word = self._words.get(tuple(sounds[start:end]))
                if word is None or before is None or len(before) >= MAX_WORDS:
                    continue
                now = best[end]
                if now is None or len(before) + 1 < len(now) or rng.random() < 0.3:
                    best[end] = [*before, word]
        return " ".join(best[-1]) if best[-1] else None


def dictionary() -> Path:
    spec = find_spec("pocketsphinx")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    return folder / "model" / "en-us" / "cmudict-en-us.dict"


def generate(
    said: dict[str, str], ranked: list[str], seed: int
) -> Iterator[Mishearing]:
    """Without end; `said` maps a name to how a person reads it aloud."""
    rng = random.Random(seed)
    speaker, writer = Speaker(), Writer(ranked)
    names = sorted(said)
    makers = (spell_out, split, blur)
    while True:
        for maker in makers:
            name = rng.choice(names)
            heard = maker(name, said[name], speaker, writer, rng)
            if heard and heard.casefold() != name.casefold():
                yield Mishearing(name, heard, maker.__name__)


def spell_out(
    name: str, said: str, speaker: Speaker, writer: Writer, rng: random.Random
) -> str | None:
    """The capitals of a name as single letters, or as the words for letters."""
    acronym = re.search(r"[A-Z]{2,5}(?![a-z])", name)
    if acronym is None:
        return None
    letters = " ".join(acronym[0].lower())
    if rng.random() < 0.5:
        letters = " ".join(LETTER_WORDS[letter] for letter in acronym[0].lower())
    before, after = name[: acronym.start()].lower(), name[acronym.end() :].lower()
    return " ".join(f"{before} {letters} {after}".replace("/", " ").split())


def split(
    name: str, said: str, speaker: Speaker, writer: Writer, rng: random.Random
) -> str | None:
    """The same sounds as other words; else the letters cut before a consonant."""
    heard = writer.spell(speaker.sounds(said), rng)
    if heard is not None and rng.random() < 0.7:
        return heard
    cuts = [
        m.start()
        for m in re.finditer(r"(?<=[a-z]{2})(?=[bcdfgklmnprstv][a-z]{2})", said)
    ]
    if not cuts:
        return None
    at = rng.choice(cuts)
    return f"{said[:at]} {said[at:]}"


def blur(
    name: str, said: str, speaker: Speaker, writer: Writer, rng: random.Random
) -> str | None:
    """One sound heard as its neighbour, then written with real words."""
    sounds = speaker.sounds(said)
    places = [
        (at, other)
        for at, sound in enumerate(sounds)
        for pair in BLURS
        if sound in (two := pair.split())
        for other in two
        if other != sound
    ]
    rng.shuffle(places)
    for at, other in places[:8]:
        heard = writer.spell([*sounds[:at], other, *sounds[at + 1 :]], rng)
        if heard is not None:
            return heard
    return None
