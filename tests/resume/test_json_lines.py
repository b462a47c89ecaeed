"""JSON read with the line of every value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.resume.json_lines import MAX_DEPTH, JsonError, parse

TEXT = """{
  "name": "Ada",
  "projects": [
    {"title": "One"},
    {
      "title": "Two, [really]: {it}",
      "links": {}
    }
  ]
}"""


@pytest.mark.parametrize(
    ("pointer", "line"),
    [
        ((), 1),
        (("name",), 2),
        (("projects", 0), 4),
        (("projects", 1, "title"), 6),
        (("projects", 1, "links"), 7),
    ],
)
def test_a_value_has_its_line(pointer: tuple[str | int, ...], line: int) -> None:
    assert parse(TEXT).line(pointer) == line


def test_what_is_missing_has_the_line_of_what_it_is_missing_from() -> None:
    assert parse(TEXT).line(("projects", 1, "description")) == 5


def test_a_key_given_twice_is_noticed() -> None:
    assert parse('{"a": 1, "b": {"c": 1, "c": 2}}').repeated == (("b", "c"),)
    assert parse('{"a": [{"b": 1}], "a": [{"b": 2}]}').repeated == (("a",),)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('{"a": 1,\n}', 2, "comma before a closing"),
        ('{"a": [1, 2', 1, "ends too early"),
        ('{\n"a" 1}', 2, "not JSON"),
        ('{"a": NaN}', 1, "NaN is not JSON"),
        ('{"a": "NaN",\n"b": 1,\n"c": [NaN]}', 3, "NaN is not JSON"),
        ('{\n"a": "-Infinity, \\" -Infinity",\n"b": -Infinity}', 3, "not JSON"),
        ('{\n"a":\n' + "9" * 5000 + "}", 3, "more than 300 digits"),
        ('{\n"a": 1e999}', 2, "too large"),
        ("[\n" * 100_000, 65, "nested too deeply"),
        ("", 1, "ends too early"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1, "nested too deeply"),
    ],
)
def test_what_is_not_json_is_refused_with_its_line(
    text: str, line: int, why: str
) -> None:
    with pytest.raises(JsonError, match=why) as error:
        parse(text)
    assert error.value.line == line


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_every_value_of_any_json_is_found(value: Any) -> None:
    def pointers(
        part: Any, at: tuple[str | int, ...] = ()
    ) -> set[tuple[str | int, ...]]:
        inside: list[tuple[str | int, Any]] = []
        if isinstance(part, dict):
            inside = list(part.items())
        elif isinstance(part, list):
            inside = list(enumerate(part))
        return {at}.union(*(pointers(item, (*at, key)) for key, item in inside))

    document = parse(json.dumps(value, indent=1))
    assert set(document.lines) == pointers(value)
