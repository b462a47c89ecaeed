"""Which frame a line without a verb, or with an odd one, is told in."""

from __future__ import annotations

import pytest

from services.resume.telling.sentences import about, sentence, to_third
from tests.resume.telling.people import SHE

PAST = {
    "Busy street shop taking walk-ins.": "It was a busy street shop taking walk-ins.",
    "Meal uptake from 54% to 83%": "The meal uptake went from 54% to 83%.",
    "School visits from 11,000 to 26,500 a year": (
        "School visits went from 11,000 to 26,500 a year."
    ),
    "Crew of 14.": "She had a crew of 14.",
    "Made redundant when the mill closed.": (
        "She was made redundant when the mill closed."
    ),
    "Run by two bakers": "It was run by two bakers.",
    "Run the exchange with a school in Mainz": (
        "She ran the exchange with a school in Mainz."
    ),
    "Understudied 9 roles": "She understudied 9 roles.",
    "Fixed-term, paid out of a fund.": "It was fixed-term, paid out of a fund.",
    "Hybrid.": "It was hybrid.",
    "Venues shut.": "Venues shut.",
    "The firm went under.": "The firm went under.",
    "The shop's insurance paid for the rest.": (
        "The shop's insurance paid for the rest."
    ),
    "Sold a mill; 196 kept their jobs": "She sold a mill. 196 kept their jobs.",
    "Two found work in the trade.": "Two found work in the trade.",
    "Set up a line staffed by nurses": "She set up a line staffed by nurses.",
    "Learned names: knew all 180 men": "She learned names: she knew all 180 men.",
    "Found 30 leaks; worth 900 euros a year": (
        "She found 30 leaks. It was worth 900 euros a year."
    ),
    "Country pharmacy serving 350 people": (
        "It was a country pharmacy serving 350 people."
    ),
    "Consultancy of 40.": "It was a consultancy of 40.",
    "Turnover of £310,000 at its best.": "The turnover was £310,000 at its best.",
    "One weekend a month at sea.": "She did this one weekend a month at sea.",
    "Thursdays.": "She did this on Thursdays.",
    "For farmers in need.": "The work was for farmers in need.",
    "No fall since": "There has been no fall since.",
    "About 900 reeds a year, sold to players": (
        "There were about 900 reeds a year, sold to players."
    ),
    "In-house for a steel group.": "She worked in-house for a steel group.",
}
PRESENT = {
    "The fail rate dropped from 14% to 6%.": "The fail rate dropped from 14% to 6%.",
    "14 batches were saved": "14 batches were saved.",
    "One now studies at a college": "One now studies at a college.",
    "Prison for 640 men, 310 staff, budget of £19m.": (
        "It is a prison for 640 men, with 310 staff and a budget of £19m."
    ),
    "48 beginners so far": "There have been 48 beginners so far.",
    "Cost 640 pounds and four Saturdays": "It cost 640 pounds and four Saturdays.",
    "Guides' office of five.": "It is a guides' office of five.",
    "Knock on 60 doors": "She knocks on 60 doors.",
    "Bargain for 900 members in 4 hospitals and care homes": (
        "She bargains for 900 members in 4 hospitals and care homes."
    ),
    "Built by 37 schools so far": "It has been built by 37 schools so far.",
    "Chief interpreter of the 2022 donor conference": (
        "She was the chief interpreter of the 2022 donor conference."
    ),
    "New boats for two clubs": "She works on new boats for two clubs.",
    "Each March, for the choir": "She does this each March, for the choir.",
}
OF_THINGS = {
    "Sponsored by a maker of tape": "It was sponsored by a maker of tape.",
    "Invented after a fire": "It was invented after a fire.",
    "Presented at two fairs": "It was presented at two fairs.",
    "Warned of a sinking corner": "She warned of a sinking corner.",
    "Invited to a fair": "She was invited to a fair.",
}
DESCRIBED = {
    "Long-listed for a prize": "It was long-listed for a prize.",
    "Cookbook, 11,000 sold": "It is a cookbook, with 11,000 sold.",
    "Second printing": "It is in its second printing.",
    "Free, in five languages": "It is free, in five languages.",
    "How the stop was found.": "It is about how the stop was found.",
    "What I learned from losing.": "It is about what she learned from losing.",
    "My thesis in eight pages": "It is her thesis in eight pages.",
    "Cookbook for pupils": "It is a cookbook for pupils.",
    "Book of stories; read as a serial": (
        "It is a book of stories. It was read as a serial."
    ),
    "500 users in the first month": "There were 500 users in the first month.",
    "Printed by a museum, 6,000 copies": "It was printed by a museum, in 6,000 copies.",
}
PRIZES = {
    "First went to a mill in Ghent.": "First place went to a mill in Ghent.",
    "To the whole desk of four.": "It went to the whole desk of four.",
    "Best marks in the north.": "These were the best marks in the north.",
    "First woman to receive it.": "She was the first woman to receive it.",
    "Won, out of 88.": "She won, out of 88.",
}
OWN = {
    "Happiest in the open air.": "She is happiest in the open air.",
    "Away a lot, and I no longer fly.": "She is away a lot, and she no longer flies.",
    "Enhanced DBS on the update service.": (
        "She has an enhanced DBS on the update service."
    ),
    "Irish passport, and a US visa that lasts until May.": (
        "She has an Irish passport, and a US visa that lasts until May."
    ),
    "Czech passport, so no visa is needed in the EU.": (
        "She has a Czech passport, so no visa is needed in the EU."
    ),
    "Born in Maputo, raised in Lyon.": "She was born in Maputo and raised in Lyon.",
    "Licensed in Sweden.": "She is licensed in Sweden.",
    "Reilly is my married name.": "Reilly is her married name.",
    "Remote from Dublin is ideal.": "Remote from Dublin is ideal.",
    "I no longer do the night shifts.": "She no longer does the night shifts.",
    "I buy things that run and get suspicious when a quote is late.": (
        "She buys things that run and gets suspicious when a quote is late."
    ),
    "I am booked until May and free all summer.": (
        "She is booked until May and free all summer."
    ),
    "I travel gladly but do not want to move.": (
        "She travels gladly but does not want to move."
    ),
}


