"""The dashboards as data: current, importable alone, in the same shape in both languages."""

import re
from collections.abc import Iterator

import pytest

from raimon.alarms.alarm import AlarmState
from raimon.alarms.whereabouts import FINDINGS
from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import BodyState, GuardrailAction, Segment
from raimon.scorers.privacy.kind import Kind
from raimon.scorers.registry import SCORERS
from raimon.store.families import Family
from raimon.windows.metrics import RULES as STREAM_RULES
from scripts.dashboards.aggregations import Filters
from scripts.dashboards.check.check import problems
from scripts.dashboards.check.reading import File, read
from scripts.dashboards.dashboard import WIDTH, Dashboard
from scripts.dashboards.editions import DASHBOARDS, content, files
from scripts.dashboards.latest import Latest
from scripts.dashboards.panels import Chart, Panel
from scripts.dashboards.vocabulary import (
    ASPECTS,
    BODIES,
    GUARDRAIL_ACTIONS,
    KINDS,
    OUTCOMES,
    SEGMENTS,
    SEVERITIES,
    STATES,
    Vocabulary,
)
from scripts.dashboards.words import LANGUAGES, Words
from scripts.dashboards.write import stale

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_RULE = re.compile(r"\b(?:privacy|fairness|robustness|transparency|governance)\.[a-z_]+")
PANELS = [
    pytest.param(panel, id=f"{dashboard.name}-{panel.name}")
    for dashboard in DASHBOARDS
    for panel in dashboard.panels()
]
each_dashboard = pytest.mark.parametrize("dashboard", DASHBOARDS, ids=lambda each: each.name)
each_file = pytest.mark.parametrize("name", sorted(files()))


def edition(dashboard: Dashboard, language: str) -> File:
    """Return one edition as a reader of the file sees it."""
    return read(content(dashboard, "ja" if language == "ja" else "en"))


def texts(panel: Panel | Latest) -> Iterator[Words]:
    """Yield the words that people read on a panel."""
    yield panel.title
    if isinstance(panel, Chart):
        yield from (metric.label for metric in panel.metrics)
        for _, bucket in panel.split():
            yield bucket.label
            if isinstance(bucket, Filters):
                yield from (named.label for named in bucket.named)


def test_files_are_current() -> None:
    """What is committed is what the source and the mapping give: else run make dashboards."""
    assert stale() == {}


def test_same_bytes_twice() -> None:
    """Generating is a pure function: the same bytes each time."""
    assert files() == files()


@each_file
def test_no_problems(name: str) -> None:
    """The checker finds nothing wrong with any file."""
    assert problems(files()[name]) == []


@each_dashboard
def test_same_shape_in_both_languages(dashboard: Dashboard) -> None:
    """Both editions have the same panels, over the same fields, in the same places."""
    shapes = []
    for language in LANGUAGES:
        file = edition(dashboard, language)
        (page,) = file.of("dashboard")
        places = [panel["gridData"] for panel in page.inner["panelsJSON"]]
        asked = [
            (
                each.inner["visState"]["type"],
                [agg["type"] for agg in each.inner["visState"]["aggs"]],
            )
            for each in file.of("visualization")
        ]
        shapes.append((places, asked))
    assert shapes[0] == shapes[1]


@each_dashboard
def test_rows_fill_the_grid(dashboard: Dashboard) -> None:
    """Each row is as wide as the page: nothing hangs over, no hole is left."""
    assert {sum(width for _, width in row.panels) for row in dashboard.rows} == {WIDTH}


