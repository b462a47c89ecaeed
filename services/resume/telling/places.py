"""Places as they are said aloud: countries by their names."""

from __future__ import annotations

import re

from services.resume.reading.wordlists import table

CODE = re.compile(r"[A-Z]{2}")


def spoken_place(location: str) -> str:
    """A place with each part once, the code as a country.

    "Bodø, Bodø, NO" is "Bodø, Norway".
    """
    parts = [p.strip() for p in location.split(",") if p.strip()]
    if len(parts) > 1 and CODE.fullmatch(parts[-1]):
        country = country_name(parts[-1])
        parts[-1] = f"in {country}" if country.startswith("the ") else country
    return ", ".join(dict.fromkeys(filter(None, parts)))


def country_name(code: str) -> str:
    """The English name of an ISO 3166 code; empty for one that is none."""
    return str(table("country_codes")["codes"].get(code.upper(), ""))
