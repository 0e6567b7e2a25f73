"""One run over what has arrived: the same engine as a replay, its state kept between runs.

The order of steps makes a crash harmless. What is told goes out before the state is saved, with ids
that are the same the next time; the state is saved over the version that was read, so of two runs
one counts; what was taken is removed last, and the state knows what it has taken already.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from raimon.errors import RaimonError
from raimon.events import DEPLOYMENT_OBSERVED, FINDING_RAISED, STREAM_RECOVERED
from raimon.policy import Policy
from raimon.windows.call import Call
from raimon.windows.governed import Decision, Entry, decide, entries, restore
from raimon.windows.nightly import Widened, check_some
from raimon.windows.occurrences import deployments_since, observed, recovered
from raimon.windows.reviewed import Label, Labels
from raimon.windows.state import Memory, kept, taken_up
from raimon.windows.telling import raised
from raimon.windows.window_lines import take_lines

AHEAD: Final = timedelta(hours=1)  # a record that is further in the future is left out
_REMEMBERED = timedelta(days=1)  # for so long an object that comes again is known
_EVENTS_AT_ONCE = 100


class StateConflictError(RaimonError):
    """Another run saved its state meanwhile: what this one did is done already."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A state as last saved."""

    version: int
    content: bytes


class States(Protocol):
    """Where the state lies between two runs."""

    def load(self) -> Saved | None:
        """Return the state, None where there is none."""

    def save(self, content: bytes, *, replaces: int) -> None:
        """Save the state over the version that was read, or raise StateConflictError."""


class Arrivals(Protocol):
    """What `assess` has left for the next run: one object of calls for each log object."""

    def waiting(self) -> Iterator[str]:
        """Yield the names of what has arrived."""

    def calls(self, name: str) -> Iterable[Call]:
        """Return the calls of one object; there are none if it is gone."""

    def remove(self, names: Sequence[str]) -> None:
        """Remove what was taken; what isn't there is fine."""


class Baselines(Protocol):
    """Where people see baselines and decide."""

    def entries(self) -> Iterable[Entry]:
        """Return all entries."""

    def publish(self, told: Entry) -> None:
        """Write an entry over the one before."""

    def decisions(self) -> Sequence[Decision]:
        """Return what was decided and isn't done yet."""

    def settle(self, decisions: Iterable[Decision]) -> None:
        """Remove decisions that were dealt with."""

    def labels(self) -> Iterable[Label]:
        """Return what people judged of calls."""


