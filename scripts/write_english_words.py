"""Write the word lists of services/resume/data/telling from two dictionaries.

    python scripts/write_english_words.py WORDNET LEMMINFLECT

WORDNET is the folder of Debian's wordnet-base (`/usr/share/wordnet`), LEMMINFLECT the
folder of the installed package of that name. Both are needed only to write the lists.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "services" / "resume" / "data"
NOUN, VERB, ADJECTIVES = "1", "2", "35"
PERSON = 18
"""WordNet's number for the file of nouns that name a person."""
WORD = re.compile(r"[a-z]{2,}")
VOWELS = "aeiou"
AGENT_ENDINGS = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "smith")


def lemmas(wordnet: Path, part: str) -> Iterator[tuple[str, list[str]]]:
    """Each lemma of one word, with the offsets of its senses, the commonest first."""
    for line in (wordnet / f"index.{part}").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if WORD.fullmatch(fields[0]) and not line.startswith(" "):
            yield fields[0], fields[-int(fields[2]) :]


def counts(wordnet: Path) -> Counter[tuple[str, str]]:
    """How often each lemma was met as each part of speech."""
    met: Counter[tuple[str, str]] = Counter()
    for line in (wordnet / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        lemma, sense = key.split("%")
        met[lemma, sense[0]] += int(count)
    return met


def inflections(package: Path) -> dict[str, tuple[str, str, str, str]]:
    """The past, participle, gerund and s-form of each verb."""
    forms = {}
    table = package / "resources" / "infl_lu.csv.gz"
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, part, *rest = line.strip().split(",")
            if part == "verb" and len(rest) == 4 and all(rest[2:]):
                past, participle, gerund, s = (commonest(lemma, one) for one in rest)
                if not participle or participle.endswith("ed"):
                    participle = past
                forms[lemma] = (past, participle, gerund, s)
    return forms


def commonest(lemma: str, variants: str) -> str:
    """The spelling to write: learned, not learnt; focused, not focussed."""
    known = variants.split("/")
    if f"{lemma}ed" in known and any(one.endswith("t") for one in known):
        return f"{lemma}ed"
    return min(known, key=len)


def regular(lemma: str) -> tuple[str, str, str, str]:
    """The forms that a reader of the list makes by rule."""
    if lemma.endswith("e"):
        ing = lemma[:-1] + "ing" if not lemma.endswith(("ee", "ye", "oe")) else ""
        return lemma + "d", lemma + "d", ing or lemma + "ing", lemma + "s"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return (*[lemma[:-1] + "ied"] * 2, lemma + "ing", lemma[:-1] + "ies")  # type: ignore[return-value]
    s = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return lemma + "ed", lemma + "ed", lemma + "ing", s


def verb_lines(wordnet: Path, package: Path) -> Iterator[str]:
    """One verb a line: its share of uses as a verb in tenths, and irregular forms."""
    met, forms = counts(wordnet), inflections(package)
    nouns = {lemma for lemma, _ in lemmas(wordnet, "noun")}
    common = set((DATA / "english_words.txt").read_text(encoding="utf-8").split())
    for lemma, _ in lemmas(wordnet, "verb"):
        as_verb, as_noun = met[lemma, VERB], met[lemma, NOUN]
        if lemma not in forms or (lemma in nouns and not as_verb + (lemma in common)):
            continue
        share = 9 * (as_verb + 1) // (as_verb + as_noun + 2) if lemma in nouns else 9
        own = forms[lemma]
        yield " ".join([lemma, str(share), *(own if own != regular(lemma) else ())])


def persons(wordnet: Path) -> Iterator[str]:
    """Common nouns whose commonest sense is a person."""
    common = set((DATA / "english_words.txt").read_text(encoding="utf-8").split())
    data = (wordnet / "data.noun").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in data if not line.startswith(" ")]
    written = written_small(wordnet)
    files = {row[0]: int(row[1]) for row in rows}
    for lemma, senses in lemmas(wordnet, "noun"):
        usual = lemma in common or lemma.endswith(AGENT_ENDINGS)
        if usual and files[senses[0]] == PERSON and (senses[0], lemma) in written:
            yield lemma


def adjectives(wordnet: Path) -> Iterator[str]:
    """Common adjectives that are no commoner as nouns or verbs."""
    common = set((DATA / "english_words.txt").read_text(encoding="utf-8").split())
    met = counts(wordnet)
    for lemma, _ in lemmas(wordnet, "adj"):
        own = sum(met[lemma, kind] for kind in ADJECTIVES)
        if lemma in common and own and own >= met[lemma, NOUN] + met[lemma, VERB]:
            yield lemma


def nouns(wordnet: Path) -> Iterator[str]:
    """Nouns written small that are common, have several senses or were met in texts."""
    common = set((DATA / "english_words.txt").read_text(encoding="utf-8").split())
    met, small = counts(wordnet), written_small(wordnet)
    for lemma, senses in lemmas(wordnet, "noun"):
        usual = lemma in common or len(senses) > 1 or met[lemma, NOUN]
        if usual and (senses[0], lemma) in small and len(lemma) > 2:
            yield lemma


def written_small(wordnet: Path) -> set[tuple[str, str]]:
    """Each sense of a noun with its words as they are written."""
    data = (wordnet / "data.noun").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in data if not line.startswith(" ")]
    return {(row[0], row[4 + 2 * n]) for row in rows for n in range(int(row[3], 16))}


def main() -> None:
    wordnet, package = Path(sys.argv[1]), Path(sys.argv[2])
    lists = {
        "verbs": verb_lines(wordnet, package),
        "persons": persons(wordnet),
        "adjectives": adjectives(wordnet),
        "nouns": nouns(wordnet),
    }
    for name, lines in lists.items():
        path = DATA / "telling" / f"{name}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
