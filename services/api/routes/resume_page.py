"""The owner's résumé as a page to read, to print and to keep; it needs no script."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.api import owner_head, resume_html
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.filling import filled
from services.api.kept import Kept, kept
from services.api.page_replies import PAGE, Theme, page_headers
from services.api.words import ENGLISH
from services.container import Services
from services.models.page import Look, Owner
from services.models.printed import PrintedResume

PAGES_KEPT = 6
"""Three themes, of the résumé as it is and as it was."""
FILE = "Résumé as a file"

router = APIRouter(tags=["pages"])


@router.get(
    "/resume",
    summary="The owner's résumé",
    description="All sections as a page to read and to print; it needs no script.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def get_resume_page(
    request: Request, services: ServicesDep, theme: Theme = "auto"
) -> Response:
    return resume_page(services, theme).reply(request, page_headers("'none'", ENGLISH))


@router.head("/resume", include_in_schema=False)
async def check_resume_page(
    request: Request, services: ServicesDep, theme: Theme = "auto"
) -> Response:
    reply = resume_page(services, theme).reply(request, page_headers("'none'", ENGLISH))
    reply.body = b""
    return reply


def resume_page(services: Services, theme: str) -> Kept:
    """The page for the résumé as it is now; the service never runs without one."""
    printed = services.processor.content.printed
    owner = owner_head.owner_of(services)
    return rendered(printed, owner, services.look.of(owner), theme)


@lru_cache(PAGES_KEPT)
def rendered(printed: PrintedResume, owner: Owner, look: Look, theme: str) -> Kept:
    """resume.html with the résumé in it."""
    values = {
        "theme": theme,
        "title": escape(f"{printed.name} · Résumé"),
        "headline": escape(printed.headline or printed.name),
        "links": owner_head.links(look),
        "nav": nav(owner),
        "face": owner_head.face(owner, look, "large"),
        "person": resume_html.person(printed),
        "sections": resume_html.sections(printed),
    }
    return kept(filled("resume.html", values).encode(), "text/html")


def nav(owner: Owner) -> str:
    """The way to the conversation, and to the file where the owner has one."""
    links = [resume_html.link(f"Ask {owner.name}", "/app")]
    if file := owner.page.resume_file:
        links.append(resume_html.link(FILE, file))
    return "".join(links)
