"""From a panel to its search: steps of time, queries and filters, the other bucket, emptiness."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from raimon.store.families import Family
from scripts.dashboards.aggregations import Count, Filters, Measure, Percentiles, Terms, Times
from scripts.dashboards.axes import Bars
from scripts.dashboards.check.answers import emptiness
from scripts.dashboards.check.classic import others
from scripts.dashboards.check.panel_searches import searches_of
from scripts.dashboards.check.reading import read
from scripts.dashboards.check.search import Search
from scripts.dashboards.check.span import Span, interval
from scripts.dashboards.dashboard import Dashboard, Row
from scripts.dashboards.panels import Listing, Numbers, Panel
from scripts.dashboards.vocabulary import Named
from scripts.dashboards.words import Words

END = datetime(2026, 10, 15, tzinfo=UTC)
WEEK = Span(END - timedelta(days=7), END)
W = Words("word", "語")


def asked(panel: Panel) -> Search:
    """Return the search of a panel after the way through the file."""
    dashboard = Dashboard("test", W, W, (Row(5, ((panel, 48),)),))
    text = "".join(each.line() for each in dashboard.saved_objects("ja"))
    (held,) = read(text).of("visualization")
    (search,) = searches_of(held, WEEK)
    return search


@pytest.mark.parametrize(
    ("length", "bars", "points"),
    [
        pytest.param(timedelta(minutes=15), "30s", "10s", id="a quarter of an hour"),
        pytest.param(timedelta(hours=24), "30m", "10m", id="a day"),
        pytest.param(timedelta(days=7), "3h", "1h", id="a week"),
        pytest.param(timedelta(days=30), "12h", "12h", id="a month"),
        pytest.param(timedelta(days=365), "1w", "1d", id="a year"),
    ],
)
def test_steps(length: timedelta, bars: str, points: str) -> None:
    """Steps are those of Dashboards: about 50 bars, or about 100 points."""
    span = Span(END - length, END)
    assert span.bar_step() == bars
    assert span.point_step() == points


def test_least_step() -> None:
    """A TSVB panel with a least step takes no finer one, and a coarser one where that is due."""
    assert Span(END - timedelta(hours=1), END).point_step("1h") == "1h"
    assert Span(END - timedelta(days=30), END).point_step("1h") == "12h"


@pytest.mark.parametrize(
    ("step", "by"),
    [
        ("1h", "calendar_interval"),
        ("1M", "calendar_interval"),
        ("3h", "fixed_interval"),
        ("30s", "fixed_interval"),
    ],
)
def test_interval(step: str, by: str) -> None:
    """One unit goes by the calendar, several have a fixed length."""
    assert interval(step) == {by: step}


def test_query_and_filters() -> None:
    """A panel over findings asks its own query, within the time, without withdrawn ones."""
    panel = Numbers(
        name="n", title=W, family=Family.FINDINGS, metrics=(Count(W),), query="aspect:privacy"
    )
    assert asked(panel).body["query"]["bool"] == {
        "filter": [
            {
                "query_string": {
                    "analyze_wildcard": True,
                    "query": "aspect:privacy",
                    "time_zone": "UTC",
                }
            },
            WEEK.range(),
        ],
        "must_not": [{"match_phrase": {"withdrawn": True}}],
    }


def test_splits_around_each_other() -> None:
    """Series lie within moments, and metrics within series."""
    panel = Bars(
        name="b",
        title=W,
        family=Family.INVOCATIONS,
        metrics=(Measure("sum", "usage.input_tokens", W), Percentiles("latency_ms", W, (95,))),
        along=Times(),
        series=Filters(W, (Named(Words("a", "甲"), "outcome:error", "#000"),)),
        values=W,
    )
    outer = asked(panel).body["aggs"]["3"]
    assert outer["date_histogram"]["fixed_interval"] == "3h"
    (label,) = outer["aggs"]["4"]["filters"]["filters"]
    assert label.endswith("甲")
    assert outer["aggs"]["4"]["aggs"] == {
        "1": {"sum": {"field": "usage.input_tokens"}},
        "2": {"percentiles": {"field": "latency_ms", "percents": [95]}},
    }


def test_order_and_missing() -> None:
    """A split is sorted by what it measures, at each level, and counts who has no value."""
    panel = Listing(
        name="l",
        title=W,
        family=Family.INVOCATIONS,
        metrics=(Measure("sum", "usage.input_tokens", W),),
        rows=(Terms("application", W, 3, missing=W), Terms("model_id", W, 2)),
    )
    outer = asked(panel).body["aggs"]["2"]
    assert outer["terms"] == {
        "field": "application",
        "missing": "__missing__",
        "order": {"1": "desc"},
        "size": 3,
    }
    assert outer["aggs"].keys() == {"1", "3"}


def test_order_by_count() -> None:
    """A panel that only counts sorts by the count, for which there is no aggregation."""
    panel = Listing(
        name="l",
        title=W,
        family=Family.INVOCATIONS,
        metrics=(Count(W),),
        rows=(Terms("model_id", W, 2),),
    )
    body = asked(panel).body["aggs"]["2"]
    assert body["terms"]["order"] == {"_count": "desc"}
    assert "aggs" not in body


def test_other_bucket() -> None:
    """What isn't shown is asked for: with a value, but none of those that are shown."""
    panel = Listing(
        name="l",
        title=W,
        family=Family.INVOCATIONS,
        metrics=(Count(W),),
        rows=(Terms("model_id", W, 2, others=True, missing=W), Terms("region", W)),
    )
    buckets = [{"key": key, "doc_count": 1} for key in ("a", "__missing__")]
    (rest,) = others(asked(panel), {"aggregations": {"2": {"buckets": buckets}}})
    told = rest.body["aggs"]["other-filter"]
    assert told["filters"]["filters"][""]["bool"] == {
        "filter": [{"exists": {"field": "model_id"}}],
        "must_not": [{"match_phrase": {"model_id": "a"}}],
    }
    assert told["aggs"].keys() == {"3"}


