"""The demo: the whole of Raimon on this machine, from a log object in a bucket to an alarm for people."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import decompress
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from raimon.aws.opensearch import open_client

from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.store.templates import ensure_templates
from raimon_local.embedded_store import embedded_store
from raimon_local.node import Node, NodeUnavailableError
from raimon_local.page.data import page_data
from raimon_local.page.render import render_page
from raimon_local.stack import LocalStack

FAMILIES = ("invocations", "findings", "alarms")
_KEYS_AT_ONCE = 12  # log objects that arrive before the functions run again
_BAR = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demo found."""

    assessments: tuple[Assessment, ...]
    alarms: tuple[Alarm, ...]
    notifications: tuple[Mapping[str, object], ...]
    counts: Mapping[str, int]


def run(*, once: bool, opensearch: bool, port: int | None, page: Path, out: TextIO) -> int:
    """Run the demo and return its exit code; it stays until Ctrl-C unless `once`."""
    with _store(out, opensearch=opensearch, port=port) as endpoint:
        client = open_client(endpoint, service="none")
        ensure_templates(client)
        with LocalStack(endpoint, log=io.StringIO()) as stack:
            outcome = play(stack, sample_folder(), out)
        counts = {family: _count(client, family) for family in FAMILIES}
        _tell(outcome, counts, out)
        page.parent.mkdir(parents=True, exist_ok=True)
        data = page_data(outcome.assessments, outcome.alarms, {**outcome.counts, **counts})
        page.write_text(render_page(data), encoding="utf-8")
        _say_where(endpoint, page.resolve(), out)
        if not once:
            _stay(out)
    return 0


def sample_folder() -> Path:
    """Return the folder of the sample logs, laid out as a log bucket."""
    return Path(str(files("raimon_local").joinpath("sample_logs")))


def play(stack: LocalStack, folder: Path, out: TextIO) -> Outcome:
    """Let the log objects arrive as they would in a day, and return what came of them."""
    total = sum(1 for file in folder.glob("AWSLogs/**/*") if file.is_file())
    for number, _ in enumerate(stack.upload(folder), start=1):
        if number % _KEYS_AT_ONCE == 0 or number == total:
            stack.deliver()
            _progress(number, total, out)
    delivered = stack.deliver()
    results = dict(stack.results())
    assessments = tuple(_assessments(results))
    alarms = _latest(stack.alarm_events())
    notifications = tuple(stack.notifications())
    return Outcome(
        assessments=assessments,
        alarms=alarms,
        notifications=notifications,
        counts={
            "objects": total,
            "deliveries": sum(delivered.values()),
            "assessed": len(assessments),
            "quarantined": sum(1 for _ in _lines(results, "quarantine/")),
            "findings_raised": sum(len(item.findings) for item in assessments),
            "notifications": len(notifications),
            "dead_letters": len(stack.dead_letters()),
        },
    )


@contextmanager
def _store(out: TextIO, *, opensearch: bool, port: int | None) -> Iterator[str]:
    """Start the real node, or say why not and start the embedded store."""
    if opensearch:
        try:
            node = Node(port=port)
            node.prepare(progress=lambda text: print(f"  {text}", file=out, flush=True))
        except NodeUnavailableError as error:
            print(f"{error} The demo goes on with an embedded store.", file=out, flush=True)
        else:
            with node:
                yield node.endpoint
            return
    with embedded_store() as endpoint:
        yield endpoint


def _assessments(results: Mapping[str, bytes]) -> Iterator[Assessment]:
    """Yield one assessment an invocation, in order of time: of several deliveries the first."""
    found: dict[str, Assessment] = {}
    for line in _lines(results, "assessments/"):
        assessment = Assessment.model_validate_json(line)
        found.setdefault(assessment.invocation_id, assessment)
    yield from sorted(found.values(), key=lambda item: (item.timestamp, item.invocation_id))


def _lines(results: Mapping[str, bytes], prefix: str) -> Iterator[str]:
    """Yield the lines of the newest scoring of each object below the prefix."""
    newest = {key.rsplit("/", 1)[0]: key for key in sorted(results) if key.startswith(prefix)}
    keys = newest.values() if prefix == "assessments/" else filter_keys(results, prefix)
    for key in keys:
        yield from decompress(results[key]).decode().splitlines()


def filter_keys(results: Mapping[str, bytes], prefix: str) -> list[str]:
    """Return the keys below the prefix, sorted."""
    return sorted(key for key in results if key.startswith(prefix))


def _latest(events: Iterable[Mapping[str, object]]) -> tuple[Alarm, ...]:
    """Return each alarm as its latest event says, in the order in which they opened."""
    alarms: dict[str, Alarm] = {}
    for event in events:
        alarm = Alarm.model_validate(event)
        known = alarms.get(alarm.alarm_id)
        if known is None or alarm.revision >= known.revision:
            alarms[alarm.alarm_id] = alarm
    return tuple(sorted(alarms.values(), key=lambda alarm: (alarm.event_time, alarm.alarm_id)))


def _progress(number: int, total: int, out: TextIO) -> None:
    if out.isatty():
        done = _BAR * number // total
        bar = "#" * done + "." * (_BAR - done)
        print(f"\r  [{bar}] {number}/{total} objects", end="", file=out, flush=True)
        if number == total:
            print(file=out)


def _count(client: object, family: str) -> int:
    return 0
