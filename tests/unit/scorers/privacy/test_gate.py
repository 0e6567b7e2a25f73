"""The gate lets through whatever finds something: scans with it and without it agree."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import re2
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.scorers.privacy import pii, recognisers, scanner, secret
from raimon.scorers.privacy.detector import Detector, Found
from raimon.scorers.privacy.entities_en import ENGLISH
from raimon.scorers.privacy.entities_ja import JAPANESE
from raimon.scorers.privacy.entities_world import WORLD, Local
from raimon.scorers.privacy.gate import Gate
from raimon.scorers.privacy.provider_keys import PROVIDER_KEY
from raimon.scorers.privacy.providers import FORMS, Form
from raimon.scorers.privacy.re2_pass import SWITCH
from raimon.scorers.privacy.relaxed import relaxed

SAMPLES = Path(__file__).parents[4] / "local/raimon_local/sample_logs"
DETECTORS = (*ENGLISH, *JAPANESE, *(local.detector for local in WORLD))
LETTERED = tuple(local for local in WORLD if local.is_lettered)
PIECES = (
    "card 4539 5787 6362 1486",
    "個人番号 6214 9832 0257",
    "SSN: 219-09-9999",
    "電話 03-3210-9876",
    "call +44 20 7946 0958",
    "k.mori@kita-shop.jp",
    "ｋ．ｍｏｒｉ＠ｋｉｔａ．ｊｐ",
    "生年月日：1990年4月1日",
    "東京都港区芝公園4丁目2番8号",
    "12 Baker Street, Springfield, IL 62704",
    "DE89 3704 0044 0532 0130 00",
    "password: Xk9#mQ2v!z",
    "api_key=9f8e7d6c5b4a3928",
    "パスワードは「Xk9mQ2vz」",
    "氏名：佐藤花子",
    "佐藤様",
    "passport number X1234567",
    "免許 309012345620",
    "4539 5787\n6362 1486 card",
    "３７０４－００４４",
    "ﾃﾞﾝﾜ",
    "\u200b",
    "%40",
    "&#64;",
    "\\u0040",
    "\ud800",
    "1\u200b2",
    "😀",
    "、",
    "\n",
    " ",
    "x",
    "9",
    "-",
    "：",
    "no ",
)


def both(text: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Return what both scans find, by the gate as it is now."""
    scanner.kept.cache_clear()
    return pii.scan(text), secret.scan(text)


def without_gate(text: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Return what both scans find when every recogniser runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner.GATE, "match", None)
        return both(text)


def sample_texts() -> Iterator[str]:
    """Yield the texts of the sample logs, in both languages."""
    for file in sorted(SAMPLES.rglob("*.json.gz")):
        try:
            lines = gzip.decompress(file.read_bytes()).splitlines()
            records = [json.loads(line) for line in lines]
        except (OSError, EOFError, ValueError):
            continue
        for number, record in enumerate(records):
            if "requestId" in record:
                source = Source(bucket="b", key=file.name, line=number + 1)
                yield from parse_record(record, source, NoBodies()).segments.values()


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
def test_composed(text: str) -> None:
    """Whatever stands together in a text, the gate changes nothing."""
    assert both(text) == without_gate(text)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    """No text at all makes a difference, nor an error."""
    assert both(text) == without_gate(text)


def test_sample_logs() -> None:
    """The samples of the demo are found in the same way."""
    texts = sorted(set(sample_texts()))
    assert len(texts) > 100
    found = 0
    for text in texts:
        assert both(text) == without_gate(text)
        found += sum(map(len, both(text)))
    assert found > 20


@pytest.mark.parametrize("form", FORMS, ids=lambda one: f"{one.entity} {one.prefix}")
@given(data=st.data())
@settings(max_examples=3, suppress_health_check=list(HealthCheck), deadline=None)
def test_form(form: Form, data: st.DataObject) -> None:
    """Whatever a provider's form describes opens the gate for it."""
    text = form.prefix + data.draw(st.from_regex(form.rest, fullmatch=True))
    assert form.match(text, len(form.prefix))
    assert any(re2.search(relaxed(one, folds=False), text) for one in PROVIDER_KEY.forms)


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda one: one.entity)
@given(data=st.data())
@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
def test_detector(detector: Detector, data: st.DataObject) -> None:
    """Whatever a detector could take for an identifier opens the gate for it."""
    text = data.draw(st.from_regex(detector.pattern.pattern))
    match = detector.pattern.search(text)
    assert match
    value = match["value"] if "value" in detector.pattern.groupindex else match.group()
    assume(detector.has_checksum or detector.is_valid(detector.canonical(value)))
    [form] = detector.recogniser.forms
    assert re2.search(relaxed(form), text)


@pytest.mark.parametrize("local", LETTERED, ids=lambda one: one.detector.entity)
def test_hints_open(local: Local) -> None:
    """Where a shape of letters is dear to look for, each of its hints opens the gate."""
    [form] = local.recogniser.forms
    for hint in local.hints:
        assert re2.search(relaxed(form), f"my {hint.upper()} is 1")


def test_order() -> None:
    """What is let through runs in the usual order, so that equals are told apart alike."""
    everything = [one.find for _, one in recognisers.PERSONAL]
    page = scanner.read("card 4539 5787 6362 1486, k.mori@kita-shop.jp")
    assert page.opened is not None
    called = scanner.finding_personal(page.opened, frozenset())
    assert 0 < len(called) < len(everything)
    assert [find for find in everything if find in called] == list(called)


def test_shared() -> None:
    """A text without anything to fold is one sheet for both scans, and is looked at once."""
    page = scanner.read("nothing to see here")
    assert page.folded is page.plain
    assert page is scanner.read("nothing " + "to see here")
    assert page.opened == page.opened_folded == ()


def test_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment switches RE2 off: the gate is open for everything."""
    monkeypatch.setenv(SWITCH, "off")
    gate = Gate()
    gate.number("ab", folds=True)
    assert gate.opened("nothing") is None


def test_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where RE2 can't be imported the gate is open for everything."""
    monkeypatch.setitem(sys.modules, "re2", None)
    gate = Gate()
    gate.number("ab", folds=True)
    assert gate.opened("nothing") is None


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        pytest.param("xab", (0,), id="one"),
        pytest.param("cd ab", (0, 1), id="both"),
        pytest.param("", (), id="empty"),
        pytest.param("\ud800", None, id="no UTF-8: all"),
    ],
)
def test_opened(text: str, opened: tuple[int, ...] | None) -> None:
    """The gate names the patterns that match, and all of them where it can't look."""
    gate = Gate()
    numbers = [gate.number(pattern, folds=False) for pattern in ("ab", "cd", "ab")]
    assert numbers == [0, 1, 0]
    assert gate.opened(text) == opened


def test_no_answer() -> None:
    """An answer without the pattern that always matches means that RE2 gave up: all may match."""
    gate = Gate()
    gate.number("ab", folds=False)
    vars(gate)["match"] = lambda _: None
    assert gate.opened("ab") is None
