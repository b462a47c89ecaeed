"""Rules for what the résumé holds, the loose ones last."""

from __future__ import annotations

from services.resume.answers import (
    families,
    leading,
    prizes,
    skill_groups,
)
from services.resume.answers.compare import superlative
from services.resume.answers.details import detail
from services.resume.answers.lists import skills, times
from services.resume.answers.outcome import Rule
from services.resume.answers.pitch import portrait, sides, standing_out, wishes
from services.resume.answers.presence import present, role
from services.resume.answers.study import (
    courses,
    degree,
    places,
)

CONTENTS: tuple[Rule, ...] = (
    Rule(
        "looking",
        wishes.looking,
        (
            "what kind of role is she looking for",
            "is he looking for work",
            "what are her goals",
        ),
    ),
    Rule(
        "strengths",
        sides.strengths,
        (
            "what are her strengths",
            "what is he best at",
        ),
    ),
    Rule(
        "skill_group",
        skill_groups.skill_group,
        (
            "drawing skills",
            "her drawing skills",
        ),
    ),
    Rule(
        "degree",
        degree.degree,
        (
            "does she have a PhD",
            "does he have a bachelors",
        ),
    ),
    Rule(
        "leadership",
        leading.leadership,
        (
            "has she managed people",
            "any leadership experience",
        ),
    ),
    Rule(
        "role",
        role.role,
        (
            "is she a doctor",
            "has he ever been a surveyor",
        ),
    ),
    Rule(
        "family",
        families.family,
        (
            "can she code",
            "does she know how to program",
        ),
    ),
    Rule(
        "superlative",
        superlative.superlative,
        (
            "what is the newest project",
            "which job did she keep longest",
            "what is the best thing he made",
        ),
    ),
    Rule(
        "achievement",
        standing_out.achievement,
        (
            "what is her biggest achievement",
            "what is he most proud of",
        ),
    ),
    Rule(
        "at_time",
        times.at_time,
        (
            "what was she doing in 2014",
            "did he do anything between 2017 and 2019",
        ),
    ),
    Rule(
        "study",
        places.where_or_what,
        (
            "where did she study",
            "what degree does he have",
            "tell me about her education",
        ),
    ),
    Rule(
        "courses",
        courses.courses,
        (
            "what courses did she take",
            "which modules did he have",
        ),
    ),
    Rule(
        "parts",
        prizes.prizes_or_part,
        (
            "what awards has she won",
            "does he volunteer",
            "what does she do for fun",
            "who can vouch for her",
        ),
    ),
    Rule(
        "skills",
        skills.skills,
        (
            "what skills does she have",
            "what software does he use",
        ),
    ),
    Rule(
        "about",
        portrait.about,
        (
            "who is she",
            "tell me about him",
            "sum her up in one sentence",
            "introduce him",
        ),
    ),
    Rule(
        "highlights",
        standing_out.best_bits,
        (
            "give me the highlights",
            "impress me",
        ),
    ),
    Rule(
        "detail",
        detail.detail,
        (
            "tell me about the tide wheel",
            "when did she get the Golden Compass",
            ("what was her first job", "what did she do there"),
            ("tell me about the wreck atlas", "and when was that"),
        ),
    ),
    Rule(
        "present",
        present.present,
        (
            "has he worked with children",
            "any experience with divers",
        ),
    ),
)
