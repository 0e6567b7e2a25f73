"""Text that nobody would write by hand: found all the same, or at least in bounded time."""

import html
import json
import time
import urllib.parse

import pytest

from raimon.invocation import Segment
from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.sheet import LONGEST
from tests.unit.bedrock.builders import invocation
from tests.unit.scorers.privacy.conversation import conversation
from tests.unit.scorers.privacy.spans import cut, of

MAIL = "k.mori@kita-shop.jp"
CARD = "4539 5787 6362 1486"
FLAT = CARD.replace(" ", "")
MEGABYTE = 1_000_000

FLOODS = {
    "digits": "7",
    "at signs": "@",
    "one letter": "a",
    "combining marks": "e\u0301",
    "combining marks alone": "\u0301",
    "lone surrogates": "\ud800",
    "right to left": "\u05d0\u0661",
    "percent signs": "%40",
    "references": "&#64;",
    "backslashes": "\\u0040",
    "half a reference": "&#",
    "hyphened pairs": "-aa",
    "pairs with colons": ":aa",
    "full-width digits": "７",
    "half-width katakana": "ｶﾞ",
    "zero width": "1\u200b",
    "long words": "ghp_9x" * 4 + " ",
    "houses": "1 A St ",
    "Base58": "1z",
    "split numbers": "4539 5787\n",
    "tails": "ending in ",
    "labels": "datadog key: ",
}


def seconds(scan: object, text: str) -> float:
    """Return the CPU seconds of one scan."""
    assert callable(scan)
    start = time.process_time()
    scan(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", FLOODS.values(), ids=FLOODS.keys())
@pytest.mark.parametrize("scan", [pii.scan, secret.scan], ids=["pii", "secret"])
def test_floods(scan: object, piece: str) -> None:
    """Four times the text takes about four times as long, up to a megabyte."""
    text = piece * (MEGABYTE // len(piece))
    quarter, whole = seconds(scan, text[: MEGABYTE // 4]), seconds(scan, text)
    assert whole < max(0.5, 8 * quarter)
    assert whole < 10


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\ud800{MAIL} \udfff", id="lone surrogates"),
        pytest.param(f"\u05db\u05ea\u05d5\u05d1\u05ea: {MAIL}", id="Hebrew"),
        pytest.param(f"\u0628\u0631\u064a\u062f\u200f {MAIL} \u200e", id="Arabic, with marks"),
        pytest.param(f"e\u0301e\u0301 {MAIL} \u0301", id="combining marks"),
        pytest.param(f"\x00\x01{MAIL}\x1f", id="control characters"),
    ],
)
def test_strange_neighbours(text: str) -> None:
    """Whatever stands around it, the value is found where it stands."""
    assert of("EMAIL_ADDRESS", text, pii.scan(text)) == [MAIL]


def test_arabic_digits() -> None:
    """A card in the digits of Arabic is a card, at its own characters."""
    written = FLAT.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})
    text = f"card \u0628\u0637\u0627\u0642\u0629 {written}."
    assert of("CREDIT_CARD", text, pii.scan(text)) == [written]


def test_marks_of_direction_inside() -> None:
    """Marks of direction between the digits hide nothing."""
    written = "\u202a" + FLAT[:8] + "\u200e" + FLAT[8:] + "\u202c"
    [found] = pii.scan(f"card {written}")
    assert (found.entity, found.value) == ("CREDIT_CARD", FLAT)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("My card is 4539 5787\n6362 1486.", "4539 5787\n6362 1486", id="wrapped"),
        pytest.param(
            "カード番号は\n45395787\n  63621486\nです",
            "45395787\n  63621486",
            id="wrapped, Japanese",
        ),
    ],
)
def test_card_over_two_lines(text: str, written: str) -> None:
    """A card that a line break cuts is one card, where the words speak of one."""
    assert of("CREDIT_CARD", text, pii.scan(text)) == [written]


def test_a_column_is_no_card() -> None:
    """Numbers below each other are a table, even where two of them would make a card."""
    assert pii.scan("card | units\n45395787\n63621486\n27193658") == ()


