"""Personal data is found in the shapes people write and say it."""

from __future__ import annotations

import itertools
import time

import pytest

from services.guard.personal_data import find, redact
from services.guard.personal_data_rules import passes_luhn, passes_mod_97


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail me at ann.lee+cv@example.org now", "mail me at [email] now"),
        ("card 4111 1111 1111 1111 please", "card [card] please"),
        ("my visa 5500-0000-0000-0004", "my visa [card]"),
        ("SSN 219-09-9999", "SSN [national_id]"),
        ("social security 219 09 9999", "social security [national_id]"),
        ("to DE89 3704 0044 0532 0130 00.", "to [iban]."),
        ("from GB82WEST12345698765432", "from [iban]"),
        ("host 192.168.10.4 is down", "host [ip] is down"),
        ("host 2001:db8:0:1::7 is down", "host [ip] is down"),
        ("call +49 30 901820 today", "call [phone] today"),
        ("call me on 555 0199", "call me on [phone]"),
        ("(415) 555-0132 ext 12", "[phone]"),
        ("gsk_Ab3dEf6hIj9kLmN0pQrSt", "[key]"),
        ("use sk-proj-abcDEF123456789012345", "use [key]"),
        ("password: hunter2hunter2", "password: [key]"),
        ("Authorization: Bearer abc123def456", "Authorization: Bearer [key]"),
        ("j a n e at gmail dot com", "[email]"),
        ("write to jane underscore doe at acme dot io", "write to [email]"),
        ("jane[at]acme[dot]com", "[email]"),
        ("five five five oh one double nine", "five five five oh one double nine"),
        ("oh two oh seven nine four six oh nine", "[phone]"),
    ],
)
def test_personal_data_is_masked_by_its_kind(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "worked there 2019-2023, then 2023 - 2024",
        "on 2024-03-15 and 15.03.2024",
        "Python 3.11.7, version 10.2.0.1 and node 20.1",
        "12 500 000 rows in 4.2 seconds, 99.95% up, $1,200,000 saved",
        "commit 1e09be2f7a fixed std::vector and a::b",
        "did she work at booking dot com",
        "section 4.1.2 of RFC 9110, ISO 8601",
        "I have two or three questions",
        "https://example.org/a-long-slug-about-streaming-systems-in-rust",
    ],
)
def test_numbers_of_a_working_life_are_left_alone(text: str) -> None:
    assert redact(text) == text


def test_the_owners_public_contact_may_be_spoken() -> None:
    text = "Write to Ann@Example.org or call +1 415 555 0132, not bob@example.org."
    spoken = redact(text, public_contact=("ann@example.org", "+1 (415) 555-0132"))
    assert spoken == text.replace("bob@example.org", "[email]")


def test_what_is_found_is_in_order_and_does_not_overlap() -> None:
    found = find("a@b.co 4111111111111111 c@d.co 10.0.0.1 +14155550132")
    assert [item.kind for item in found] == ["email", "card", "email", "ip", "phone"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_checksums_follow_their_standards() -> None:
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398710")
    assert passes_mod_97("GB82WEST12345698765432")
    assert not passes_mod_97("GB83WEST12345698765432")


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "1 ", "a.", "a@", "1.", ":", "0:", "a dot ", "one ", "eyJ", "A1b2", "-"],
)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def spent(size: int) -> float:
        """The least of three, of this thread alone: others may be at work."""
        text = piece * (size // len(piece))
        times = []
        for _ in range(3):
            start = time.thread_time()
            find(text)
            times.append(time.thread_time() - start)
        return min(times)

    assert spent(40_000) < 25 * max(spent(4_000), 0.002)


@pytest.mark.parametrize(
    "text",
    [
        "jane (dot) doe (at) example (dot) org",
        "bob @ example . com",
        "it's bob＠example.com",
        "4111.1111.1111.1111",
        "４１１１ １１１１ １１１１ １１１１",
        "::ffff:192.0.2.128",
        "my DNI is 12345678Z",
        "my passport number is C01X00T47",
        "wa.me/4917612345678",
        "ruf mich an unter 0171 2345678",
    ],
)
def test_other_spellings_are_found(text: str) -> None:
    assert find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Python 3.12.0.1",
        "grant number NSF-1234567",
        "ORCID 0000-0002-1825-0097",
        "order 12345678A",
    ],
)
def test_numbers_that_look_alike_are_not(text: str) -> None:
    assert not find(text)


def test_the_owners_number_may_be_written_without_its_prefix() -> None:
    own = ("+1 555 010 0199", "maya@example.com")
    assert redact("Call (555) 010-0199.", own) == "Call (555) 010-0199."
    assert redact("mail maya at example dot com", own).endswith("dot com")
    assert "[phone]" in redact("Call (555) 010-0198.", own)
