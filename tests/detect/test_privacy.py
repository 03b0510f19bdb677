"""Personal data: what must be found, and what only looks like it."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.bench import Bench
from workbench.detect.privacy import personal_data, secrets_in


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.name, text[finding.start : finding.end]) for finding in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Write to jana.novakova+x@posta.co.cz now", [("email", "jana.novakova+x@posta.co.cz")]),
        ("IBAN DE89 3704 0044 0532 0130 00 please", [("iban", "DE89 3704 0044 0532 0130 00")]),
        ("IBAN DE89370400440532013000", [("iban", "DE89370400440532013000")]),
        ("IBAN CZ65 0800 0000 1920 0014 5399.", [("iban", "CZ65 0800 0000 1920 0014 5399")]),
        ("IBAN NL91 ABNA 0417 1643 00", [("iban", "NL91 ABNA 0417 1643 00")]),
        ("Card 4111 1111 1111 1111 was charged", [("card", "4111 1111 1111 1111")]),
        ("Card 4111-1111-1111-1111.", [("card", "4111-1111-1111-1111")]),
        ("Call +420 777 123 456 today", [("phone", "+420 777 123 456")]),
        ("Call 07700 900418 today", [("phone", "07700 900418")]),
        ("Your order MB-482917 is late", [("order", "MB-482917")]),
        ("Order #48291 is late", [("order", "#48291")]),
        ("born 14. 9. 1968 in Brno", [("birth", "14. 9. 1968")]),
    ],
)
def test_hits(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It costs 1 250 Kč, 3.50 €, £1,299.00 or 12.990,- Kč.",
        "You get 15 000 000 Ft or 1.250.000 pesos back.",
        "On 14. 9. 2026 between 8. and 10. hodinou.",
        "Le 14/09/2026 à 9 h 30, le 15.09.2026.",
        "From 12.10.2026 to 15.10.2026.",
        "From 12. 10. to 15. 10. 2026",
        "2026-09-14 10:30",
        "within 24-48 hours, 7 days a week, 30 minutes",
        "call 112 or 158, dial 1188",
        "@Merrowby we saw your post",
        "in 2026, at 1 in 10 000 shops",
        "10 20 30",
        "§ 13, Art. 33, Nr. 5",
        "AB 12",
    ],
)
def test_near_misses(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("4111 1111 1111 1111", "4111 1111 1111 1112"),
        ("5500 0000 0000 0004", "5500 0000 0000 0040"),
    ],
)
def test_luhn(good: str, bad: str) -> None:
    assert ("card", good) in found(f"Card {good}.")
    assert "card" not in dict(found(f"Card {bad}."))


def test_iban_checksum() -> None:
    assert "iban" in dict(found("DE89 3704 0044 0532 0130 00"))
    assert "iban" not in dict(found("DE88 3704 0044 0532 0130 00"))


@given(st.text(max_size=120))
def test_spans_lie_inside_and_do_not_overlap(text: str) -> None:
    spans = sorted((finding.start, finding.end) for finding in personal_data(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "secret", "wanted"),
    [
        ("She lives at 27 larkspur close.", "27 Larkspur Close", "27 larkspur close"),
        ("paní Krizova psala", "Křížová", "Krizova"),
        ("Číslo MB-482917!", "MB-482917", "MB-482917"),
    ],
)
def test_secrets_whatever_their_case(text: str, secret: str, wanted: str) -> None:
    (span,) = secrets_in(text, [secret])
    assert span.of(text) == wanted


def test_secrets_near_misses() -> None:
    assert not list(secrets_in("27 Larkspur Road", ["27 Larkspur Close", ""]))


def gate(bench: Bench, text: str, channel: str | None, language: str = "en") -> str:
    draft = bench.draft(text, language=language, channel=channel)
    found = bench.assessor.assess(bench.read(draft)).gates["privacy"]
    return found.reason if found.state == "fired" else found.state


ORDER = "We are sorry. Your order MB-482917 is late."


def test_data_counts_in_public_only(bench: Bench) -> None:
    assert gate(bench, ORDER, "public_post") == "tells_in_public"
    assert gate(bench, ORDER, "review") == "tells_in_public"
    assert gate(bench, ORDER, "email") == "clear"
    assert gate(bench, ORDER, None) == "not_assessed"


def test_the_companys_own_contact_may_be_told(bench: Bench) -> None:
    text = "We are sorry. Call us on 020 7946 0123 or write to help@merrowby.example today."
    assert gate(bench, text, "public_post") == "clear"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sorry! Please reply here with your full name, address and phone number."),
        ("cs", "Omlouváme se. Napište nám sem prosím své jméno, adresu a číslo objednávky."),
        ("ar", "نعتذر لك. اكتب لنا هنا اسمك الكامل وعنوانك ورقم هاتفك."),
        ("de", "Es tut uns leid. Bitte schreiben Sie uns hier Ihren Namen und Ihre Adresse."),
    ],
)
def test_asking_in_public(bench: Bench, language: str, text: str) -> None:
    assert gate(bench, text, "public_post", language) == "asks_in_public"
    assert gate(bench, text, "direct_message", language) == "clear"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sorry! Please send us a private message, no details here, and we will look."),
        ("cs", "Omlouváme se. Napište nám prosím do zpráv, sem žádné údaje neposílejte."),
        ("en", "Please never tell anyone your PIN or your password."),
    ],
)
def test_moving_to_private_is_no_asking(bench: Bench, language: str, text: str) -> None:
    assert gate(bench, text, "public_post", language) == "clear"


@pytest.mark.parametrize("unit", ["x", "1", "1 ", "a.", "AB12", "+", "(", "a@a"])
def test_time_grows_with_length_and_not_with_its_square(unit: str) -> None:
    """Highlighting runs on every key, on drafts far too long to be scored too."""

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = process_time()
        list(personal_data(text))
        return process_time() - start

    seconds(100)
    assert seconds(20_000) <= 0.5
