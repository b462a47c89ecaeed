"""HTML, SSML and Markdown in a text, read as the words that they show.

Owners paste what a theme rendered or a web page held. Every pattern scans its text
once and repeats nothing inside a repetition, so that the time grows with the length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

_MAY_BE_MARKUP = re.compile(r"[<&*_`~\[\\]|^[ \t]*[-+#>]", re.MULTILINE)

_HIDDEN = re.compile(
    r"<!--.{0,5000}?-->|<(script|style|template)\b[^<>]{0,500}>.{0,5000}?</\1\s{0,9}>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<([/!?]?)([A-Za-z][\w.:-]{0,60})((?:\s[^<>]{0,2000})?/?)>")
_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
    # Of SSML.
    " speak break par".split()
)
_INLINE = frozenset(
    "a abbr acronym b big body button cite code del dfn em font head html i iframe img"
    " input ins kbd label mark object q s samp script small span strike strong style"
    " sub sup svg time tt u var wbr"
    # Of SSML.
    " voice prosody emphasis say-as phoneme audio lexicon metadata desc lang media seq"
    " w embed".split()
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]{1,500}(?:@[^\s<>]{1,200})?)>")
_ADDRESS = re.compile(r"https?://|mailto:|[^\s@]+@[^\s@]+\.", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_MARKDOWN_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\(\s?<?([^()\s<>]{0,500}(?:\([^()\s<>]{0,200}\))?[^()\s<>]{0,300})>?"
    r"(?:\s\"[^\"\n]{0,200}\")?\)"
)
_HTML_LINK = re.compile(
    r"<a\s[^<>]{0,500}?href\s*=\s*[\"']?([^\"'\s<>]{1,500})[^<>]{0,500}>(.{0,300}?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)
_FENCE_OR_RULE = re.compile(
    r"^[ \t]{0,3}(?:```.*|~~~.*|[-*_=]{3,}[ \t]*)$", re.MULTILINE
)
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]+|[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE
)
_PAIRS = tuple(
    re.compile(
        rf"(?<![\w{mark[-1]}]){mark}(?=[^\s{mark[-1]}])([^\n]{{1,500}}?){end}(?!\w)"
    )
    for mark, end in (
        (r"\*\*\*", r"(?<=\S)\*\*\*"),
        (r"\*\*", r"(?<=\S)\*\*"),
        ("__", r"(?<=\S)__"),
        ("~~", r"(?<=\S)~~"),
        (r"\*", r"(?<=[^\s*])\*"),
        ("_", r"(?<=[^\s_])_"),
    )
)
_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_ESCAPED = re.compile(r"\\([*_`~#\[\]<>])")
_URL = re.compile(r"\b(https?://[^\s<>\"]{1,2000})")
_ASIDE = re.compile("\x00(\\d+)\x00")
_ENDS = (".", "!", "?", ":", ";", ",", "…")


def plain(text: str) -> str:
    """Return what a reader of the rendered text would see, without its links' targets.

    >>> plain("I build <b>pumps</b> &amp; [valves](https://example.com)")
    'I build pumps & valves'
    """
    lines = plain_lines(text)
    if len(lines) == 1:
        return lines[0]
    ended = [line if line.endswith(_ENDS) else f"{line}." for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])


def plain_lines(text: str) -> list[str]:
    """As `plain`, a paragraph or item of a list each; text without markup is one."""
    if not _MAY_BE_MARKUP.search(text) or _URL.fullmatch(text):
        return [text]
    shown = _without_markdown(without_tags(text))
    shown = _ENTITY.sub(lambda match: html.unescape(match[0]), shown)
    if shown == text:
        return [text]
    lines = (" ".join(line.split()) for line in shown.splitlines())
    return [line for line in lines if line]


def written_links(value: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Return the links that stand in the texts of an item, by their words.

    The first one in the fields `names`, which say what the item is called, is the
    item's own: it is called `link`.
    """
    found: dict[str, str] = {}
    for name in names:
        for _, address in _links_of(value.get(name)):
            found.setdefault("link", address)
    for key, held in value.items():
        if key not in names:
            for words, address in _links_of(held):
                found.setdefault(words, address)
    return found


def _links_of(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from _links_of(one)
    if not isinstance(value, str):
        return
    pairs = [(m[1], m[2]) for m in _MARKDOWN_LINK.finditer(value) if m[0][0] != "!"]
    pairs += [(m[2], m[1]) for m in _HTML_LINK.finditer(value)]
    for words, address in pairs:
        if address.startswith(("https://", "http://")):
            yield plain(words).lower() or "link", html.unescape(address)


def without_tags(text: str) -> str:
    """Return the text without its HTML and SSML; a block's edge becomes a line's end.

    Code such as `<Toast />` is kept by its name, and the brackets of `List<int>` stay.
    """
    if "<" not in text:
        return text
    return _AUTOLINK.sub(_address, _TAG.sub(_shown, _HIDDEN.sub(" ", text)))


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of a tag: `<Button>` is code, `<button>` is not."""
    sign, name, _ = match.groups()
    known = name.lower() if name in (name.lower(), name.upper()) else name
    if known in _BLOCKS:
        return "\n"
    if known in _INLINE or sign in ("!", "?") or ":" in name:
        return ""
    if match.string[match.start() - 1 : match.start()].isalnum():
        return match[0]
    return "" if sign else name


def _address(match: re.Match[str]) -> str:
    if not _ADDRESS.match(match[1]):
        return match[0]
    return match[1].removeprefix("mailto:")


def _without_markdown(text: str) -> str:
    text = _LINE_START.sub("", _FENCE_OR_RULE.sub("", text))
    text = _MARKDOWN_LINK.sub(r"\1", text)
    kept: list[str] = []
    text = _URL.sub(lambda match: _put_aside(match[1], kept), text)
    text = _CODE.sub(lambda match: _put_aside(match[2], kept), text)
    text = _ESCAPED.sub(lambda match: _put_aside(match[1], kept), text)
    for pair in _PAIRS:
        text = pair.sub(r"\1", text)
    while _ASIDE.search(text):
        text = _ASIDE.sub(lambda match: kept[int(match[1])], text)
    return text


def _put_aside(text: str, kept: list[str]) -> str:
    """Stars inside code are code: `**kwargs` keeps them."""
    kept.append(text)
    return f"\x00{len(kept) - 1}\x00"
