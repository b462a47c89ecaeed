from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.models.resume import Entry
from services.resume.facts.career import Career, career_of
from services.resume.facts.employers import employer_key
from services.resume.facts.residence import stays_at
from services.resume.loading import read_resume
from tests.resume.facts.people import baker_career, mason_career

CAREER = baker_career()


def job(role: str) -> Entry:
    return next(s.entry for s in CAREER.jobs if s.entry.role == role)


def role(entry: Entry | None) -> str:
    return entry.role if entry else ""


@pytest.mark.parametrize(
    "other",
    ["ACME", "Acme Ltd.", "Acme, Inc.", "The Acme Company", "Acme (Space Division)"],
)
def test_one_employer_is_recognised_however_it_is_written(other: str) -> None:
    assert employer_key(other) == employer_key("Acme")


@pytest.mark.parametrize("other", ["Acme Foods", "Acne", "Acme Institute"])
def test_names_that_only_begin_alike_are_different_employers(other: str) -> None:
    assert employer_key(other) != employer_key("Acme")


def test_jobs_without_an_employer_are_not_one_employer() -> None:
    assert employer_key("") == ""
    assert len(CAREER.employers) == 3


def test_all_roles_at_one_employer_are_counted_together() -> None:
    olav = CAREER.employer(job("Head Baker"))
    assert olav is not None
    assert [r.role for r in olav.roles] == ["Baker", "Head Baker"]
    assert olav.months == 90  # June 2019 to November 2026, both counted
    assert olav.first == date(2019, 6, 1)
    assert olav.ongoing
    assert olav.last is None


def test_a_later_role_at_the_same_employer_is_a_promotion() -> None:
    mill = CAREER.employer(job("Miller"))
    assert mill is not None
    assert [(p.before.entry.role, p.after.entry.role) for p in mill.promotions] == [
        ("Milling Apprentice", "Miller")
    ]


@pytest.mark.parametrize(
    ("of", "months"),
    [("Baker", 33), ("Night Cook", 10), ("Miller", 38), ("Head Baker", 57)],
)
def test_months_are_counted_with_both_ends(of: str, months: int) -> None:
    stint = CAREER.stint(job(of))
    assert stint is not None
    assert (stint.months, stint.approximate) == (months, False)


def test_experience_counts_each_month_once_and_no_apprenticeship() -> None:
    paid = CAREER.years_of_experience()
    assert paid.months == 38 + 90
    assert CAREER.internships().months == 18
    both = CAREER.years_of_experience([job("Baker"), job("Night Cook")])
    assert both.months == 33


def test_months_in_a_field_count_only_what_is_of_the_field() -> None:
    assert CAREER.months_in_field(lambda e: "Cook" in e.role).months == 10


def test_overlaps_leave_out_the_handover_between_two_roles() -> None:
    pairs = {(o.first.entry.role, o.second.entry.role) for o in CAREER.overlaps()}
    assert ("Baker", "Night Cook") in pairs
    assert ("Baker", "Head Baker") not in pairs
    assert ("Bachelor in Baking", "Milling Apprentice") in pairs


def career_with(*jobs: tuple[str, str, str], **sections: Any) -> Career:
    experience = [{"company": c, "role": r, "dates": d} for c, r, d in jobs]
    document = {"name": "A B", "experience": experience, **sections}
    return career_of(read_resume(document), date(2026, 11, 30))


def test_one_shared_month_is_no_overlap_and_one_free_month_no_gap() -> None:
    career = career_with(
        ("Mill", "Miller", "Jan 2010 – Mar 2012"),
        ("Quay", "Cook", "Mar 2012 – Apr 2014"),
        ("Rye", "Baker", "Jun 2014 – Present"),
    )
    assert career.overlaps() == ()
    assert career.gaps() == ()


def test_a_side_role_within_another_is_no_promotion_and_no_overlap() -> None:
    career = career_with(
        ("Rye", "Baker", "Jan 2010 – Dec 2014"),
        ("Rye", "Fire Warden", "Feb 2011 – Nov 2012"),
    )
    (rye,) = career.employers
    assert rye.promotions == ()
    assert rye.months == 60
    assert career.overlaps() == ()


@pytest.mark.parametrize(
    ("title", "dates", "internship"),
    [
        ("Milling Apprentice", "2020 – 2021", True),
        ("Intern", "2020 – 2021", True),
        ("Co-op Student", "2020 – 2021", True),
        ("Research Assistant", "Jan 2011 – Dec 2011", True),
        ("Research Assistant", "2020 – 2021", False),
        ("Student Assistant", "Jan 2011 – Dec 2011", True),
        ("Student Adviser", "Jan 2011 – Dec 2011", False),
        ("Nursing Assistant", "Jan 2011 – Dec 2011", False),
        ("Internal Auditor", "2020 – 2021", False),
    ],
)
def test_internships_are_told_from_jobs(
    title: str, dates: str, internship: bool
) -> None:
    study = [{"institution": "Sea School", "degree": "BA", "dates": "2010 – 2013"}]
    career = career_with(("Quay", title, dates), education=study)
    assert career.is_internship(career.jobs[0].entry) is internship