def test_json_in_json() -> None:
    """Values are found inside JSON inside JSON, where labels are escaped as well."""
    inner = json.dumps({"カード": FLAT, "mail": MAIL, "マイナンバー": "621498320257"})
    text = json.dumps({"body": json.dumps({"log": inner})})
    found = pii.scan(text)
    assert [name for name, _ in cut(text, found)] == [
        "CREDIT_CARD",
        "EMAIL_ADDRESS",
        "JP_MY_NUMBER",
    ]
    assert [one.value for one in found] == [FLAT, MAIL, "621498320257"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(f"mail={urllib.parse.quote(MAIL)}&x=1", MAIL, id="URL-encoded"),
        pytest.param(f"https://kita.dev/u?mail={urllib.parse.quote(MAIL)}", MAIL, id="in a query"),
        pytest.param(f"<a>{MAIL.replace('@', '&#64;')}</a>", MAIL, id="HTML, decimal"),
        pytest.param(f"<a>{MAIL.replace('@', '&#x40;')}</a>", MAIL, id="HTML, hexadecimal"),
        pytest.param(f"<b>{html.escape(f'「{MAIL}」')}</b>", MAIL, id="HTML, Japanese"),
        pytest.param(
            urllib.parse.quote("個人番号") + "=621498320257", "621498320257", id="encoded label"
        ),
        pytest.param("&#24179;&#25104;マイナンバー 621498320257", "621498320257", id="HTML label"),
    ],
)
def test_escaped(text: str, value: str) -> None:
    """What stands under another name is read, and cut out as it is written."""
    [found] = pii.scan(text)
    assert found.value == value
    assert 0 <= found.start < found.end <= len(text)
    assert text[found.start].lower() == value[0]
    assert text[found.end - 1].lower() == value[-1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("100% of 40 users, 50%ED", id="percent signs in prose"),
        pytest.param("%E0%80 and %FF%FE", id="bytes that say nothing"),
        pytest.param("a&#9999999;b &#xFFFFFF;", id="references to nothing"),
        pytest.param(r"C:\users\u0041\new", id="a path"),
    ],
)
def test_broken_escapes(text: str) -> None:
    """What only looks like an escape is no find and no error."""
    assert pii.scan(text) == ()
    assert secret.scan(text) == ()


@pytest.mark.parametrize("place", range(1, len(CARD)))
def test_cut_by_a_stream(place: int) -> None:
    """A number that arrived in two pieces of a stream is read as one."""
    pieces = [
        {"contentBlockDelta": {"delta": {"text": text}, "contentBlockIndex": 0}}
        for text in (f"card {CARD[:place]}", f"{CARD[place:]} ok")
    ]
    end: list[object] = [{"messageStop": {"stopReason": "end_turn"}}]
    text = invocation({}, [*pieces, *end]).text(Segment.OUTPUT)
    assert of("CREDIT_CARD", text, pii.scan(text)) == [CARD]


@pytest.mark.parametrize("before", range(0, 90, 7))
def test_cut_by_no_window(before: int) -> None:
    """Other numbers before and behind, near or far, cut nothing off."""
    text = f"4711 {'x' * before} card {CARD} {'y' * before} 5790 13 57"
    assert CARD in of("CREDIT_CARD", text, pii.scan(text))


def test_end_of_reading() -> None:
    """A value is read up to the end of the first million characters, and not beyond."""
    before = "x " * (LONGEST // 2 - 50)
    assert [one.value for one in pii.scan(f"{before} {MAIL} {before}")] == [MAIL]
    assert pii.scan("x " * (LONGEST // 2) + MAIL) == ()


@pytest.mark.parametrize(
    ("said", "answered", "shown"),
    [
        pytest.param(f"Pay with {CARD}", "The card ending in 1486 was charged.", "1486", id="tail"),
        pytest.param(f"Pay with {CARD}", "Charged **** **** **** 1486.", "1486", id="masked"),
        pytest.param(f"カードは{CARD}です", "末尾が1486のカードで決済しました", "1486", id="末尾"),
        pytest.param("携帯は090-2714-5671です", "下4桁は5671ですね", "5671", id="下4桁"),
        pytest.param(
            "個人番号 621498320257", "番号「********0257」で登録済み", "0257", id="My Number"
        ),
    ],
)
def test_tail_is_transformed(said: str, answered: str, shown: str) -> None:
    """A tail of what the user gave is said to be a part of it, under the token of the whole."""
    observations = pii.judge(
        conversation(user=said, output=answered), pii.SCORER.tuning
    ).observations
    [given] = [one for one in observations if one.location and one.location.segment == "user"]
    [tail] = [one for one in observations if one.location and one.location.segment == "output"]
    assert tail.location is not None
    assert answered[tail.location.start : tail.location.end] == shown
    assert (tail.kind, tail.value, tail.mask) == ("TRANSFORMED", given.value, "****")


@pytest.mark.parametrize("answered", ["Your total ends in 1487.", "Year 1486 it was.", "***1234"])
def test_other_digits_are_no_tail(answered: str) -> None:
    """Four digits that nobody gave, or that nothing calls a tail, are four digits."""
    observations = pii.judge(
        conversation(user=f"card {CARD}", output=answered), pii.SCORER.tuning
    ).observations
    assert [one.location.segment for one in observations if one.location] == ["user"]
