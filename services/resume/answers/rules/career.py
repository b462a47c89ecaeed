"""Rules for what is asked of the career: its course, times, numbers and levels."""

from __future__ import annotations

from services.resume.answers import (
    languages,
    leading,
    skill_levels,
)
from services.resume.answers.compare import compared, counted
from services.resume.answers.counts import figures, sections
from services.resume.answers.durations import how_long
from services.resume.answers.jobs import (
    beginning,
    gaps,
    listing,
    order,
    overlaps,
    promotions,
    still,
    today,
    walk,
)
from services.resume.answers.outcome import Rule
from services.resume.answers.pitch import portrait
from services.resume.answers.study import (
    grades,
    graduation,
    student,
)

CAREER: tuple[Rule, ...] = (
    Rule(
        "several",
        counted.several,
        (
            "her two newest projects",
            "what were his first two jobs",
        ),
    ),
    Rule(
        "at_place",
        counted.at_place,
        (
            "what was her second job",
            "his second project",
        ),
    ),
    Rule(
        "promotions",
        promotions.promoted,
        (
            "was she ever promoted",
            "how many times was he promoted",
        ),
    ),
    Rule(
        "gaps",
        gaps.gap,
        (
            "is there a gap in her resume",
            "was he ever unemployed",
        ),
    ),
    Rule(
        "together",
        overlaps.together,
        (
            "did she ever have two jobs at once",
            "did he work while studying",
        ),
    ),
    Rule(
        "student",
        student.student,
        (
            "is she still in school",
            "is he a student",
        ),
    ),
    Rule(
        "still",
        still.still,
        (
            "is she still at Lantern Survey",
            "does she still work on the wreck atlas",
            ("where did she work first", "does she still work there"),
        ),
    ),
    Rule(
        "graduated",
        graduation.graduated,
        (
            "when did he graduate",
            "when does she finish her degree",
        ),
    ),
    Rule(
        "grades",
        grades.grades,
        (
            "what was her GPA",
            "did he get a first",
            "how good were her grades",
        ),
    ),
    Rule(
        "compared",
        compared.compared,
        (
            "which did she do longer, the survey or the bakery",
            "what is the difference between the tide wheel and the wreck atlas",
            (
                "tell me about the tide wheel",
                "was that before or after the wreck atlas",
            ),
        ),
    ),
    Rule(
        "durations",
        how_long.how_long,
        (
            "how many years of experience does he have",
            "how long was she at Lantern Survey",
            ("where does she work now", "how long has she been there"),
        ),
    ),
    Rule(
        "section_count",
        sections.section_count,
        (
            "how many awards does she have",
            "how many languages does he speak",
        ),
    ),
    Rule(
        "language",
        languages.language,
        (
            "does she speak German",
            "how good is his French",
        ),
    ),
    Rule(
        "languages",
        languages.languages,
        (
            "which languages does she speak",
            "what languages does he know",
        ),
    ),
    Rule(
        "skill_level",
        skill_levels.skill_level,
        (
            "how good is she with QGIS",
            "what is his level in drawing",
        ),
    ),
    Rule(
        "team",
        leading.team,
        (
            "how many people does she lead",
            "how big is his team",
        ),
    ),
    Rule(
        "figure",
        figures.figure,
        (
            "how many copies were sold",
            "how many miles of coast did she sound",
        ),
    ),
    Rule(
        "after_study",
        beginning.after_study,
        (
            "what did she do after university",
            "where did he work after graduating",
        ),
    ),
    Rule(
        "beside_it",
        order.beside_it,
        (
            "what did he do before Lantern Survey",
            ("tell me about Lantern Survey", "what came after that"),
        ),
    ),
    Rule(
        "previous",
        order.previous,
        (
            "what was her previous job",
            "where did he work before this",
        ),
    ),
    Rule(
        "first",
        beginning.first,
        (
            "what was her first job",
            "how did he start out",
        ),
    ),
    Rule(
        "today",
        today.today,
        (
            "where does she work now",
            "what is his current job",
            "who is her employer",
        ),
    ),
    Rule(
        "does",
        portrait.does,
        (
            "what does she do for a living",
            "what is his profession",
        ),
    ),
    Rule(
        "walk",
        walk.walk,
        (
            "walk me through her career",
            "how did her career progress",
        ),
    ),
    Rule(
        "jobs",
        listing.listed,
        (
            "list her jobs",
            "what companies has he worked for",
            "where has she worked",
        ),
    ),
)
