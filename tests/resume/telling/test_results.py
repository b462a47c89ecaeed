"""Results that are written without their verb, and clauses that have one."""

from __future__ import annotations

import pytest

from services.resume.telling.sentences import sentence
from tests.resume.telling.people import HE, SHE, THEY

RESULTS = {
    "64 teachers trained": "64 teachers were trained.",
    "About 300 chairs saved from the tip so far": (
        "About 300 chairs have been saved from the tip so far."
    ),
    "1,140 items kept out of the tip since 2019": (
        "1,140 items have been kept out of the tip since 2019."
    ),
    "Three rulings appealed, one overturned": (
        "Three rulings were appealed and one overturned."
    ),
    "Quota met in 2019": "The quota was met in 2019.",
    "Six rowers to the world cup": "Six rowers went to the world cup.",
    "Four patients to a nurse": "There were four patients to a nurse.",
    "Turnover £212,000 last year": "The turnover was £212,000 last year.",
    "Spoilage down 19% with a forecast": "Spoilage went down by 19% with a forecast.",
    "Falls halved after the red socks": "Falls halved after the red socks.",
    "12 children aged 4 to 6": "There were 12 children aged 4 to 6.",
    "Menus for up to 90 guests": "She worked on menus for up to 90 guests.",
    "Up to eleven clients a day": "There were up to eleven clients a day.",
}
CLAUSES = {
    "Trained two pupils; both passed": "She trained two pupils. Both passed.",
    "9 of 22 pupils now ask for things": "9 of 22 pupils now ask for things.",
    "Around 30 people come": "Around 30 people come.",
    "Three in four say it helps": "Three in four say it helps.",
    "Most come back": "Most come back.",
    "Both passed part one of it": "Both passed part one of it.",
    "Landed a plane; aircraft flew on": "She landed a plane. The aircraft flew on.",
    "71 of them have been mended": "71 of them have been mended.",
    "388,000 euros came back": "388,000 euros came back.",
    "Five cooks and a baker report to me": "Five cooks and a baker report to her.",
    "The jury liked that the rust was left": "The jury liked that the rust was left.",
    "A set hangs in most cabs": "A set hangs in most cabs.",
    "The profits pay German lessons": "The profits pay German lessons.",
    "Knit grew from 18 to 41 percent": "The knit grew from 18 to 41 percent.",
    "Territory grew by half": "The territory grew by half.",
    "2024 harvest gave 9 tonnes": "The 2024 harvest gave 9 tonnes.",
}
PASSIVES = {
    "Downloaded in 19 countries": "It was downloaded in 19 countries.",
    "Paid for by a grant": "It was paid for by a grant.",
    "Played by 1,100 staff": "It was played by 1,100 staff.",
    "Fitted at all four plants": "It was fitted at all four plants.",
    "Sent to Chile for a month": "She was sent to Chile for a month.",
    "Sent to 400 schools": "She sent to 400 schools.",
    "Peeled, by my own count, two tonnes": "She peeled, by her own count, two tonnes.",
    "Cut by 40% in a year": "She cut by 40% in a year.",
}
OPENINGS = {
    "Risk assessments and long-term therapy": (
        "She worked on risk assessments and long-term therapy."
    ),
    "Bowling greens and carpet bedding": (
        "Her work included bowling greens and carpet bedding."
    ),
    "Regulated lender with 70 shops": "It was a regulated lender with 70 shops.",
    "Listed 40 houses": "She listed 40 houses.",
    "Shift lead two weekends a month": "It was a shift lead two weekends a month.",
    "Re-shingled the church": "She re-shingled the church.",
    "Art-directed a shoot": "She art-directed a shoot.",
    "Led the closure: 412 redundancies": "She led the closure: 412 redundancies.",
    "Timber and concrete: bridges, halls": (
        "She worked on timber and concrete: bridges, halls."
    ),
    "Moved to Ghent with his wife, who is a nurse": (
        "She moved to Ghent with his wife, who is a nurse."
    ),
    "Gold mine in the hills": "It was a gold mine in the hills.",
}


@pytest.mark.parametrize(
    ("line", "said"),
    [*{**RESULTS, **CLAUSES, **PASSIVES, **OPENINGS}.items()],
)
def test_a_line_has_the_subject_and_the_verb_it_lacks(line: str, said: str) -> None:
    assert sentence(line, SHE, ongoing=False) == said


def test_a_count_of_every_year_stays_in_the_present() -> None:
    line = "40 meals cooked a day"
    assert sentence(line, SHE, ongoing=True) == "40 meals are cooked a day."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Fresh fruit for 38 shops", "His work included fresh fruit for 38 shops."),
        ("'Excellent' for its food", "It was 'excellent' for its food."),
        ("Fastest picker of the depot", "He was the fastest picker of the depot."),
        ("Employee of the year 2013", "He was employee of the year 2013."),
        ("Twenty-three outside helpers", "There were twenty-three outside helpers."),
        ("Redundant when the mill shut", "He was redundant when the mill shut."),
        ("Four-month secondment in Bonn", "It was a four-month secondment in Bonn."),
        ("Ward of 18 beds", "It was a ward of 18 beds."),
        ("Large ward and one night in five", None),
        ("One of four in the team", "He was one of four in the team."),
        ("Ninth of 7,600", "He came ninth of 7,600."),
        ("First to report the fraud", "He was the first to report the fraud."),
        ("On the picket line in 2018", "He was on the picket line in 2018."),
        ("Three summers.", "It lasted three summers."),
        ("Summers and weekends at sea", "He worked summers and weekends at sea."),
        (
            "Two nights a month, welcoming guests",
            "He spent two nights a month, welcoming guests.",
        ),
        ("Young offenders aged 15", "He worked with young offenders aged 15."),
        ("Once a year, 64 pupils", "Once a year, there were 64 pupils."),
    ],
)
def test_a_thing_has_its_article_and_a_person_is_no_thing(
    line: str, said: str | None
) -> None:
    listed = "He worked on a large ward and one night in five."
    assert sentence(line, HE, ongoing=False) == (said or listed)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1,900 stars, 23 contributors", "There are 1,900 stars and 23 contributors."),
        (
            "Old school, 26 home languages",
            "It is an old school, with 26 home languages.",
        ),
        (
            "Weekly paper with a site, 900 readers",
            "It is a weekly paper with a site and 900 readers.",
        ),
        (
            "Team of four, annual budget of €780,000",
            "They have a team of four, with an annual budget of €780,000.",
        ),
        ("Hired to make charts, stayed to fix them", None),
        (
            "Fixed-term contract, ends in May",
            "It is a fixed-term contract, which ends in May.",
        ),
        (
            "Sold more boots than anyone, three summers running",
            "They sold more boots than anyone, three summers running.",
        ),
        (
            "Settled 83 cases, three quarters of them alone",
            "They settled 83 cases, three quarters of them alone.",
        ),
    ],
)
def test_the_tail_of_a_line_is_joined_to_it(line: str, said: str | None) -> None:
    hired = "They were hired to make charts and stayed to fix them."
    assert sentence(line, THEY, ongoing=True) == (said or hired)
