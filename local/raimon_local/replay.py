"""`raimon replay`: which alarms these logs would have raised, had they arrived live."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
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
from raimon.alarms.phrases import Language
from raimon.alarms.text import render
from raimon.events import FindingRaised, StreamRecovered, findings_raised
from raimon.policy import Policy
from raimon_local.assessed_logs import AssessedLogs
from raimon_local.errors import UnusableArgumentError
from raimon_local.fairness.reviews import read_judgements
from raimon_local.judged.calls import JudgedCalls, Judgements
from raimon_local.log_files import BUCKET, LogFile, log_files
from raimon_local.pipeline_options import PipelineOptions, load_policy
from raimon_local.policy_changes import changes
from raimon_local.progress import Progress
from raimon_local.refused import Refused
from raimon_local.run_summary import RunSummary
from raimon_local.score import print_line
from raimon_local.stream_lines import stream_lines
from raimon_local.streams import page
from raimon_local.streams.drawing import scene
from raimon_local.streams.gaps import gap_drawings, gap_windows_of
from raimon_local.streams.watched import watched, windows_of
from raimon_local.watched_calls import WatchedCalls
from raimon_local.written_files import check_place

_BETWEEN_ALARMS = "-" * 72
_SWEEP = timedelta(minutes=15)  # as often as the schedule of a deployment


@dataclass(frozen=True, slots=True)
class Show:
    """What is printed, and what is drawn besides."""

    as_text: bool = False
    explaining: bool = False
    html: Path | None = None
    language: Literal["en", "ja", "both"] | None = None
    reviewed: Path | None = None  # what people judged of calls

    @property
    def explains(self) -> bool:
        """Return whether windows have to be remembered."""
        return self.explaining or self.html is not None

    def languages(self, policy: Policy) -> tuple[Language, ...]:
        """Return the languages of what is drawn."""
        asked = self.language or policy.notification.languages
        return ("en", "ja") if asked == "both" else (asked,)


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


def run(arguments: Sequence[str], options: PipelineOptions, show: Show) -> int:
    """Print the alarms of the logs; return 1 if a record was refused, else 0.

    What is drawn and the state are written last, each at once or not at all: whoever interrupts a
    replay, or stops reading its alarms, can simply run it again.
    """
    files, policy = log_files(arguments), options.policy()
    for file in filter(None, (show.html, options.state)):
        check_place(file)
    judgements = read_judgements(show.reviewed) if show.reviewed else {}
    earlier = list(_earlier(files, options, judgements))
    judged = JudgedCalls(judgements)
    told = Told(WatchedCalls(policy, judged, explaining=show.explains, state=options.state))
    began = time.monotonic()
    book = told.heard(files, options)
    _print(book, told.calls, show)
    if show.html is not None:
        windows = windows_of(told.calls.watch)
        gaps = gap_drawings(gap_windows_of(told.calls.watch), told.statistical)
        drawn = scene(watched(told.calls.watch, windows, told.statistical), gaps)
        page.write(drawn, policy, show.languages(policy), show.html)
    told.calls.save()
    lines = [*told.summary.lines(time.monotonic() - began), *_outcome(told, book, options)]
    lines += [f"  drawn        {show.html}"] if show.html is not None else []
    lines += _compared(earlier, book, options, show.languages(policy)[0])
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return told.summary.exit_code


@dataclass(slots=True)
class Told:
    """What the records and the statistics have to tell people of."""

    calls: WatchedCalls
    by_record: list[FindingRaised] = field(default_factory=list)
    statistical: list[FindingRaised] = field(default_factory=list)
    summary: RunSummary = field(default_factory=RunSummary)

    def heard(self, files: Iterable[LogFile], options: PipelineOptions) -> AlarmBook:
        """Hear all the logs and return the alarms of them."""
        logs = options.logs(self.calls.policy, sys.stderr)
        self.hear(logs, files, Progress(sys.stderr, time.monotonic))
        return self.book()

    def hear(self, logs: AssessedLogs, files: Iterable[LogFile], progress: Progress) -> None:
        """Assess every record, then play the calls; of findings nobody is told of the count stays.

        Whatever happens, the line of progress is cleared.
        """
        notifies = self.calls.policy.notifies
        try:
            for result in logs.read(files):
                self.summary.add(result)
                progress.show(self.summary.progress())
                if not isinstance(result, Refused):
                    self.calls.take(result.call)
                    worthy = tuple(filter(notifies, result.assessment.findings))
                    self.by_record += findings_raised(result.assessment, worthy)
            for raised in self.calls.raised():
                self.statistical.append(raised)
                progress.show(f"{self.summary.progress()}; comparing with what is usual")
        finally:
            progress.clear()

    def book(self) -> AlarmBook:
        """Return the alarms of everything that was told."""
        return replayed(
            [*self.by_record, *self.statistical],
            self.calls.policy,
            recovered=self.calls.recovered(),
            until=self.calls.last,
        )


def _earlier(
    files: Sequence[LogFile], options: PipelineOptions, judgements: Judgements
) -> Iterator[AlarmBook]:
    """Yield the alarms under each policy that the last one is held against, read anew for each.

    A state goes on with the last policy alone.
    """
    if options.earlier and any(file.path is None for file in files):
        message = "standard input (-) can be read once only: to compare policies name files"
        raise UnusableArgumentError(message)
    for policy in map(load_policy, options.earlier):
        yield Told(WatchedCalls(policy, JudgedCalls(judgements))).heard(files, options)


def _compared(
    earlier: Sequence[AlarmBook], book: AlarmBook, options: PipelineOptions, language: Language
) -> Iterator[str]:
    """Yield what the policy changes, held against each one before it."""
    for file, before in zip(options.earlier, earlier, strict=True):
        yield (
            f"  against      {file}: {len(before.latest):,} alarms became {len(book.latest):,}, "
            f"{before.notifications:,} notifications {book.notifications:,}"
        )
        lines = [f"    {line}" for line in changes(before.alarms(), book.alarms(), language)]
        yield from lines or ["    the same alarms"]


def _print(book: AlarmBook, calls: WatchedCalls, show: Show) -> None:
    """Print the alarms, and what explains the streams if that was asked for."""
    policy = calls.policy
    for alarm in book.alarms():
        if show.as_text:
            print_line(render(alarm, policy, show.language or policy.notification.languages))
            print_line(_BETWEEN_ALARMS)
        else:
            print_line(alarm.to_json())
    for line in stream_lines(calls.watch) if show.explaining else ():
        print_line(line)


def _outcome(told: Told, book: AlarmBook, options: PipelineOptions) -> Iterator[str]:
    """Yield what the summary says of streams and alarms."""
    calls = told.calls
    yield f"  streams      {calls.told()}"
    if calls.relearned:
        yield f"  state        not readable ({calls.relearned}): all was learned anew"
    if calls.late:
        yield f"  late         {calls.late:,} calls of windows that were closed before: not counted"
    yield f"  alarms       {len(book.latest):,} ({book.notifications:,} notifications)"
    if book.latest and options.bucket == BUCKET:
        yield "  commands     name the bucket of these logs (--bucket) to make them work"


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
