"""Completeness: every log object of the last hours has results, or is queued again, or is told of.

Log objects and results are listed side by side in the order of their keys, so memory doesn't grow
with their number. A pass that runs out of time remembers where it stopped, and goes on from there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from raimon.audit.ports import AssessQueue, Clock, LogBucket, LogObject, Results, StateStore
from raimon.audit.states import remembered
from raimon.bedrock.log_key import is_log_key
from raimon.invocation import Frozen

_STATE: Final = "COVERAGE"
_COMPLETE: Final = "-1.ndjson.gz"  # how the names of complete scorings end; a million are looked at
_REQUEUED_DAYS: Final = 30
_BATCH: Final = 10
_EVERY: Final = 200  # objects between two looks at the clock: each may take some calls


class Tally(Frozen):
    """The numbers of one pass."""

    logged: int = 0
    assessed: int = 0
    waiting: int = 0  # younger than the grace time
    overdue: int = 0
    requeued: int = 0
    missing: int = 0  # overdue again after they were queued again
    quarantined: int = 0  # log objects with a quarantined record


class Pass(Frozen):
    """One pass over the hours before it began, as far as it came."""

    began: datetime | None = None  # None: no pass is under way
    hours: int = 0
    folder: str = ""  # the hour that is under way
    after: str = ""  # the last key of it that was dealt with
    tally: Tally = Tally()
    arrivals: tuple[int, ...] = ()  # the minutes since 1970 in which log objects arrived


class Requeued(Frozen):
    """When a log object was queued again."""

    at: datetime


@dataclass(slots=True)
class _Run:
    """The mutable side of a pass during one run of the function."""

    counts: dict[str, int]
    minutes: set[int]
    batch: list[LogObject] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """Holds the log bucket against the results."""

    logs: LogBucket
    results: Results
    queue: AssessQueue
    states: StateStore
    clock: Clock
    bucket: str
    prefix: str
    grace: timedelta

    def advance(self, hours: int, in_time: Callable[[], bool]) -> Pass | None:
        """Go on with the pass under way or begin one; return it once it is finished.

        Args:
            hours: how far a new pass looks back.
            in_time: says whether there is time for more.

        """
        state = remembered(self.states, _STATE, Pass())
        current = state.value
        if current.began is None:
            current = Pass(began=self.clock.now(), hours=hours)
        current, finished = self._work(current, in_time)
        state.replace(Pass() if finished else current)
        return current if finished else None

    def _work(self, current: Pass, in_time: Callable[[], bool]) -> tuple[Pass, bool]:
        run = _Run(current.tally.model_dump(), set(current.arrivals))
        folder, after = current.folder, current.after
        for hour in self._hours(current):
            if hour < folder:
                continue
            if hour > folder:
                folder, after = hour, ""
            after = self._hour(hour, after, run, in_time)
            if run.stopped:
                break
        self._send(run)
        told = current.model_copy(
            update={
                "folder": folder,
                "after": after,
                "tally": Tally(**run.counts),
                "arrivals": tuple(sorted(run.minutes)),
            }
        )
        return told, not run.stopped

    def _hours(self, current: Pass) -> list[str]:
        """Return the hours' folders of every account and Region, in the order of their names."""
        if current.began is None:
            return []
        began = current.began
        moments = [began - timedelta(hours=back) for back in range(current.hours + 1)]
        return sorted(
            f"{base}{moment:%Y/%m/%d/%H}/" for base in self._bases() for moment in moments
        )

    def _bases(self) -> Iterator[str]:
        for account in self.logs.folders(f"{self.prefix}AWSLogs/"):
            yield from self.logs.folders(f"{account}BedrockModelInvocationLogs/")

    def _hour(self, hour: str, after: str, run: _Run, in_time: Callable[[], bool]) -> str:
        """Deal with one hour's objects; return the last key that was dealt with."""
        root = f"assessments/{self.bucket}/"
        start = f"{root}{after}/" if after else ""
        assessed = _Ahead(self._assessed(root, hour, start))
        last = after
        for number, found in enumerate(self.logs.objects(hour, after), start=1):
            if is_log_key(found.key, found.size):
                self._object(found, run, is_assessed=assessed.reaches(found.key))
            last = found.key
            if number % _EVERY == 0 and not in_time():
                run.stopped = True
                return last
        run.stopped = not in_time()
        if run.stopped:
            return last
        run.counts["quarantined"] += sum(
            1 for _ in self.results.keys(f"quarantine/assess/{self.bucket}/{hour}", "")
        )
        return ""

    def _assessed(self, root: str, hour: str, start: str) -> Iterator[str]:
        """Yield the key of the log object that each scoring belongs to.

        One that still waited for a body beside the log isn't the last one, so it doesn't count.
        """
        for key in self.results.keys(f"{root}{hour}", start):
            if key.endswith(_COMPLETE):
                yield key.removeprefix(root).rpartition("/")[0]

    def _object(self, found: LogObject, run: _Run, *, is_assessed: bool) -> None:
        run.counts["logged"] += 1
        run.minutes.add(int(found.modified.timestamp()) // 60)
        is_young = self.clock.now() - found.modified <= self.grace
        if is_assessed or (not is_young and self._is_assessed_after_all(found)):
            run.counts["assessed"] += 1
        elif is_young:
            run.counts["waiting"] += 1
        else:
            run.counts["overdue"] += 1
            self._overdue(found, run)

    def _is_assessed_after_all(self, found: LogObject) -> bool:
        """Ask once more for the one object: a result may have come since the list was made."""
        root = f"assessments/{self.bucket}/"
        return found.key in self._assessed(root, f"{found.key}/", "")

    def _overdue(self, found: LogObject, run: _Run) -> None:
        """Queue an object again that never was, and count one that stays without results."""
        kept = self.states.load(_requeued(found.key))
        if kept is None:
            run.batch.append(found)
            if len(run.batch) == _BATCH:
                self._send(run)
        elif self.clock.now() - Requeued.model_validate_json(kept.content).at > self.grace:
            run.counts["missing"] += 1

    def _send(self, run: _Run) -> None:
        """Queue what was collected, then remember it: a crash in between queues it twice."""
        if not run.batch:
            return
        self.queue.announce(self.bucket, run.batch)
        now = Requeued(at=self.clock.now()).model_dump_json()
        for each in run.batch:
            self.states.save(_requeued(each.key), now, replaces=0, days=_REQUEUED_DAYS)
        run.counts["requeued"] += len(run.batch)
        run.batch = []


@dataclass(slots=True)
class _Ahead:
    """Keys in their order, of which one looks only ahead."""

    keys: Iterator[str]
    current: str | None = ""

    def reaches(self, key: str) -> bool:
        """Go on to the key, or past its place; return whether it is there."""
        while self.current is not None and self.current < key:
            self.current = next(self.keys, None)
        return self.current == key


def _requeued(key: str) -> str:
    return f"REQUEUED#{key}"
