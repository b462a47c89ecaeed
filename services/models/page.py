"""What the owner says of the visitor's page, and how it looks for that."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


def digest_of(data: bytes) -> str:
    """What an address names, so that browsers may keep what it leads to for good."""
    return sha256(data).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Photo:
    """The owner's photo as it is served: small, and nothing in it but its pixels."""

    data: bytes
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """`meta.page` of the résumé file and its photo; what is empty is not said."""

    accent: str = ""
    """One colour, as `#rrggbb`."""
    greeting: str = ""
    starters: tuple[str, ...] = ()
    """First questions of the owner's own."""
    resume_file: str = ""
    calendar: str = ""
    """Both are addresses: http, https, mailto, or a path of this service's."""
    photo: Photo | None = None
    photo_file: str = ""
    """The name of the photo's file beside the résumé file, if it is one."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is made of a name, a headline and an OwnerPage to show them by.

    `accent` is the tone that white is read on; it, `sheet` and `icon` are empty where
    the page's own serve. `card` is the digest of what the preview card shows.
    """

    initials: str
    accent: str
    sheet: str
    icon: str
    card: str

    @property
    def sheet_digest(self) -> str:
        return digest_of(self.sheet.encode())

    @property
    def icon_digest(self) -> str:
        return digest_of(self.icon.encode())

    @property
    def app_digest(self) -> str:
        """Of what the icons of a home screen show."""
        return digest_of(repr((self.initials, self.accent)).encode())


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose page it is, as far as a page shows that before anything is asked."""

    name: str
    headline: str
    greeting: str
    """The owner's own, or the page's."""
    page: OwnerPage