@each_dashboard
def test_panel_names_are_unique(dashboard: Dashboard) -> None:
    """No two panels of a dashboard share a name, which is part of their id."""
    names = [panel.name for panel in dashboard.panels()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("panel", PANELS)
def test_words_are_there_in_both_languages(panel: Panel | Latest) -> None:
    """English words are English and Japanese ones Japanese, on axes and parts as on titles."""
    for words in texts(panel):
        assert words.en
        assert not _JAPANESE.search(words.en)
        assert _JAPANESE.search(words.ja), words.ja


@pytest.mark.parametrize(
    ("vocabulary", "values"),
    [
        pytest.param(ASPECTS, Aspect, id="aspects"),
        pytest.param(SEVERITIES, Severity, id="severities"),
        pytest.param(KINDS, Kind, id="kinds"),
        pytest.param(OUTCOMES, Outcome, id="outcomes"),
        pytest.param(STATES, AlarmState, id="states"),
        pytest.param(SEGMENTS, Segment, id="segments"),
        pytest.param(BODIES, BodyState, id="bodies"),
        pytest.param(GUARDRAIL_ACTIONS, GuardrailAction, id="guardrail actions"),
    ],
)
def test_every_value_has_a_name(vocabulary: Vocabulary, values: type) -> None:
    """A split by a closed list leaves out no value that a document can have."""
    assert set(vocabulary.values) == {str(value) for value in values}  # type: ignore[attr-defined]  # an enum


def test_aspects_are_in_the_order_of_the_frame() -> None:
    """The six aspects stand in one order everywhere."""
    assert list(ASPECTS.values) == [str(aspect) for aspect in Aspect]


def test_named_rules_exist() -> None:
    """A query names no rule that nothing raises."""
    raised = {rule.rule_id for scorer in SCORERS for rule in scorer.rules} | {*STREAM_RULES}
    named = {
        rule
        for text in files().values()
        for line in text.splitlines()
        if '"type": "visualization"' in line
        for rule in _RULE.findall(line)
    }
    assert named
    assert named <= raised


@each_file
def test_only_ours(name: str) -> None:
    """No file brings a configuration or touches an object without our prefix."""
    keys = [each.key for each in read(files()[name]).objects]
    assert {kind for kind, _ in keys} <= {"dashboard", "index-pattern", "search", "visualization"}
    assert all(identifier.startswith("raimon-") for _, identifier in keys)


def test_shared_objects_are_the_same() -> None:
    """An index pattern is the same in every file, so the order of import doesn't matter."""
    lines = {
        line for text in files().values() for line in text.splitlines() if "timeFieldName" in line
    }
    assert len(lines) == len(Family)


def test_the_links_of_alarms_find_their_index_pattern() -> None:
    """The link of an alarm names the index pattern of the findings by its id."""
    ids = {each.key for text in files().values() for each in read(text).of("index-pattern")}
    assert ("index-pattern", FINDINGS) in ids


@each_file
def test_every_panel_over_findings_leaves_out_withdrawn_ones(name: str) -> None:
    """A finding that a newer scoring took back is counted nowhere."""
    for held in read(files()[name]).panels():
        source = held.inner["searchSourceJSON"]
        index = held.references.get(source.get("indexRefName", ""), ("", ""))[1]
        filters = [(each["query"], each["meta"]["negate"]) for each in source.get("filter", [])]
        left_out = ({"match_phrase": {"withdrawn": True}}, True) in filters
        assert left_out == (index == Family.FINDINGS.alias)


@each_dashboard
def test_links_lead_to_dashboards(dashboard: Dashboard) -> None:
    """The note of each dashboard links to all others in its own language, and to nothing else."""
    known = {each.identifier(language) for each in DASHBOARDS for language in LANGUAGES}
    for language in LANGUAGES:
        text = content(dashboard, language)
        linked = set(re.findall(r"#/view/([\w-]+)", text))
        assert linked <= known
        assert len(linked) == len(DASHBOARDS) - 1
        assert all(each.endswith(f"-{language}") for each in linked)


def test_order_of_parts_is_kept_by_their_names() -> None:
    """Sorted by name, as the engine answers, the parts stand in the order that is meant."""
    for panel in (param.values[0] for param in PANELS):
        for bucket in (bucket for _, bucket in getattr(panel, "split", list)()):
            if isinstance(bucket, Filters):
                for language in LANGUAGES:
                    labels = bucket.labels(language)
                    assert labels == sorted(labels)
                    assert len(labels) <= 8


def test_lists_explain_in_the_readers_language() -> None:
    """A list of findings shows the explanation in the language of its dashboard, and no other."""
    for name, text in files().items():
        language = name.removesuffix(".ndjson")[-2:]
        for held in read(text).of("search"):
            told = {column for column in held.attributes["columns"] if "explanation" in column}
            assert told == {f"explanation.{language}"}
