"""The ways to reach the person as a card that can be used at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.models.answer import Card
from services.models.resume import Profile
from services.resume.answers.contact.networks import title_of
from services.resume.cards import address
from services.resume.link_names import WEBSITE, distinct
from services.resume.understanding.contact import held

CONTACT = "contact"
EMAIL, PHONE, CALENDAR, RESUME = "E-mail", "Phone", "Book a call", "Résumé"
OUR_PAGE = "/resume"
"""This service's own page with the résumé: a link without a host is ours."""
CALENDARS = ("calendar", "calendly", "booking", "cal")
RESUME_FILES = ("resume_file", "resume", "cv", "pdf")
HOMES: Mapping[str, str] = {
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "bitbucket": "https://bitbucket.org/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "twitter": "https://x.com/{}",
    "x": "https://x.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "youtube": "https://www.youtube.com/@{}",
    "medium": "https://medium.com/@{}",
    "kaggle": "https://www.kaggle.com/{}",
    "behance": "https://www.behance.net/{}",
    "dribbble": "https://dribbble.com/{}",
    "orcid": "https://orcid.org/{}",
    "huggingface": "https://huggingface.co/{}",
    "bluesky": "https://bsky.app/profile/{}",
}
"""Where an account is whose owner wrote its name alone."""
ACCOUNT = re.compile(r"@?[\w.+-]{1,60}")
NOT_DIALLED = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Addresses of the owner's own choosing; empty where there is none."""

    calendar: str
    resume_file: str


def own_places(profile: Profile) -> OwnPlaces:
    """Where a call is booked and where the résumé is as a file."""
    return OwnPlaces(_linked(profile, CALENDARS), _linked(profile, RESUME_FILES))


def contact_card(profile: Profile) -> Card:
    """The card; it has the page of the résumé at least."""
    links = distinct(_links(profile))
    web = [(name, a) for name, a in links if a.startswith("http")]
    plain = [a for name, a in links if not a.startswith("/")]
    told = " ".join(f"{part.rstrip('.')}." for part in _told(profile))
    return Card(
        id=CONTACT,
        type=CONTACT,
        title=profile.name,
        section=CONTACT,
        content=told,
        description=told,
        link=next((a for name, a in web if name == WEBSITE), next(iter(plain), None)),
        github=next((a for name, a in web if name == title_of("github")), None),
        links=tuple(a for _, a in links),
        link_names=tuple(name for name, _ in links),
    )


def _links(profile: Profile) -> Iterator[tuple[str, str]]:
    """Names and addresses, the most direct first."""
    places = own_places(profile)
    for mail in filter(None, profile.email.split(", ")):
        yield EMAIL, f"mailto:{mail}"
    if number := NOT_DIALLED.sub("", profile.phone):
        yield PHONE, f"tel:{number}"
    if places.calendar:
        yield CALENDAR, places.calendar
    if site := address(profile.website):
        yield WEBSITE, site
    for network, written in profile.links.items():
        if network not in (*CALENDARS, *RESUME_FILES):
            if found := account(network, written):
                yield title_of(network), found
    yield RESUME, places.resume_file or OUR_PAGE


def account(network: str, written: str) -> str:
    """The address of a profile; empty where only a name on an unknown network is."""
    if found := address(written):
        return found
    home = HOMES.get(network.replace(" ", ""))
    if home is None or not ACCOUNT.fullmatch(written):
        return ""
    return home.format(written.removeprefix("@"))


def _told(profile: Profile) -> Iterator[str]:
    """What there is in words, for pages that draw no links."""
    if profile.email:
        yield f"{EMAIL}: {profile.email}"
    if profile.phone:
        yield f"{PHONE}: {profile.phone}"
    if profile.location:
        yield profile.location
    if free := held("availability", profile):
        yield free
    if not profile.email and not profile.phone:
        yield f"Ways to reach {profile.name}"


def _linked(profile: Profile, names: tuple[str, ...]) -> str:
    found = (address(profile.links.get(name, "")) for name in names)
    return next(filter(None, found), "")