def test_a_gap_says_what_fell_into_it() -> None:
    (gap,) = CAREER.gaps()
    assert (gap.span.start, gap.span.end) == (date(2017, 9, 1), date(2019, 5, 31))
    assert role(gap.before.entry) == "Miller"
    assert gap.after
    assert role(gap.after.entry) == "Baker"
    assert [e.organization for e in gap.filled_by] == ["Soup Boat"]


def test_the_job_before_is_the_one_that_ran_up_to_it() -> None:
    assert role(CAREER.before(job("Head Baker"))) == "Baker"
    assert role(CAREER.before(job("Baker"))) == "Miller"
    assert CAREER.before(job("Milling Apprentice")) is None
    assert role(CAREER.before(job("Night Cook"))) == "Baker"  # beside it, begun before


def test_the_job_before_is_no_sideline_that_still_goes_on() -> None:
    document = {
        "name": "A B",
        "experience": [
            {"company": "New", "role": "Chef", "dates": "May 2020 – Present"},
            {"company": "Old", "role": "Cook", "dates": "Mar 2018 – Jan 2020"},
            {"company": "Own", "role": "Founder", "dates": "Jan 2019 – Present"},
        ],
    }
    career = career_of(read_resume(document), date(2026, 11, 30))
    assert role(career.before(career.jobs[-1].entry)) == "Cook"


def test_the_job_before_may_have_ended_a_little_later() -> None:
    document = {
        "name": "A B",
        "experience": [
            {"company": "New", "role": "Chef", "dates": "Jan 2023 – Aug 2023"},
            {"company": "Old", "role": "Cook", "dates": "Sep 2022 – Mar 2023"},
            {"company": "Older", "role": "Waiter", "dates": "Jun 2022 – Jul 2022"},
        ],
    }
    career = career_of(read_resume(document), date(2026, 11, 30))
    assert role(career.before(career.jobs[-1].entry)) == "Cook"


def test_the_job_after_is_the_one_that_followed_it() -> None:
    assert role(CAREER.after(job("Baker"))) == "Head Baker"
    assert role(CAREER.after(job("Miller"))) == "Baker"
    assert role(CAREER.after(job("Miller"), "volunteer")) == "Cook"
    assert CAREER.after(job("Head Baker")) is None


def test_first_last_longest_and_shortest_job() -> None:
    found = (CAREER.first(), CAREER.last(), CAREER.longest(), CAREER.shortest())
    assert [role(entry) for entry in found] == [
        "Milling Apprentice",
        "Head Baker",
        "Head Baker",
        "Night Cook",
    ]


def test_what_ran_at_a_time_comes_by_section() -> None:
    running = CAREER.at(date(2018, 3, 1), date(2018, 3, 31))
    assert {name: [e.role for e in found] for name, found in running.items()} == {
        "volunteer": ["Cook"]
    }


def test_where_somebody_worked_at_a_time() -> None:
    there = stays_at(CAREER, date(2021, 1, 1), date(2021, 1, 31))
    assert [(s.place, s.why) for s in there] == [
        ("Tromsø, Norway", "worked"),
        ("Bergen, Norway", "worked"),
    ]
    today = stays_at(CAREER, date(2026, 11, 1), date(2026, 11, 30))
    assert today[-1].why == "lives"


def test_bare_years_are_counted_as_people_do_and_only_about() -> None:
    career = mason_career()
    total = career.years_of_experience()
    assert (total.months, total.approximate) == (120, True)  # 2010 to 2020
    assert [s.months for s in career.jobs] == [48, 24, 48]
    assert career.overlaps() == ()


def test_bare_years_that_touch_leave_no_gap_between() -> None:
    (since,) = mason_career().gaps()
    assert since.after is None
    assert since.span.start == date(2021, 1, 1)


def test_a_single_year_has_no_length_to_compare() -> None:
    longest = mason_career().longest("projects")
    assert longest is not None
    assert longest.title == "New Wall"


@pytest.mark.parametrize(
    ("dates", "months", "ongoing"),
    [
        ("Sep 2024 – Jun 2028", 27, True),  # September 2024 to November 2026
        ("Dec 2025 – Nov 2026", 12, False),
        ("2024 – 2026", 24, False),
        ("2024 – 2028", 29, True),  # the middle of 2024 to November 2026
    ],
)
def test_what_is_still_to_come_is_not_counted(
    dates: str, months: int, ongoing: bool
) -> None:
    document = {
        "name": "A B",
        "experience": [{"company": "C", "role": "D", "dates": dates}],
    }
    (job,) = career_of(read_resume(document), date(2026, 11, 30)).jobs
    assert (job.months, job.ongoing) == (months, ongoing)


def test_counts_are_of_entries() -> None:
    assert CAREER.counts()["experience"] == 5
