"""Rules for what is asked of the person: worth, terms, contact, places."""

from __future__ import annotations

from services.resume.answers import (
    abroad,
    business,
    in_country,
    pronouns,
)
from services.resume.answers.contact import contact, home
from services.resume.answers.outcome import Rule
from services.resume.answers.pitch import hiring, sides, standing_out, wishes
from services.resume.answers.unstated import unstated

PERSON: tuple[Rule, ...] = (
    Rule(
        "pronouns",
        pronouns.pronouns,
        (
            "what are her pronouns",
            "is she a he or a she",
        ),
    ),
    Rule(
        "weaknesses",
        sides.weaknesses,
        (
            "what are her weaknesses",
            "what is she bad at",
            "where does he need to improve",
        ),
    ),
    Rule(
        "unstated",
        unstated.unstated,
        (
            "how old is he",
            "would she relocate to Paris",
            "what is her notice period",
            "how much does he charge",
        ),
    ),
    Rule(
        "pitch",
        hiring.hire,
        (
            "why should I hire her",
            "why should we take a chance on him",
            "convince me",
            "would she be a good fit to lead a team",
        ),
    ),
    Rule(
        "different",
        standing_out.different,
        (
            "what makes him different from others",
            "what sets her apart",
        ),
    ),
    Rule(
        "contact",
        contact.contact,
        (
            "how can I contact her",
            "what is her email",
            "where can I see more of his work",
            "can we book a call",
        ),
    ),
    Rule(
        "lives",
        home.lives,
        (
            "where does he live",
            "where is she based",
            "which city is she in",
        ),
    ),
    Rule(
        "abroad",
        abroad.abroad,
        (
            "has she worked abroad",
            "any experience in other countries",
        ),
    ),
    Rule(
        "in_country",
        in_country.in_country,
        (
            "has she worked in Norway",
            "did he work in Portugal",
        ),
    ),
    Rule(
        "countries",
        abroad.countries,
        (
            "which countries has he worked in",
            "what countries has she lived in",
        ),
    ),
    Rule(
        "towns",
        abroad.towns,
        (
            "which cities has she lived in",
            "what towns has he worked in",
        ),
    ),
    Rule(
        "own_business",
        business.own_business,
        (
            "has he ever been self-employed",
            "is she freelancing",
        ),
    ),
    Rule(
        "drives",
        wishes.drives,
        (
            "what drives her",
            "what does he care about",
            "what motivates her",
            "why did she become one",
        ),
    ),
)
