"""The ways to reach the person as a card that can be used at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from services.models.answer import Card
from services.models.resume import Profile
from services.resume.answers.contact.networks import title_of
from services.resume.cards import address
from services.resume.link_names import WEBSITE, distinct
from services.resume.understanding.contact import held

CONTACT = "contact-card"
"""The card's id; no entry of the résumé has it."""
EMAIL, PHONE, CALENDAR, RESUME = "E-mail", "Phone", "Book a time", "Résumé"
OUR_PAGE = "/resume"
"""This service's own page with the résumé: a link without a host is ours."""
ALONE = frozenset("location salary age availability relocation".split())
"""Facts of a person that are told by themselves: nobody asked how to reach them."""
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
LETTER = re.compile(r"[^\W\d_]")
DIGITS = re.compile(r"[0-9]+")
FEWEST_DIGITS = 5


def tells_ways(rule: str, slots: str = "") -> bool:
    """Whether the answer of a rule tells how to reach the person."""
    only_facts = bool(slots) and ALONE.issuperset(slots.split("|"))
    return "contact" in rule.split("+") and not only_facts


def contact_card(profile: Profile) -> Card:
    """The card; it has the page of the résumé at least."""
    links = ways(profile)
    plain = [link for _, link in links if not link.startswith("/")]
    told = " · ".join(_told(profile)) or f"Ways to reach {profile.name}"
    return Card(
        id=CONTACT,
        type="contact",
        title=profile.name,
        section="contact",
        content=told,
        highlights=tuple(beside(profile)),
        description=told,
        link=next((a for name, a in links if name == WEBSITE), next(iter(plain), None)),
        github=next((a for name, a in links if name == title_of("github")), None),
        links=tuple(link for _, link in links),
        link_names=tuple(name for name, _ in links),
    )


def ways(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Names and addresses of all ways to the person, the most direct first."""
    return distinct(_links(profile))


def _links(profile: Profile) -> Iterator[tuple[str, str]]:
    for mail in filter(None, profile.email.split(", ")):
        yield EMAIL, f"mailto:{quote(mail, safe='@+!$*~')}"
    if number := dialled(profile.phone):
        yield PHONE, f"tel:{number}"
    if profile.page.calendar:
        yield CALENDAR, profile.page.calendar
    if site := address(profile.website):
        yield WEBSITE, site
    for network, written in profile.links.items():
        if home := account(network, written):
            yield title_of(network), home
    yield RESUME, profile.page.resume_file or OUR_PAGE


def dialled(phone: str) -> str:
    """The number to dial, parted by hyphens; empty for one in letters.

    "+1 (555) 010-0199 ext. 4" is "+1-555-010-0199".
    """
    number = LETTER.split(phone, maxsplit=1)[0]
    plus = "+" if number.lstrip(" (").startswith("+") else ""
    groups = DIGITS.findall(number)
    enough = sum(map(len, groups)) >= FEWEST_DIGITS
    return plus + "-".join(groups) if enough else ""


def account(network: str, written: str) -> str:
    """The address of a profile; empty where only a name on an unknown network is."""
    if link := address(written):
        return link
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


def beside(profile: Profile) -> Iterator[str]:
    """Where the person is, and whether free."""
    if profile.location:
        yield profile.location
    if free := held("availability", profile):
        yield free
