"""The page: counts as they are, words of both languages, nothing foreign and nothing raw in it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.events import findings_raised
from raimon.invocation import Source
from raimon.policy import Policy, default_policy
from raimon.scorers.scoring import Scoring
from raimon_local.japanese_signs import with_japanese_signs
from raimon_local.page.data import page_data
from raimon_local.page.render import render_page
from raimon_local.replay import replayed
from tests.builders import record

ADDRESS = "mara.lindqvist@harbourlane.org"
COUNTS = {"assessed": 3, "quarantined": 2, "notifications": 1, "invocations": 3, "findings": 1}


def assessed(*records: dict[str, Any], policy: Policy | None = None) -> list[Assessment]:
    """Return the assessments of the records."""
    scoring = Scoring(policy or default_policy(), None)
    sources = (Source(bucket="logs", key="AWSLogs/a.json.gz", line=n) for n in range(1, 99))
    return [
        scoring.assess(parse_record(each, source, NoBodies()))
        for each, source in zip(records, sources, strict=False)
    ]


def alarms_of(assessments: Sequence[Assessment]) -> list[Alarm]:
    """Return the alarms of the assessments."""
    policy = default_policy()
    raised = [
        event
        for each in assessments
        for event in findings_raised(each, tuple(filter(policy.notifies, each.findings)))
    ]
    return replayed(raised, policy).alarms()


@pytest.fixture
def three() -> list[Assessment]:
    """Return three assessments, of which one holds a leak."""
    return assessed(
        record(1, user="Where is my order?", output="It left our warehouse yesterday."),
        record(2, user="荷物はいつ届きますか。", output="明日お届けする予定です。"),
        record(3, user="Who can help?", output=f"Please write to {ADDRESS}."),
    )


class Outline(HTMLParser):
    """What a screen reader goes by: landmarks, headings, languages, ids and links."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.languages: set[str] = set()
        self.headers_without_scope = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        known = dict(attrs)
        self.tags.append(tag)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [known["href"] or ""] if "href" in known and tag == "a" else []
        self.languages |= {known["lang"] or ""} if "lang" in known else set()
        self.headers_without_scope += tag == "th" and "scope" not in known


def outline(page: str) -> Outline:
    """Return the page's outline."""
    parser = Outline()
    parser.feed(page)
    return parser


def test_stages(three: list[Assessment]) -> None:
    """Each stage shows its count, and one that didn't run shows none."""
    data = page_data(three, alarms_of(three), COUNTS)

    assert {stage.name: stage.count for stage in data.stages} == {
        "seen": 5,
        "assessed": 3,
        "quarantined": 2,
        "findings": 1,
        "documents": 4,
        "alarms": 1,
        "notifications": 1,
    }
    bare = page_data(three, [], {})
    assert {stage.name: stage.count for stage in bare.stages}["documents"] is None


def test_same_data_same_page(three: list[Assessment]) -> None:
    """The same findings give the same bytes."""
    pages = {render_page(page_data(three, alarms_of(three), COUNTS)) for _ in range(2)}

    assert len(pages) == 1


def test_both_languages(three: list[Assessment]) -> None:
    """The page speaks of the finding and its alarm in both languages."""
    page = render_page(page_data(three, alarms_of(three), COUNTS))

    assert "One alarm needs your attention." in page
    assert "確認が必要なアラームが 1 件あります。" in page
    assert "e-mail addresses" in page
    assert "メールアドレス" in page
    assert outline(page).languages == {"en", "ja"}


def test_nothing_raw(three: list[Assessment]) -> None:
    """Neither a value nor a word of an answer is on the page; the mask and the pointer are."""
    page = render_page(page_data(three, alarms_of(three), COUNTS))

    mask = three[2].findings[0].mask
    assert ADDRESS not in page
    assert "warehouse" not in page
    assert mask is not None
    assert mask in page
    assert "AWSLogs/a.json.gz" in page


def test_self_contained(three: list[Assessment]) -> None:
    """The page asks for nothing: no script, no address that a browser would load."""
    page = render_page(page_data(three, alarms_of(three), COUNTS))

    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:,)""", page)
    assert not re.search(r"url\(|@import", page)


def test_outline(three: list[Assessment]) -> None:
    """Each edition has its landmarks and one h1; ids are unique and links lead somewhere."""
    seen = outline(render_page(page_data(three, alarms_of(three), COUNTS)))

    assert [seen.tags.count(tag) for tag in ("main", "nav", "header", "footer", "h1")] == [2] * 5
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert seen.headers_without_scope == 0


def test_hostile_names() -> None:
    """A name that a caller chose can't become part of the page's own code."""
    name = "<img src=x onerror=alert(1)>"
    policy = Policy.model_validate({"applications": {"known": []}})
    (one,) = assessed(record(1, user="Hello", output="Hello."), policy=policy)
    hostile = one.model_copy(update={"application": name})

    assert name not in render_page(page_data([hostile], [], {}))


def test_nothing_assessed() -> None:
    """A page about nothing says so, in both languages."""
    page = render_page(page_data([], [], {}))

    assert "Nothing needs your attention." in page
    assert "対応が必要なアラームはありません。" in page
    assert "No invocation was assessed." in page


def test_quiet_hours_are_shown() -> None:
    """An hour in which nothing happened is a gap, not left out."""
    records = [
        record(1, user="Hello", output="Hello.", timestamp="2026-10-13T08:59:59Z"),
        record(2, user="Hello", output="Hello.", timestamp="2026-10-13T11:00:00Z"),
    ]

    hours = page_data(assessed(*records), [], {}).hours

    assert [(hour.begins, hour.invocations) for hour in hours] == [
        (datetime(2026, 10, 13, 8, tzinfo=UTC), 1),
        (datetime(2026, 10, 13, 9, tzinfo=UTC), 0),
        (datetime(2026, 10, 13, 10, tzinfo=UTC), 0),
        (datetime(2026, 10, 13, 11, tzinfo=UTC), 1),
    ]


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        pytest.param("対象:窓口", "対象\uff1a窓口", id="colon"),
        pytest.param("検出(1 件)", "検出\uff081 件\uff09", id="parentheses"),
        pytest.param(
            "固定観念(ステレオタイプ)", "固定観念\uff08ステレオタイプ\uff09", id="kana within"
        ),
        pytest.param("10:42", "10:42", id="a time"),
        pytest.param("docs/a.md (en)", "docs/a.md (en)", id="English"),
        pytest.param("", "", id="empty"),
    ],
)
def test_japanese_signs(text: str, signed: str) -> None:
    """Signs beside Japanese characters are full-width, others stay."""
    assert with_japanese_signs(text) == signed
