"""Lines of many trades read aloud."""

from __future__ import annotations

import pytest

from services.resume.telling.sentences import clause, sentence
from tests.resume.telling.people import HE, SHE, THEY, I

PAST = {
    "Cut waste in the bakery by 12%": "She cut waste in the bakery by 12%.",
    "Wrote the choir's first songbook": "She wrote the choir's first songbook.",
    "Led tours of the old town": "She led tours of the old town.",
    "Successfully moved 40 hives": "She successfully moved 40 hives.",
    "Co-founded a tool library": "She co-founded a tool library.",
    "Manage a crew": "She managed a crew.",
    "Runs the kiln and glazes bowls": "She ran the kiln and glazed bowls.",
    "Managing two barns and training hands": "She managed two barns and trained hands.",
    "Design and build timber frames": "She designed and built timber frames.",
    "Working with farmers on soil": "She worked with farmers on soil.",
    "Responsible for the kiln": "She was responsible for the kiln.",
    "In charge of nine cooks": "She was in charge of nine cooks.",
    "Alone in the galley for a year": "She was alone in the galley for a year.",
    "Nominated by a pupil": "She was nominated by a pupil.",
    "Promoted to head gardener": "She was promoted to head gardener.",
    "Awarded Baker of the Year": "She was awarded Baker of the Year.",
    "Voted by the apprentices.": "It was voted by the apprentices.",
    "Built with oak and steel": "It was built with oak and steel.",
    "Grew by 30% in a year": "She grew by 30% in a year.",
    "Part-time during the degree": "She worked part-time during the degree.",
    "8 went on to apprenticeships": "8 went on to apprenticeships.",
    "Three resigned within a month": "Three resigned within a month.",
    "5 of them stayed longer": "5 of them stayed longer.",
    "21 of the 38 boats are done": "21 of the 38 boats are done.",
    "Lit the hall with ten lamps": "She lit the hall with ten lamps.",
    "Subtitled in Welsh by pupils": "It was subtitled in Welsh by pupils.",
    "Downloaded 900 times": "It was downloaded 900 times.",
    "Earned 90 pounds in its first year": "It earned 90 pounds in its first year.",
    "Led the choir to its first prize": "She led the choir to its first prize.",
    "Own studio for portraits": "It was her own studio for portraits.",
    "Free lessons for pupils": "She worked on free lessons for pupils.",
    "Pilot-tested filters in two plants": "She pilot-tested filters in two plants.",
}
NOUNS = {
    "Goods shed with 32 doors.": "It was a goods shed with 32 doors.",
    "8-bed hospice on the coast": "It was an 8-bed hospice on the coast.",
    "About 40 guests a month": "There were about 40 guests a month.",
    "Extra shifts on three farms": "She worked extra shifts on three farms.",
    "Design of a kiln": "Her work included the design of a kiln.",
    "Research on salt marshes": "Her work included research on salt marshes.",
    "Dinners for 50 and up to 90 guests": (
        "She worked on dinners for 50 and up to 90 guests."
    ),
    "Menus, orders and stock": "She worked on menus, orders and stock.",
    "12 years of experience in retail": "She had 12 years of experience in retail.",
    "First place in the bread contest": "She took first place in the bread contest.",
    "Breakages down 30%": "Breakages went down by 30%.",
    "Head of costumes": "She was head of costumes.",
    "Founder of a repair café": "She was the founder of a repair café.",
    "Lead Engineer for the signal box": "She was a lead engineer for the signal box.",
    "Support engineer for schools": "She was a support engineer for schools.",
    "Project manager for two bridges": "She was a project manager for two bridges.",
    "Honorary member of the guild": "She was an honorary member of the guild.",
    "React, Node.js and PostgreSQL": "She used React, Node.js and PostgreSQL.",
}
CLAUSES = {
    "The team grew from 3 to 9": "The team grew from 3 to 9.",
    "Sales rose by half": "Sales rose by half.",
    "Wanda is the potter I want": "Wanda is the potter I want.",
    "My crew won the cup": "Her crew won the cup.",
    "I built the oven and train my apprentices": (
        "She built the oven and trains her apprentices."
    ),
    "Responsibilities included ordering": "Her responsibilities included ordering.",
    "In 2019, led the move": "In 2019, she led the move.",
    "As part of a crew of 4, mended nets": "As part of a crew of 4, she mended nets.",
    "Following the flood, we rebuilt the mill": (
        "Following the flood, the team rebuilt the mill."
    ),
}
LABELS = {
    "Key achievement: cut costs by 10 %": "She cut costs by 10%.",
    "Tools: lathe, kiln, wheel": "She used lathe, kiln and wheel.",
    "Duties: stock and orders": "Her responsibilities included stock and orders.",
    "Backend: wrote the booking service": "Backend: she wrote the booking service.",
}
MARKED = {
    "• **Rebuilt** the <b>iOS</b> app &amp; its [site](https://example.org)": (
        "She rebuilt the iOS app and its site."
    ),
    "🚀 Launched a shop": "She launched a shop.",
    "LED THE ECMO TEAM OF THE HOSPITAL": "She led the ECMO team of the hospital.",
    "Mended nets; trained 12 people": "She mended nets. She trained 12 people.",
}


