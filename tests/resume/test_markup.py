"""Markup in a résumé's texts is read as words, and the addresses of links are kept."""

from __future__ import annotations

from typing import Any

from services.resume.loading import read_resume

PUMPS = {
    "basics": {
        "name": "Nora Vale",
        "summary": "<p>I build <strong>pumps</strong> &amp; valves.<br>"
        'More on <a href="https://nora.example.com/?a=1&amp;b=2">my page</a>.</p>',
    },
    "work": [
        {
            "name": "[R&amp;D Works](https://rd.example.com)",
            "position": "**Engineer**",
            "summary": "- Built `valves`\n- Led *three* teams",
            "highlights": ["Wrote the <em>valve</em> library &mdash; used by 3 teams."],
        }
    ],
    "projects": [
        {
            "name": "Toaster",
            "description": "A React library with a <Toast /> component.",
            "keywords": "- React\n- **TypeScript**",
            "url": "https://toaster.example.com/__docs__/?a=1&copy=2",
        }
    ],
}


def test_a_whole_resume_is_read_without_markup() -> None:
    read = read_resume(PUMPS)
    job, project = read.sections["experience"][0], read.sections["projects"][0]
    assert read.profile.summary == "I build pumps & valves. More on my page."
    assert (job.organization, job.role) == ("R&D Works", "Engineer")
    assert job.description == "Built valves. Led three teams"
    assert job.highlights == ("Wrote the valve library — used by 3 teams.",)
    assert project.description == "A React library with a Toast component."
    assert project.technologies == ("React", "TypeScript")


def test_the_addresses_of_links_are_kept() -> None:
    read = read_resume(PUMPS)
    assert read.profile.links == {"my page": "https://nora.example.com/?a=1&b=2"}
    job, project = read.sections["experience"][0], read.sections["projects"][0]
    assert job.links == {"link": "https://rd.example.com"}
    assert project.links == {"link": "https://toaster.example.com/__docs__/?a=1&copy=2"}


def test_an_address_of_its_own_goes_before_one_in_the_text() -> None:
    item: dict[str, Any] = {
        "name": "[Loom](https://a.example.com)",
        "url": "https://b.example.com",
        "description": "See [the paper](https://c.example.com).",
    }
    project = read_resume({"name": "Ada", "projects": [item]}).sections["projects"][0]
    assert project.links == {
        "link": "https://b.example.com",
        "the paper": "https://c.example.com",
    }