def test_no_other_bucket() -> None:
    """A split that shows no rest asks once."""
    panel = Listing(
        name="l",
        title=W,
        family=Family.INVOCATIONS,
        metrics=(Count(W),),
        rows=(Terms("region", W),),
    )
    assert list(others(asked(panel), {"aggregations": {"2": {"buckets": []}}})) == []


def answer(total: int, **aggregations: object) -> dict[str, Any]:
    """Return an answer of the engine, as far as it is looked at."""
    return {"hits": {"total": {"value": total}}, "aggregations": aggregations}


@pytest.mark.parametrize(
    ("told", "empty"),
    [
        pytest.param(answer(0), True, id="no document"),
        pytest.param(answer(3, a={"buckets": []}), True, id="no bucket"),
        pytest.param(answer(3, a={"buckets": {"x": {"doc_count": 0}}}), True, id="empty buckets"),
        pytest.param(
            answer(3, a={"buckets": [{"doc_count": 2, "1": {"value": None}}]}), True, id="no value"
        ),
        pytest.param(
            answer(3, a={"buckets": [{"doc_count": 2, "b": {"buckets": []}}]}),
            True,
            id="nothing within",
        ),
        pytest.param(answer(3, a={"values": {"95.0": None}}), True, id="no percentile"),
        pytest.param(answer(3, a={"doc_count": 0}), True, id="an empty filter"),
        pytest.param(answer(3, a={"value": 0.0}), False, id="nought is a value"),
        pytest.param(
            answer(3, a={"buckets": [{"doc_count": 0}, {"doc_count": 1}]}),
            False,
            id="one bucket is enough",
        ),
    ],
)
def test_emptiness(
    told: dict[str, Any],
    empty: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A panel that would show nothing is told from one that shows something."""
    search = Search("p", "t", "raimon-findings", {"aggs": {"a": {}}})
    assert bool(emptiness(search, told)) == empty


def test_lines_are_json_with_sorted_names() -> None:
    """A saved object is one line, with its names in order, so that differences are readable."""
    panel = Numbers(name="n", title=W, family=Family.ALARMS, metrics=(Count(W),))
    dashboard = Dashboard("test", W, W, (Row(5, ((panel, 48),)),))
    for held in dashboard.saved_objects("en"):
        told = json.loads(held.line())
        assert held.line().count("\n") == 1
        assert list(told) == sorted(told)