class Bus(Protocol):
    """Raimon's own event bus."""

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events of one type; the details are JSON."""


class Windows(Protocol):
    """Where closed windows go, to be indexed."""

    def write(self, moment: datetime, lines: Sequence[str]) -> None:
        """Write the windows that were closed by a run."""


@dataclass(slots=True)
class Report:
    """What became of a run: numbers to measure."""

    objects: int = 0
    objects_waiting: int = 0  # left for the next run, since time was up
    calls: int = 0
    calls_late: int = 0
    calls_ahead: int = 0
    calls_merged: int = 0
    families_merged: int = 0  # applications whose system prompt is another one every time
    windows: int = 0
    streams: int = 0
    findings: int = 0
    deployments: int = 0
    recoveries: int = 0
    decisions: int = 0
    widened: int = 0
    restored: int = 0
    lag_seconds: float = 0.0
    state_bytes: int = 0
    relearned: str | None = None  # why everything is learned anew


@dataclass(frozen=True, slots=True)
class Live:
    """Runs the watch over what has arrived."""

    states: States
    arrivals: Arrivals
    baselines: Baselines
    bus: Bus
    windows: Windows
    tell: Callable[[Sequence[Widened], datetime], None]  # of margins that were widened
    policy: Policy

    def run(self, now: datetime, has_time: Callable[[], bool]) -> Report:
        """Take in what has arrived, close what is due, tell of it, and save the state."""
        saved, report = self.states.load(), Report()
        memory = self._memory(saved, report)
        taken = self._take(memory, now, has_time, report)
        decisions = self.baselines.decisions()
        report.decisions = len(decide(memory.watch, memory.ledger, decisions))
        if not report.objects_waiting:
            self._advance(memory, now, report)
            self._check(memory, now, has_time, report)
        self._save(memory, saved, now, report)
        self.baselines.settle(decisions)
        self.arrivals.remove(taken)
        return report

    def _memory(self, saved: Saved | None, report: Report) -> Memory:
        up = taken_up(saved.content if saved else None, self.policy.statistics, explaining=True)
        report.relearned = up.reason
        if up.reason:
            report.restored = restore(up.memory.watch, up.memory.ledger, self.baselines.entries())
        return up.memory

    def _take(
        self, memory: Memory, now: datetime, has_time: Callable[[], bool], report: Report
    ) -> list[str]:
        """Take in calls as long as there is time; return the names of what may be removed."""
        names: list[str] = []
        late = memory.watch.late
        for name in self.arrivals.waiting():
            if not has_time():
                report.objects_waiting += 1
                break
            if name not in memory.taken:
                self._take_one(memory, name, now, report)
            names.append(name)
        report.calls_late = memory.watch.late - late
        return names

    def _take_one(self, memory: Memory, name: str, now: datetime, report: Report) -> None:
        for call in self.arrivals.calls(name):
            report.calls += 1
            if call.moment > now + AHEAD:
                report.calls_ahead += 1
            else:
                memory.watch.take(call)
        memory.taken[name] = now
        report.objects += 1

    def _advance(self, memory: Memory, now: datetime, report: Report) -> None:
        watch = memory.watch
        before, merged = observed(watch), watch.merged
        findings, labels = _Outgoing(self.bus, FINDING_RAISED), None
        for crossing in watch.advance(now):
            labels = labels or Labels.of(self.baselines.labels())  # seldom needed, so read here
            told = raised(crossing, watch, self.policy, labels)
            if told is not None and self.policy.notifies(told.finding):
                findings.add(told)
        watch.forget_silent(now)
        report.findings = findings.finish()
        report.deployments = self._send(DEPLOYMENT_OBSERVED, deployments_since(before, watch))
        report.recoveries = self._send(STREAM_RECOVERED, recovered(watch.recoveries))
        watch.recoveries = []
        lines = list(take_lines(watch))
        if lines:
            self.windows.write(now, lines)
        report.windows, report.calls_merged = len(lines), watch.merged - merged
        report.families_merged = sum(known.merged for known in watch.deployments.values())
        report.streams = len(watch.streams())

    def _check(
        self, memory: Memory, now: datetime, has_time: Callable[[], bool], report: Report
    ) -> None:
        widened = check_some(memory.watch, self.policy.statistics, now, has_time)
        report.widened = len(widened)
        self.tell(widened, now)

    def _send(self, detail_type: str, told: Iterable["_Told"]) -> int:
        outgoing = _Outgoing(self.bus, detail_type)
        for each in told:
            outgoing.add(each)
        return outgoing.finish()

    def _save(self, memory: Memory, saved: Saved | None, now: datetime, report: Report) -> None:
        memory.taken = {name: at for name, at in memory.taken.items() if at > now - _REMEMBERED}
        published = list(entries(memory.watch, memory.ledger, now.date()))
        for each in published:
            self.baselines.publish(each)
        content = kept(memory)
        report.state_bytes = len(content)
        watermark = memory.watch.watermark
        report.lag_seconds = (now - watermark).total_seconds() if watermark else 0.0
        self.states.save(content, replaces=saved.version if saved else 0)


class _Told(Protocol):
    def model_dump_json(self) -> str: ...


@dataclass(slots=True)
class _Outgoing:
    """Events of one type on their way to the bus, some at a time."""

    bus: Bus
    detail_type: str
    waiting: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, told: _Told) -> None:
        """Send the event sooner or later."""
        self.waiting.append(told.model_dump_json())
        if len(self.waiting) >= _EVENTS_AT_ONCE:
            self._send()

    def finish(self) -> int:
        """Send what waits; return how many were sent in all."""
        if self.waiting:
            self._send()
        return self.count

    def _send(self) -> None:
        self.bus.put(self.detail_type, self.waiting)
        self.count += len(self.waiting)
        self.waiting = []
