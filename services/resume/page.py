"""What a résumé file says of the visitor's page: `meta.page`, and the owner's photo."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from services.models.page import OwnerPage, Photo
from services.pictures.photo import MOST_BYTES, data_of, photo_of
from services.resume.fields import text
from services.resume.json_lines import Pointer
from services.resume.problems import Problem, Warnings, kind

AT: Pointer = ("meta", "page")
IMAGE_KEYS = ("image", "photo", "picture")
PERSONS = ("basics", "contact")
MOST_STARTERS = 4
LONGEST_GREETING = 120
LONGEST_STARTER = 100
LONGEST_LINK = 500
LONGEST_COLOUR = 40
LONGEST_NAME = 200
TAG = re.compile(r"<[A-Za-z/!?]")
HOSTED = re.compile(r"(?:https?:)?//", re.IGNORECASE)
LINK_SCHEMES = ("http", "https", "mailto")
T = TypeVar("T")


def without_image(person: Any) -> Any:
    """A person's fields without the photo, which may be longer than any text."""
    if not isinstance(person, Mapping):
        return person
    return {key: value for key, value in person.items() if key not in IMAGE_KEYS}


def read_page(
    document: Mapping[str, Any], folder: Path | None, warnings: Warnings
) -> OwnerPage:
    """What the file says of the page; what cannot be used is warned of, and the
    default serves. A photo's file is looked for in `folder`, beside the résumé.
    """
    found: dict[str, Any] = {}
    for key, value in _settings(document, warnings).items():
        read = READERS.get(key)
        if read is None:
            warnings.append(Problem((*AT, key), "is no setting of the page: left out"))
        elif value not in (None, "", []):
            found[key] = _tried(read, value, (*AT, key), warnings)
    at, image = _image(document)
    photo = None
    if image and folder is not None:
        photo = _tried(lambda name: _photo(name, folder), image, at, warnings)
    kept = {key: value for key, value in found.items() if value is not None}
    return OwnerPage(**kept, photo=photo, photo_file=_file_name(image))


def _settings(document: Mapping[str, Any], warnings: Warnings) -> Mapping[str, Any]:
    meta = document.get("meta")
    page = meta.get("page") if isinstance(meta, Mapping) else None
    if page is None or isinstance(page, Mapping):
        return page or {}
    warnings.append(Problem(AT, f"must be an object, not {kind(page)}: left out"))
    return {}


def _tried(
    read: Callable[[Any], T], value: Any, at: Pointer, warnings: Warnings
) -> T | None:
    """What is read; None, and one warning, for what cannot be used."""
    try:
        return read(value)
    except ValueError as error:
        warnings.append(Problem(at, f"{error}: left out"))
        return None


def colour(value: Any) -> str:
    """A colour as `#rrggbb`, from every form that style sheets know."""
    from PIL import ImageColor

    wrong = ValueError("is no colour: write one such as #0b6470 or teal")
    if not isinstance(value, str) or len(value) > LONGEST_COLOUR:
        raise wrong
    try:
        red, green, blue = ImageColor.getrgb(value.strip())[:3]
    except ValueError:
        raise wrong from None
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        raise wrong
    return f"#{red:02x}{green:02x}{blue:02x}"


def words(value: Any, longest: int) -> str:
    """Plain words on one line; raise ValueError for markup and for too many of them."""
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {kind(value)}")
    if len(value) > longest:
        raise ValueError(f"is longer than {longest} characters")
    if TAG.search(value):
        raise ValueError("holds HTML: write plain words")
    return " ".join(text(value).split())


def starters(value: Any) -> tuple[str, ...]:
    """Up to four questions."""
    if not isinstance(value, list):
        raise ValueError(f"must be a list, not {kind(value)}")
    if len(value) > MOST_STARTERS:
        raise ValueError(f"are {len(value)}, and the page has room for {MOST_STARTERS}")
    read = [words(item, LONGEST_STARTER) for item in value]
    return tuple(dict.fromkeys(filter(None, read)))


def link(value: Any) -> str:
    """An address that a browser follows, or a path of this service's."""
    wrong = ValueError(
        "is no link: write https://…, mailto:… or a path such as /cv.pdf"
    )
    if not isinstance(value, str) or len(value) > LONGEST_LINK:
        raise wrong
    address = value.strip()
    odd = any(char.isspace() or not char.isprintable() for char in address)
    if odd or any(char in "\\<>\"'" for char in address):
        raise wrong
    if address.startswith("/") and not address.startswith("//"):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        raise wrong from None
    whom = parts.path if parts.scheme == "mailto" else parts.hostname
    if parts.scheme not in LINK_SCHEMES or not whom:
        raise wrong
    return address


READERS: Mapping[str, Callable[[Any], Any]] = {
    "accent": colour,
    "greeting": lambda value: words(value, LONGEST_GREETING),
    "starters": starters,
    "resume_file": link,
    "calendar": link,
}


def _image(document: Mapping[str, Any]) -> tuple[Pointer, Any]:
    """The photo as it is written, and where: at the top, or with the person."""
    for at in ((), *((name,) for name in PERSONS)):
        place: Any = document.get(at[0]) if at else document
        for key in IMAGE_KEYS if isinstance(place, Mapping) else ():
            image = place.get(key)
            # At the top, a list or an object is a section of the owner's own.
            if image and (at or isinstance(image, str)):
                return (*at, key), image
    return (), None


def _file_name(image: Any) -> str:
    """The name of a file beside the résumé; empty for every other kind of photo."""
    is_name = isinstance(image, str) and len(image) <= LONGEST_NAME
    if not is_name or image.startswith("data:") or HOSTED.match(image):
        return ""
    return str(image).strip()


def _photo(image: Any, folder: Path) -> Photo:
    """Raise ValueError, saying why, for what is none."""
    if not isinstance(image, str):
        raise ValueError(f"must be text, not {kind(image)}")
    if image.startswith("data:"):
        return photo_of(data_of(image))
    if HOSTED.match(image):
        raise ValueError(
            "is on another host, and the page loads nothing from there: put the file "
            "beside the résumé and write its name"
        )
    return photo_of(_file(image, folder))


def _file(image: str, folder: Path) -> bytes:
    name = _file_name(image)
    try:
        path = (folder / name).resolve()
        if not name or not path.is_relative_to(folder.resolve()):
            raise ValueError("is no file beside the résumé")
        if path.exists() and not path.is_file():
            raise ValueError("is no file beside the résumé")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or "unreadable").lower()
        raise ValueError(f"cannot be read, {why}") from error