@pytest.mark.parametrize(("line", "said"), [*PAST.items()])
def test_a_line_of_a_past_job_has_its_frame(line: str, said: str) -> None:
    assert sentence(line, SHE, ongoing=False) == said


@pytest.mark.parametrize(("line", "said"), [*PRESENT.items()])
def test_a_line_of_what_goes_on_has_its_frame(line: str, said: str) -> None:
    assert sentence(line, SHE, ongoing=True) == said


@pytest.mark.parametrize(("line", "said"), [*OF_THINGS.items()])
def test_a_line_of_a_project_tells_what_was_done(line: str, said: str) -> None:
    assert sentence(line, SHE, ongoing=False, of_thing=True) == said


@pytest.mark.parametrize(("text", "said"), [*DESCRIBED.items()])
def test_a_text_is_described(text: str, said: str) -> None:
    assert about(text, SHE, "the publication") == said


def test_an_event_that_has_ended_is_told_in_the_past() -> None:
    assert about("Journey to Tibet", SHE, over=True) == "It was a journey to Tibet."
    assert about("Card game for two", SHE, over=True) == "It is a card game for two."
    assert about("Journey to Tibet", SHE) == "It is a journey to Tibet."


@pytest.mark.parametrize(("text", "said"), [*PRIZES.items()])
def test_a_prize_is_told_of_those_who_got_it(text: str, said: str) -> None:
    assert about(text, SHE, "the award") == said


@pytest.mark.parametrize(("text", "said"), [*OWN.items()])
def test_the_owners_own_words_are_turned(text: str, said: str) -> None:
    assert to_third(text, SHE) == said
