"""Invented people whose résumés the tests read aloud."""

from __future__ import annotations

from services.models.resume import Profile
from services.resume.telling.person import person_of

OWNER = Profile("Wanda Ferris", pronouns=("she", "her", "her"))
SHE = person_of(OWNER)
HE = person_of(Profile("Tomas Reed", pronouns=("he", "him", "his")))
THEY = person_of(Profile("Robin Oake"))
I = person_of(OWNER, voice="first")  # noqa: E741
