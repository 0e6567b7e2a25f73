"""`raimon replay`: which alarms these logs would have raised, had they arrived live."""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from raimon.alarms.alarm import Alarm
from raimon.alarms.correlation import in_time
from raimon.alarms.in_memory import InMemoryAlarmStore, ManualClock
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notification import Notification
from raimon.alarms.notifier import Notifier
from raimon.alarms.text import render
from raimon.events import FindingRaised, StreamRecovered, findings_raised
from raimon.policy import Policy
from raimon_local.assessed_logs import AssessedLogs
from raimon_local.log_files import BUCKET, LogFile, log_files
from raimon_local.pipeline_options import PipelineOptions
from raimon_local.progress import Progress
from raimon_local.refused import Refused
from raimon_local.run_summary import RunSummary
from raimon_local.score import print_line
from raimon_local.stream_lines import stream_lines
from raimon_local.streams import page
from raimon_local.streams.drawing import scene
from raimon_local.watched_calls import WatchedCalls

_BETWEEN_ALARMS = "-" * 72
_SWEEP = timedelta(minutes=15)  # as often as the schedule of a deployment


@dataclass(frozen=True, slots=True)
class Show:
    """What is printed, and what is drawn besides."""

    as_text: bool = False
    explaining: bool = False
    html: Path | None = None
    language: Literal["en", "ja", "both"] | None = None


@dataclass(slots=True)
class AlarmBook:
    """A bus and a publisher: keeps each alarm as it was last told, and counts what people get."""

    latest: dict[str, Alarm] = field(default_factory=dict)
    notifications: int = 0

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Keep the alarms of the events."""
        del detail_type
        for alarm in map(Alarm.model_validate_json, details):
            self.latest[alarm.alarm_id] = alarm

    def publish(self, notification: Notification) -> None:
        """Count the notification."""
        del notification
        self.notifications += 1

    def alarms(self) -> list[Alarm]:
        """Return the alarms in the order in which they opened."""
        return sorted(self.latest.values(), key=lambda each: (each.opened_at, each.alarm_id))


def run(
    arguments: Sequence[str],
    options: PipelineOptions,
    show: Show,
) -> int:
    """Print the alarms of the logs; return 1 if a record was refused, else 0."""
    files = log_files(arguments)
    policy = options.policy()
    summary, progress = RunSummary(), Progress(sys.stderr, time.monotonic)
    began = time.monotonic()
    watched = WatchedCalls(
        policy, explaining=show.explaining or show.html is not None, state=options.state
    )
    raised = _raised(options.logs(policy, sys.stderr), files, watched, summary, progress)
    told = [*raised, *watched.raised()]
    book = replayed(told, policy, recovered=watched.recovered(), until=watched.last)
    watched.save()
    progress.clear()
    for alarm in book.alarms():
        if show.as_text:
            print_line(render(alarm, policy, show.language or policy.notification.languages))
            print_line(_BETWEEN_ALARMS)
        else:
            print_line(alarm.to_json())
    if show.explaining:
        for line in stream_lines(watched.watch):
            print_line(line)
    if show.html is not None:
        shown = show.language or policy.notification.languages
        drawn = scene(watched.watch, watched.crossings)
        page.write(drawn, policy, "ja" if shown == "ja" else "en", show.html)
    lines = summary.lines(time.monotonic() - began)
    lines.append(f"  streams      {watched.told()}")
    if watched.relearned:
        lines.append(f"  state        not readable ({watched.relearned}): all was learned anew")
    lines.append(f"  alarms       {len(book.latest):,} ({book.notifications:,} notifications)")
    if book.latest and options.bucket == BUCKET:
        lines.append("  commands     name the bucket of these logs (--bucket) to make them work")
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return summary.exit_code


def replayed(
    raised: Iterable[FindingRaised],
    policy: Policy,
    *,
    recovered: Iterable[StreamRecovered] = (),
    until: datetime | None = None,
) -> AlarmBook:
    """Return the alarms of the findings, taken in one by one in the order of their own times.

    The clock of the replay is the time of the record: what is merged, muted and resolved is what
    would have been, had each record arrived at once.
    """
    book, clock = AlarmBook(), ManualClock()
    notifier = Notifier(InMemoryAlarmStore(), book, book, Lifecycle(policy), clock)
    swept: datetime | None = None
    for moment, each in _in_order(raised, recovered):
        clock.moment = moment
        if swept is None or moment - swept >= _SWEEP:
            notifier.sweep()
            swept = moment
        _take_in(notifier, each)
    if until is not None:
        clock.moment = max(clock.moment, until) if swept else until
        notifier.sweep()
    return book


def _in_order(
    raised: Iterable[FindingRaised], recovered: Iterable[StreamRecovered]
) -> list[tuple[datetime, FindingRaised | StreamRecovered]]:
    """Return what was found and what was over by time; at one moment findings go first."""
    found = [(each.subject.timestamp, each) for each in sorted(raised, key=in_time)]
    over = [(each.timestamp, each) for each in recovered]
    return sorted((*found, *over), key=lambda pair: pair[0])


def _take_in(notifier: Notifier, each: FindingRaised | StreamRecovered) -> None:
    if isinstance(each, StreamRecovered):
        notifier.recover(each)
    else:
        notifier.notify([each])


def _raised(
    logs: AssessedLogs,
    files: Iterable[LogFile],
    watched: WatchedCalls,
    summary: RunSummary,
    progress: Progress,
) -> list[FindingRaised]:
    """Return the findings that somebody is told of; of all others only the count is kept."""
    raised: list[FindingRaised] = []
    for result in logs.read(files):
        summary.add(result)
        progress.show(summary.progress())
        if isinstance(result, Refused):
            continue
        watched.take(result.call)
        worthy = tuple(filter(watched.policy.notifies, result.assessment.findings))
        raised += findings_raised(result.assessment, worthy)
    return raised
