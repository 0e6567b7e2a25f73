"""The tasks of `raimon baseline`."""

import getpass
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from raimon.errors import RaimonError
from raimon.policy import default_policy
from raimon.windows.governed import Decision, Entry, Ruling, baseline_id
from raimon.windows.nightly import check_all
from raimon_local.baselines.places import Baselines, StateFile, deployment
from raimon_local.errors import UnusableArgumentError
from raimon_local.score import print_line

_RULINGS = {"approve": Ruling.APPROVED, "reject": Ruling.REJECTED}
_OPEN_TO = {Ruling.APPROVED: ("proposed",), Ruling.REJECTED: ("proposed", "frozen")}
_ROW = (
    "{id:<14}{status:<13}{version:>3}  {metric:<22}{application:<24}{language:<7}{rate:>9}{n:>10}"
    "  {decided}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the baselines are, as the arguments say: exactly one is given."""

    state: Path | None
    stack: str | None
    table: str | None

    def baselines(self) -> Baselines:
        """Return what lies there."""
        return StateFile(self.state) if self.state else deployment(self.stack, self.table)


def run(task: str, place: Place, options: Mapping[str, Any]) -> int:
    """Do the task and return the exit code."""
    try:
        held = place.baselines()
        match task:
            case "list":
                return _list(held)
            case "show":
                print_line(json.dumps(_find(held, options["baseline_id"]), indent=2))
                return 0
            case "check":
                return _check(held)
        return _decide(held, options["baseline_id"], _RULINGS[task], options["by"])
    except UnusableArgumentError:
        raise
    except RaimonError as error:
        message = f"{type(error).__name__} {error}".strip()
        raise UnusableArgumentError(message) from None


def _list(held: Baselines) -> int:
    titles = ("id", "status", "metric", "application", "language", "rate", "n", "decided")
    print_line(_ROW.format(version="v", **{name: name for name in titles}))
    for told in sorted(held.entries(), key=_by_name):
        figures = told["figures"] or {}
        print_line(
            _ROW.format(
                id=told["baseline_id"],
                status=told["status"],
                version=told["version"],
                metric=told["metric"],
                application=(told["application"] or f"role/{told['role']}")[:23],
                language=told["language"],
                rate=f"{figures['rate']:.4f}" if figures else "-",
                n=f"{figures.get('n', told['learned_units']):,}",
                decided=_decided(told),
            )
        )
    return 0


def _decided(told: Entry) -> str:
    """Return what was decided last, such as: v1 rejected by somebody."""
    last = told["decision"]
    return f"v{last['version']} {last['ruling']} by {last['by'] or '?'}" if last else "-"


def _by_name(told: Entry) -> tuple[str, str, str, str]:
    return told["application"] or "", told["role"], told["language"], told["metric"]


def _find(held: Baselines, name: str) -> Entry:
    for told in held.entries():
        if told["baseline_id"] == name:
            return told
    message = f"there is no baseline {name}; `raimon baseline list` prints all"
    raise UnusableArgumentError(message)


def _decide(held: Baselines, name: str, ruling: Ruling, by: str | None) -> int:
    told = _find(held, name)
    if told["status"] not in _OPEN_TO[ruling]:
        which = " or ".join(_OPEN_TO[ruling])
        message = f"{name} is {told['status']}; only what is {which} can be {ruling.value}"
        raise UnusableArgumentError(message)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decision = Decision(name, told["version"], ruling, by or getpass.getuser(), now)
    print_line(f"{name} version {told['version']} {ruling.value}: {held.decide(decision)}")
    return 0


def _check(held: Baselines) -> int:
    """Print what the self-check finds; 1 if a margin would have to be wider."""
    memory, failing = held.memory(), 0
    for stream, found in check_all(memory.watch, default_policy().statistics):
        widened = found.baseline != stream.baseline
        failing += widened
        said = f"the margin needs {found.baseline.widened} steps" if widened else "holds"
        print_line(
            f"{baseline_id(stream)}  {stream.key.metric:<22} {found.before:.2f} false warnings a "
            f"month in bootstrapped days: {said}"
        )
    return 1 if failing else 0
