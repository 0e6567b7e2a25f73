"""`raimon review`: prints rates as measured and set right, and leaves labels for a deployment."""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from raimon.bias.prevalence import FEWEST
from raimon.errors import RaimonError
from raimon.windows.reviewed import Judged, Label, rate_of
from raimon_local.errors import UnusableArgumentError
from raimon_local.fairness.reviews import read_judgements
from raimon_local.judged.calls import JudgedCalls
from raimon_local.log_files import log_files
from raimon_local.pipeline_options import PipelineOptions
from raimon_local.progress import Progress
from raimon_local.refused import Refused
from raimon_local.score import print_line
from raimon_local.texts import aligned

_HEADINGS = (
    "metric", "application", "language", "group", "calls", "detector", "judged", "set right",
    "95 % interval", "bad found", "finds right",
)  # fmt: skip
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where the labels are left; with neither name nowhere."""

    stack: str | None = None
    table: str | None = None


def run(judged: Path, arguments: Sequence[str], options: PipelineOptions, place: Deployment) -> int:
    """Print the rates; return 1 if a record was refused, else 0."""
    calls, files = JudgedCalls(read_judgements(judged)), log_files(arguments)
    progress, refused, read = Progress(sys.stderr, time.monotonic), 0, 0
    for result in options.logs(options.policy(), sys.stderr).read(files):
        if isinstance(result, Refused):
            refused += 1
            continue
        read += 1
        calls.take(result.call)
        progress.show(f"{read:,} records read, {len(calls.held):,} labels")
    progress.clear()
    for line in aligned(_rows(calls)):
        print_line(line)
    for line in _notes(calls):
        print_line(line)
    if place.stack or place.table:
        _leave(calls.held, place)
    return 1 if refused else 0


def _rows(calls: JudgedCalls) -> Iterator[list[str]]:
    yield list(_HEADINGS)
    by_judged: dict[Judged, list[Label]] = {}
    for label in calls.held:
        by_judged.setdefault(label.judged, []).append(label)
    for judged, labels in sorted(by_judged.items()):
        yield _row(judged, labels, calls.counts[judged])


def _row(judged: Judged, labels: list[Label], count: list[float]) -> list[str]:
    metric, _, name = judged.stream.partition("|")
    account_and_name, _, language = name.rpartition("|")
    _, application, role = account_and_name.split("|", 2)
    units, flagged = count
    told = rate_of(flagged, units, [each.reviewed for each in labels])
    return [
        metric,
        application if application != "-" else f"role/{role}",
        language,
        judged.entity or "-",
        f"{units:,.0f}",
        f"{flagged / units:.4f}",
        f"{len(labels):,}",
        f"{told.rate:.4f}" if told else "-",
        f"{told.interval[0]:.4f}-{told.interval[1]:.4f}" if told else f"(below {FEWEST} labels)",
        *_found(labels),
    ]


def _found(labels: list[Label]) -> tuple[str, str]:
    """Return of the judged calls: bad ones that were found, and finds that are right."""
    bad = [each for each in labels if each.reviewed.truth >= _HALF]
    finds = [each for each in labels if each.reviewed.predicted >= _HALF]
    both = sum(each.reviewed.predicted >= _HALF for each in bad)
    return f"{both}/{len(bad)}", f"{both}/{len(finds)}"


def _notes(calls: JudgedCalls) -> Iterator[str]:
    yield ""
    yield "A rate set right rests on calls that were drawn at random; see raimon review --help."
    if calls.missing:
        yield f"{calls.missing:,} judged calls aren't in these logs: nothing was made of them."


def _leave(labels: Sequence[Label], place: Deployment) -> None:
    from raimon_local.baselines.places import deployment  # noqa: PLC0415 - slow, seldom needed

    try:
        deployment(place.stack, place.table).table.leave_labels(labels)
    except UnusableArgumentError:
        raise
    except RaimonError as error:
        message = f"the labels can't be left: {type(error).__name__} {error}"
        raise UnusableArgumentError(message) from None
    print_line(f"{len(labels):,} labels are left for the alarms of the deployment.")
