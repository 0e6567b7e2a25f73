"""The checker: each kind of fault, planted alone in a file that is right, is found."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from scripts.dashboards.check.check import main, problems
from scripts.dashboards.editions import DASHBOARDS, content
from scripts.dashboards.write import FOLDER

type Object = dict[str, Any]
type Fault = Callable[[list[Object]], object]

PRIVACY = content(DASHBOARDS[1], "en")
ROBUSTNESS = content(DASHBOARDS[3], "en")
FAIRNESS = content(DASHBOARDS[2], "en")


def objects(text: str) -> list[Object]:
    """Return the objects of a file, to be changed."""
    return [json.loads(line) for line in text.splitlines()]


def named(held: list[Object], ending: str) -> Object:
    """Return the object whose id ends so."""
    return next(each for each in held if each["id"].endswith(ending))


def faulty(text: str, fault: Fault) -> list[str]:
    """Return the problems of a file after one fault."""
    held = objects(text)
    fault(held)
    return problems("\n".join(json.dumps(each) for each in held))


def in_state(ending: str, change: Callable[[Object], None]) -> Fault:
    """Return a fault in the state of a panel."""

    def fault(held: list[Object]) -> None:
        attributes = named(held, ending)["attributes"]
        state = json.loads(attributes["visState"])
        change(state)
        attributes["visState"] = json.dumps(state)

    return fault


def in_source(ending: str, change: Callable[[Object], None]) -> Fault:
    """Return a fault in what a panel searches for."""

    def fault(held: list[Object]) -> None:
        meta = named(held, ending)["attributes"]["kibanaSavedObjectMeta"]
        source = json.loads(meta["searchSourceJSON"])
        change(source)
        meta["searchSourceJSON"] = json.dumps(source)

    return fault


def in_places(change: Callable[[list[Object]], None]) -> Fault:
    """Return a fault in where the panels of a dashboard stand."""

    def fault(held: list[Object]) -> None:
        attributes = held[-1]["attributes"]
        places = json.loads(attributes["panelsJSON"])
        change(places)
        attributes["panelsJSON"] = json.dumps(places)

    return fault


def field_of_last(state: Object, name: str) -> None:
    """Let the last aggregation of a panel name another field."""
    state["aggs"][-1]["params"]["field"] = name


def of_spec(state: Object, change: Callable[[Object], None]) -> None:
    """Change the specification of a Vega picture."""
    spec = json.loads(state["params"]["spec"])
    change(spec)
    state["params"]["spec"] = json.dumps(spec)


SHAPE: list[tuple[str, Fault, str]] = [
    ("an unknown attribute", lambda held: held[2]["attributes"].update(x=1), "are refused: x"),
    (
        "a shape from the future",
        lambda held: held[2]["migrationVersion"].update(visualization="7.10.1"),
        "is newer than 7.10.0",
    ),
    ("no shape", lambda held: held[2].pop("migrationVersion"), "no migrationVersion"),
    ("no title", lambda held: held[2]["attributes"].update(title=""), "no title"),
    ("another prefix", lambda held: held[2].update(id="mine"), "doesn't begin with raimon-"),
    ("a configuration", lambda held: held[2].update(type="config"), "isn't ours to ship"),
    ("twice", lambda held: held.append(held[2]), "there twice"),
    (
        "no JSON inside",
        lambda held: held[2]["attributes"].update(visState="{"),
        "visState holds no JSON",
    ),
    (
        "a reference that isn't declared",
        lambda held: named(held, "entities")["references"].pop(0),
        "is used and not declared",
    ),
    (
        "a reference that isn't used",
        lambda held: held[2]["references"].append(
            {"name": "x", "type": "index-pattern", "id": "raimon-findings"}
        ),
        "reference x is declared and not used",
    ),
    ("an index pattern missing", lambda held: held.pop(1), "which isn't in the file"),
    (
        "a panel off the grid",
        in_places(lambda places: places[1]["gridData"].update(x=40)),
        "leaves the grid",
    ),
    (
        "panels over each other",
        in_places(lambda places: places[1]["gridData"].update(x=0)),
        "cover each other",
    ),
    (
        "panels with one number",
        in_places(lambda places: places[1].update(panelIndex="1")),
        "the same number",
    ),
    (
        "a wildcard as title",
        lambda held: held[0]["attributes"].update(title="raimon-findings*"),
        "is no alias of ours",
    ),
    (
        "a stale list of fields",
        lambda held: held[0]["attributes"].update(fields="[]"),
        "differ from the mapping",
    ),
    (
        "another time field",
        lambda held: held[0]["attributes"].update(timeFieldName="timestamp"),
        "the time field isn't @timestamp",
    ),
]
PANELS: list[tuple[str, str, Fault, str]] = [
    (
        "a field that isn't there",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][1]["params"].update(field="pii")),
        "terms of pii: no such field",
    ),
    (
        "a text",
        PRIVACY,
        in_state(
            "entities", lambda state: state["aggs"][1]["params"].update(field="explanation.en")
        ),
        "text can't be aggregated",
    ),
    (
        "the mean of words",
        ROBUSTNESS,
        in_state("models", lambda state: state["aggs"][1]["params"].update(field="model_id")),
        "avg of model_id: keyword is the wrong type",
    ),
    (
        "steps of a number",
        PRIVACY,
        in_state(
            "kinds-over-time", lambda state: state["aggs"][1]["params"].update(field="confidence")
        ),
        "half_float is the wrong type",
    ),
    (
        "a query for no field",
        PRIVACY,
        in_source("entities", lambda source: source["query"].update(query="rule:privacy.pii")),
        "has no field rule to filter by",
    ),
    (
        "a part for no field",
        PRIVACY,
        in_state(
            "numbers",
            lambda state: state["aggs"][1]["params"]["filters"][0]["input"].update(query="leak:1"),
        ),
        "has no field leak to filter by",
    ),
    (
        "a filter for no field",
        PRIVACY,
        in_source(
            "entities",
            lambda source: source["filter"][0].update(query={"match_phrase": {"gone": True}}),
        ),
        "has no field gone to filter by",
    ),
    (
        "another language of queries",
        PRIVACY,
        in_source(
            "entities", lambda source: source.update(query={"language": "kuery", "query": "a:b"})
        ),
        "isn't spoken here",
    ),
    (
        "a metric that isn't known",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][0].update(type="moving_avg")),
        "metric moving_avg isn't known here",
    ),
    (
        "a split that isn't known",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][1].update(type="geohash_grid")),
        "split geohash_grid isn't known here",
    ),
    (
        "a panel that isn't known",
        PRIVACY,
        in_state("entities", lambda state: state.update(type="region_map")),
        "type region_map isn't known here",
    ),
    (
        "a state without its aggregations",
        PRIVACY,
        in_state("entities", lambda state: state.pop("aggs")),
        "its state lacks 'aggs'",
    ),
    (
        "a wildcard in TSVB",
        ROBUSTNESS,
        in_state("shares", lambda state: state["params"].update(index_pattern="raimon-*")),
        "raimon-* is no alias of ours",
    ),
    (
        "a share of no field",
        ROBUSTNESS,
        in_state(
            "shares",
            lambda state: state["params"]["series"][0]["metrics"][0]["numerator"].update(
                query="result:refused"
            ),
        ),
        "has no field result to filter by",
    ),
    (
        "another time field in TSVB",
        ROBUSTNESS,
        in_state("shares", lambda state: state["params"].update(time_field="time")),
        "date_histogram of time: no such field",
    ),
    (
        "a wildcard in Vega",
        FAIRNESS,
        in_state(
            "refusals",
            lambda state: of_spec(
                state, lambda spec: spec["data"]["url"].update(index="raimon-invocations*")
            ),
        ),
        "raimon-invocations* is no alias of ours",
    ),
    (
        "a field that isn't there in Vega",
        FAIRNESS,
        in_state(
            "refusals",
            lambda state: of_spec(
                state,
                lambda spec: spec["data"]["url"]["body"]["aggs"]["groups"]["terms"].update(
                    field="language"
                ),
            ),
        ),
        "terms of language: no such field",
    ),
    (
        "Vega beside the dashboard's filters",
        FAIRNESS,
        in_state(
            "refusals",
            lambda state: of_spec(state, lambda spec: spec["data"]["url"].pop("%context%")),
        ),
        "must take its query from the dashboard",
    ),
    (
        "Vega with data from elsewhere",
        FAIRNESS,
        in_state(
            "refusals",
            lambda state: of_spec(state, lambda spec: spec["data"].update(url="data.json")),
        ),
        "data from an address",
    ),
    (
        "Vega that is no JSON",
        FAIRNESS,
        in_state("refusals", lambda state: state["params"].update(spec="{a: 1}")),
        "isn't JSON",
    ),
    (
        "a column that isn't there",
        PRIVACY,
        lambda held: named(held, "latest")["attributes"]["columns"].append("value"),
        "has no field value to show",
    ),
    (
        "sorted by a text",
        PRIVACY,
        lambda held: named(held, "latest")["attributes"].update(sort=[["explanation.en", "asc"]]),
        "can't be sorted by explanation.en",
    ),
    (
        "a choice for no field",
        PRIVACY,
        in_state("choose", lambda state: state["params"]["controls"][0].update(fieldName="tenant")),
        "terms of tenant: no such field",
    ),
    (
        "a choice that empties a panel",
        PRIVACY,
        in_state(
            "choose", lambda state: state["params"]["controls"][0].update(fieldName="severity")
        ),
        "choosing severity empties it, since raimon-invocations has no such field",
    ),
]


@pytest.mark.parametrize(("fault", "told"), [pytest.param(*row[1:], id=row[0]) for row in SHAPE])
def test_faults_of_shape(fault: Fault, told: str) -> None:
    """What Dashboards would refuse at import, or would not find, is told."""
    assert any(told in problem for problem in faulty(PRIVACY, fault))


@pytest.mark.parametrize(
    ("text", "fault", "told"), [pytest.param(*row[1:], id=row[0]) for row in PANELS]
)
def test_faults_of_panels(text: str, fault: Fault, told: str) -> None:
    """What the engine would refuse, or would find nothing for, is told."""
    assert any(told in problem for problem in faulty(text, fault))


def test_no_fault() -> None:
    """A file that is read and written again without a fault has no problem."""
    assert faulty(PRIVACY, list.copy) == []


def test_lines_that_are_no_objects() -> None:
    """A broken line is told; the last line of an export and an older shape are none."""
    older = PRIVACY.replace('"visualization": "7.10.0"', '"visualization": "7.9.3"')
    export = '{"exportedCount": 3, "missingRefCount": 0}'
    assert problems(f"{older}{export}\n") == []
    assert problems(f"{PRIVACY}[]\n") == [f"line {PRIVACY.count(chr(10)) + 1}: no JSON object"]


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command names the file and the fault, and fails if there is one."""
    good = str(FOLDER / "raimon-privacy-en.ndjson")
    assert main([good]) == 0
    assert main([good, __file__]) == 1
    assert f"{__file__}: line 1: no JSON object" in capsys.readouterr().out
