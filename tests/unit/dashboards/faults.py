"""Files that are right, and faults to plant in them one at a time."""

import json
from collections.abc import Callable
from typing import Any

from scripts.dashboards.check.check import problems
from scripts.dashboards.editions import DASHBOARDS, content

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


def of_spec(state: Object, change: Callable[[Object], None]) -> None:
    """Change the specification of a Vega picture."""
    spec = json.loads(state["params"]["spec"])
    change(spec)
    state["params"]["spec"] = json.dumps(spec)
