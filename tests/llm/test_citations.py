"""Sentences and the facts that they cite, from JSON and from marked text."""

from __future__ import annotations

import pytest

from services.llm.citations import CitedReader, claims_of

Told = list[tuple[str, list[int]]]
REPLIES: dict[str, tuple[str, Told]] = {
    "behind": (
        "She led it. [3][7] It won. [2]",
        [("She led it.", [3, 7]), ("It won.", [2])],
    ),
    "inside": (
        "She led it [3, 7]. It won [2].",
        [("She led it.", [3, 7]), ("It won.", [2])],
    ),
    "words": ("She led it. [Fact 3 and 7]", [("She led it.", [3, 7])]),
    "line": (
        "She led it.[3]\n[4]\nIt won. [2]",
        [("She led it.", [3, 4]), ("It won.", [2])],
    ),
    "range": ("She led it [3-5]. (Facts 7 and 8)", [("She led it.", [3, 4, 5, 7, 8])]),
    "content": ("She led it (2025). [3]", [("She led it (2025).", [3])]),
    "none": ("She led it. It won.", [("She led it.", []), ("It won.", [])]),
    "broken": ("She led it. [3] It won. [2", [("She led it.", [3]), ("It won.", [])]),
    "thought": ("<think>[9] hm</think>Answer: She led it. [3]", [("She led it.", [3])]),
    "list": (
        "She knows:\n- Rust [3]\n- Go [4]\n",
        [("She knows: Rust and Go.", [3, 4])],
    ),
    "bare list": ("- Rust [3]\n- Go [4]", []),
    "told list": (
        "Here:\n1. She led it. [3]\n2. It won. [2]",
        [("She led it.", [3]), ("It won.", [2])],
    ),
    "json": (
        '{"answer": [{"sentence": "She said {\\"a\\"}.", "facts": [3, 7]}, '
        '{"sentence": "It won. Twice.", "facts": [2]}]}',
        [('She said {"a"}.', [3, 7]), ("It won.", [2]), ("Twice.", [2])],
    ),
    "json list": (
        '[{"sentence": "She led it.", "facts": ["3"]}]',
        [("She led it.", [3])],
    ),
    "fenced": (
        '```json\n{"answer":[{"sentence":"She led it.","facts":[3]}]}\n```',
        [("She led it.", [3])],
    ),
    "other json": ('{"answer": "She led it. [3]"}', [("She led it.", [3])]),
    "cut json": (
        '{"answer": [{"sentence": "She led it.", "facts": [3]}, {"sentence": "It w',
        [("She led it.", [3])],
    ),
    "json marks": (
        '{"answer":[{"sentence":"She led it. [7]","facts":[3]}]}',
        [("She led it.", [3, 7])],
    ),
}


def told(claims: object) -> Told:
    found = []
    for claim in claims:  # type: ignore[attr-defined]
        found.append((claim.sentence, sorted(at + 1 for at in claim.cited)))
    return found


@pytest.mark.parametrize(("reply", "claims"), REPLIES.values(), ids=REPLIES)
def test_sentences_come_with_what_they_cite(reply: str, claims: Told) -> None:
    assert told(claims_of(reply)) == claims


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize(("reply", "claims"), REPLIES.values(), ids=REPLIES)
def test_the_parts_it_arrives_in_make_no_difference(
    reply: str, claims: Told, size: int
) -> None:
    reader = CitedReader()
    found = []
    for start in range(0, len(reply), size):
        found += reader.feed(reply[start : start + size])
    assert told(found + reader.flush()) == claims


def test_a_sentence_is_known_before_the_reply_ends() -> None:
    reader = CitedReader()
    long = "She led a team of five at Harbor Labs for three years and a half."
    assert told(reader.feed(f"{long} [3] It w")) == [(long, [3])]
    reader = CitedReader()
    begun = f'{{"answer": [{{"sentence": "{long}", "facts": [3]}}, {{"sen'
    assert told(reader.feed(begun)) == [(long, [3])]
