"""Every rule, in the order in which they are tried."""

from __future__ import annotations

from services.resume.answers import (
    abroad,
    business,
    families,
    languages,
    leading,
    skill_levels,
)
from services.resume.answers.compare import compared, superlative
from services.resume.answers.contact import contact, home
from services.resume.answers.counts import figures, sections
from services.resume.answers.details import detail
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
from services.resume.answers.lists import parts, skills, times
from services.resume.answers.outcome import Rule
from services.resume.answers.pitch import hiring, portrait, sides, standing_out, wishes
from services.resume.answers.presence import present, role
from services.resume.answers.study import (
    courses,
    degree,
    grades,
    graduation,
    places,
    student,
)
from services.resume.answers.unstated import unstated

RULES: tuple[Rule, ...] = (
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
        parts.whole_or_filtered,
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
