"""A printed résumé as HTML: headings, lists and links; every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from services.models.printed import Link, PrintedEntry, PrintedResume, PrintedSection

OUTSIDE = ' target="_blank" rel="noopener noreferrer"'
NAMED_BY_THEIR_VALUE = ("mailto:", "tel:")


def person(resume: PrintedResume) -> str:
    """The name, what is said beside it, and the ways to reach the person."""
    parts = [
        f"<h1>{escape(resume.name)}</h1>",
        _line("headline", resume.headline),
        *(_line("soft", words) for words in resume.beside),
        _linked("ways", resume.ways, of=""),
    ]
    return "".join(parts)


def sections(resume: PrintedResume) -> str:
    """The summary and all sections."""
    summary = "".join(_line("summary", words) for words in resume.summary)
    return "\n".join([summary, *map(_section, enumerate(resume.sections))])


def link(name: str, address: str, *, of: str = "") -> str:
    """A link; `of` tells those who hear it alone what it belongs to."""
    href = escape(address.removeprefix("/"))
    label = f' aria-label="{escape(f"{name}: {of}")}"' if of else ""
    outside = OUTSIDE if address.startswith("http") else ""
    return f'<a href="{href}"{label}{outside}>{escape(name)}</a>'


def _section(numbered: tuple[int, PrintedSection]) -> str:
    number, section = numbered
    is_short = ' class="short"' if section.is_short else ""
    return (
        f'    <section aria-labelledby="s{number}"{is_short}>'
        f'<h2 id="s{number}">{escape(section.heading)}</h2>'
        f"{''.join(map(_entry, section.entries))}</section>"
    )


def _entry(entry: PrintedEntry) -> str:
    points = "".join(f"<li>{escape(point)}</li>" for point in entry.points)
    details = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in entry.details
    )
    parts = (
        f'<div class="top"><h3>{escape(entry.heading)}</h3>',
        _line("when", entry.when),
        "</div>",
        _line("beside", entry.beside),
        *(f"<p>{escape(text)}</p>" for text in entry.texts),
        points and f'<ul class="points">{points}</ul>',
        details and f"<dl>{details}</dl>",
        _linked("links", entry.links, of=entry.heading),
    )
    return f"<article>{''.join(parts)}</article>"


def _line(kind: str, words: str) -> str:
    return f'<p class="{kind}">{escape(words)}</p>' if words else ""


def _linked(kind: str, links: Iterable[Link], *, of: str) -> str:
    """The links as a list; mail and telephone are called by their value."""
    items = "".join(
        f"<li>{link(_called(name, address), address, of=of)}</li>"
        for name, address in links
    )
    return f'<ul class="{kind}">{items}</ul>' if items else ""


def _called(name: str, address: str) -> str:
    scheme, _, value = address.partition(":")
    if f"{scheme}:" not in NAMED_BY_THEIR_VALUE:
        return name
    return f"{name}: {value.replace('-', ' ') if scheme == 'tel' else value}"