@pytest.mark.parametrize(
    ("line", "said"), [*{**PAST, **NOUNS, **CLAUSES, **LABELS, **MARKED}.items()]
)
def test_a_line_of_a_past_job_is_a_sentence(line: str, said: str) -> None:
    assert sentence(line, SHE, ongoing=False) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Runs the night desk", "She runs the night desk."),
        ("Manage a crew of 6", "She manages a crew of 6."),
        ("Managing five shops, including two abroad", None),
        ("Member of the rescue team, answering calls", None),
        ("Cut waste by 12%", "She cut waste by 12%."),
        ("Designs, builds and tests bridges", "She designs, builds and tests bridges."),
        ("Fluent in Welsh", "She is fluent in Welsh."),
    ],
)
def test_what_goes_on_is_told_in_the_present(line: str, said: str | None) -> None:
    expected = {
        "Managing five": "She manages five shops, including two abroad.",
        "Member of the": "She is a member of the rescue team, answering calls.",
    }
    assert sentence(line, SHE, ongoing=True) == (said or expected[line[:13]])


def test_verbs_agree_with_every_subject() -> None:
    line = "Runs shifts, trains crews and writes the plan"
    plural = "They run shifts, train crews and write the plan."
    assert sentence(line, THEY, ongoing=True) == plural
    assert sentence(
        line, THEY, ongoing=True, by_name=True
    ) == f"Robin {line[0].lower()}" + (line[1:] + ".")
    assert sentence(line, I, ongoing=True) == plural.replace("They", "I")
    assert sentence("Was head of stores", THEY, ongoing=False) == (
        "They were head of stores."
    )


def test_only_the_first_sentence_has_the_name() -> None:
    said = sentence("Mended nets. Sold fish.", HE, ongoing=False, by_name=True)
    assert said == "Tomas mended nets. He sold fish."


def test_a_clause_can_be_joined() -> None:
    said = clause("Mended nets; sold fish.", SHE, ongoing=False)
    assert said == "she mended nets; she sold fish"


def test_place_and_time_are_said_once() -> None:
    def said(line: str) -> str:
        place, when = "at the Harbour Trust", "in 2019"
        return sentence(line, SHE, ongoing=False, place=place, when=when)

    assert said("Mended nets.") == "She mended nets at the Harbour Trust in 2019."
    assert said("Mended nets for the Harbour Trust in 2019") == (
        "She mended nets for the Harbour Trust in 2019."
    )
    assert said("Mended nets, including the big one") == (
        "She mended nets at the Harbour Trust in 2019, including the big one."
    )
    assert said("Mended nets. Sold fish.") == (
        "She mended nets at the Harbour Trust in 2019. She sold fish."
    )
    assert said("Sold nets, ropes and floats") == (
        "At the Harbour Trust in 2019, she sold nets, ropes and floats."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Leitung einer Werkstatt mit sechs Gesellen und der Ausbildung",
        "Responsable de la formation des apprentis dans le Jura",
        "東京の工房で陶芸を教えた",
    ],
)
def test_other_languages_are_left_alone(line: str) -> None:
    assert sentence(f" • {line}", SHE, ongoing=False) == f"{line}."


@pytest.mark.parametrize(
    "line", ["", " ", "•", "...", ";", "**", "A", "-", "( )", "“”", "| x", "/ a", "– –"]
)
def test_nothing_much_is_no_error(line: str) -> None:
    told = sentence(line, SHE, ongoing=False)
    assert not told or (told[0].isupper() and told.endswith("."))
    part = clause(line, SHE, ongoing=True, place="at X", when="in 2019")
    assert not part.endswith((".", ";"))
