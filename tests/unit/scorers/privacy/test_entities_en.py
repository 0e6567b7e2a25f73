"""One table an identifier of the English-speaking world, look-alikes included."""

import pytest

from raimon.scorers.privacy.pii import scan
from tests.unit.scorers.privacy.spans import of


def row(entity: str, text: str, *spans: str, name: str) -> object:
    """Return a row of a table: what must be found for the entity, and nothing else."""
    return pytest.param(entity, text, list(spans), id=f"{entity}: {name}")


CARD = "4539 5787 6362 1486"
TABLE = [
    row("CREDIT_CARD", f"My card is {CARD}.", CARD, name="spaced"),
    row("CREDIT_CARD", "Pay with 5105-1051-0510-5100", "5105-1051-0510-5100", name="hyphens"),
    row("CREDIT_CARD", "AmEx 3782 822463 10005 ok", "3782 822463 10005", name="four, six, five"),
    row("CREDIT_CARD", "card 4539578763621486-001", "4539578763621486", name="a suffix follows"),
    row(
        "CREDIT_CARD", "カード番号4539578763621486で決済", "4539578763621486", name="glued to kana"
    ),
    row("CREDIT_CARD", "card 4539 5787 6362 1487", name="fails Luhn"),
    row("CREDIT_CARD", "last_seen_ms=1790000004130, next card sync", name="a timestamp"),
    row("CREDIT_CARD", "JAN 4901234567894", name="an article code"),
    row("CREDIT_CARD", "left: 0.5309136012499991%", name="a decimal"),
    row("CREDIT_CARD", "Order number 4539578763621486", name="said to be an order"),
    row("CREDIT_CARD", "1111111111111111", name="one digit repeated"),
    row(
        "EMAIL_ADDRESS",
        "Write to t.mori+x@corp.example.com.",
        "t.mori+x@corp.example.com",
        name="tagged",
    ),
    row("EMAIL_ADDRESS", "宛先はtaro@mail.co.jpまで", "taro@mail.co.jp", name="glued to kana"),
    row(
        "EMAIL_ADDRESS",
        "ｔａｒｏ＠ｍａｉｌ．ｃｏ．ｊｐ",
        "ｔａｒｏ＠ｍａｉｌ．ｃｏ．ｊｐ",
        name="full width",
    ),
    row("EMAIL_ADDRESS", "<info@会社.jp>", "info@会社.jp", name="a Japanese domain"),
    row("EMAIL_ADDRESS", "git clone git@host.dev:a/b.git", name="a repository"),
    row("EMAIL_ADDRESS", "postgres://app:Xy7pQ@db.corp.net/x", name="a password before a host"),
    row("EMAIL_ADDRESS", "use icon@2x.png and @property", name="a file and a decorator"),
    row("EMAIL_ADDRESS", "user@localhost, not@email", name="no domain"),
    row("PHONE_NUMBER", "Call 212-867-4201 today", "212-867-4201", name="US"),
    row(
        "PHONE_NUMBER", "fax: (212) 867-4201 x818", "(212) 867-4201 x818", name="US with extension"
    ),
    row("PHONE_NUMBER", "phone 020 7946 1234", "020 7946 1234", name="UK"),
    row("PHONE_NUMBER", "+44 20 7946 1234", "+44 20 7946 1234", name="international"),
    row("PHONE_NUMBER", "mobile +819012345671", "+819012345671", name="international, bare"),
    row("PHONE_NUMBER", "Not answering at 06-24311907", "06-24311907", name="long end"),
    row("PHONE_NUMBER", "96 237 271 office", "96 237 271", name="label behind"),
    row("PHONE_NUMBER", "call it 12-2024 to 2024-20250101", name="months and days"),
    row("PHONE_NUMBER", "Call of duty (2015-2022), 2023-01-15", name="years and dates"),
    row("PHONE_NUMBER", "took 123456789 ns in job 2024-0312-11", name="log numbers"),
    row("PHONE_NUMBER", "id 550e8400-e29b-41d4-a716-446655440000", name="a UUID"),
    row("US_SSN", "SSN 536-22-8145", "536-22-8145", name="with its name"),
    row("US_SSN", "ssn: 536228145", "536228145", name="bare with its name"),
    row("US_SSN", "SSN 987-65-4320", "987-65-4320", name="a printed example is still found"),
    row("US_SSN", "SSN 987-65-4321", name="an area that isn't given out"),
    row("US_SSN", "SSN 000-12-3456 or 123-00-4567", name="no area, no group"),
    row("US_SSN", "rate 0.304262935", name="a decimal"),
    row(
        "IBAN_CODE",
        "to GB82 WEST 1234 5698 7654 32 please",
        "GB82 WEST 1234 5698 7654 32",
        name="a word follows",
    ),
    row("IBAN_CODE", "DE89370400440532013000", "DE89370400440532013000", name="compact"),
    row(
        "IBAN_CODE",
        "口座はDE89370400440532013000です",
        "DE89370400440532013000",
        name="glued to kana",
    ),
    row("IBAN_CODE", "GB82 WEST 1234 5698 7654 33", name="fails its check digits"),
    row("IP_ADDRESS", "from 81.2.69.142 at noon", "81.2.69.142", name="IPv4"),
    row("IP_ADDRESS", "接続元は81.2.69.142です", "81.2.69.142", name="glued to kana"),
    row("IP_ADDRESS", "2a02:6b8:b010:9020:1::3", "2a02:6b8:b010:9020:1::3", name="IPv6"),
    row("IP_ADDRESS", "listen on 0.0.0.0, 127.0.0.1, 255.255.255.0", name="bind, loopback, mask"),
    row("IP_ADDRESS", "dead::beef_count(), bed::make, ::std", name="code"),
    row("IP_ADDRESS", "version 10.2.218.6", name="a version"),
    row(
        "URL",
        "see https://app:Xy7pQ2@corp.net/a",
        "https://app:Xy7pQ2@corp.net",
        name="with a password",
    ),
    row("URL", "see https://corp.net/a?page=1", name="a plain one"),
    row("URL", "http://user:${PASSWORD}@host", name="a template"),
    row("PASSPORT", "His passport number is H4PD7L7ETZ.", "H4PD7L7ETZ", name="labelled"),
    row("PASSPORT", "passport number is required", name="a word"),
    row("PASSPORT", "His passport number is QTMBRK4WZL.", "QTMBRK4WZL", name="mostly letters"),
    row("PASSPORT", "パスポート番号はH4PD7L7ETZです", "H4PD7L7ETZ", name="labelled, Japanese"),
    row(
        "PASSPORT", "旅券番号：５３６２８１４５２", "５３６２８１４５２", name="digits, full width"
    ),
    row(
        "PASSPORT",
        "パスポートは2026年まで、旅券番号はABCDEFGHです",
        name="a year and a word, Japanese",
    ),
    row("US_DRIVER_LICENSE", "Driver's license number: D4827193", "D4827193", name="by number"),
    row("US_DRIVER_LICENSE", "driver's license A5632933", "A5632933", name="labelled"),
    row("US_DRIVER_LICENSE", "INTRODUCTORY A1, public license", name="words"),
]


@pytest.mark.parametrize(("entity", "text", "spans"), TABLE)
def test_found(entity: str, text: str, spans: list[str]) -> None:
    """The identifier is found by form, check and context, and nothing that only looks like it."""
    assert of(entity, text, scan(text)) == spans


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("card 4111111111111111", id="test card"),
        pytest.param("078-05-1120 is an SSN", id="printed SSN"),
        pytest.param("mail a.sato@example.co.jp", id="example domain"),
        pytest.param("from 203.0.113.9", id="documentation address"),
        pytest.param("phone 212-555-0142", id="film number"),
    ],
)
def test_synthetic(text: str) -> None:
    """A documented example is found all the same, and marked as such."""
    assert [found.synthetic for found in scan(text)] == [True]
