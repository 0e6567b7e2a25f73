"""The checker of panels: each fault that leaves a panel broken or empty is found."""

import pytest

from tests.unit.dashboards.faults import (
    FAIRNESS,
    PRIVACY,
    ROBUSTNESS,
    Fault,
    faulty,
    in_source,
    in_state,
    named,
    of_spec,
)

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
        "two splits as one axis",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][2].update(schema="segment")),
        "takes 1 aggregations as segment, not 2",
    ),
    (
        "a role that isn't known",
        PRIVACY,
        in_state("table", lambda state: state["aggs"][-1].update(schema="segment")),
        "takes 0 aggregations as segment, not 1",
    ),
    (
        "nothing to show",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"].pop(0)),
        "no metric",
    ),
    (
        "a ring of means",
        PRIVACY,
        in_state(
            "places",
            lambda state: state["aggs"][0].update(type="avg", params={"field": "confidence"}),
        ),
        "avg doesn't add up to a whole",
    ),
    (
        "one id twice",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][2].update(id="1")),
        "the same id",
    ),
    (
        "sorted by what isn't there",
        PRIVACY,
        in_state("entities", lambda state: state["aggs"][1]["params"].update(orderBy="9")),
        "can't be sorted by 9",
    ),
    (
        "a series of nothing",
        PRIVACY,
        in_state(
            "entities",
            lambda state: state["params"]["seriesParams"][0]["data"].update(id="9"),
        ),
        "of aggregation 9, which isn't there",
    ),
    (
        "a series on no axis",
        PRIVACY,
        in_state(
            "entities",
            lambda state: state["params"]["seriesParams"][0].update(valueAxis="ValueAxis-2"),
        ),
        "stands on ValueAxis-2",
    ),
    (
        "TSVB without its axis",
        ROBUSTNESS,
        in_state("shares", lambda state: state["params"].pop("axis_scale")),
        "TSVB needs axis_scale",
    ),
    (
        "a series without a colour",
        ROBUSTNESS,
        in_state("shares", lambda state: state["params"]["series"][0].pop("color")),
        "a series of TSVB needs color",
    ),
    (
        "TSVB with aggregations",
        ROBUSTNESS,
        in_state("shares", lambda state: state["aggs"].append({})),
        "has no aggregations of its own",
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


@pytest.mark.parametrize(
    ("text", "fault", "told"), [pytest.param(*row[1:], id=row[0]) for row in PANELS]
)
def test_faults_of_panels(text: str, fault: Fault, told: str) -> None:
    """What the engine would refuse, or would find nothing for, is told."""
    assert any(told in problem for problem in faulty(text, fault))
