"""The audit as a whole: what is looked at every hour, and what is made of an event."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from raimon.audit.control_plane import LOGGING, ControlPlaneWatch
from raimon.audit.coverage import Coverage, Pass, Tally
from raimon.audit.level import Level, moved
from raimon.audit.notable import Notable, Place
from raimon.audit.ports import Clock, DeadLetters, StateStore
from raimon.audit.silence import Gaps, Window, heard, silent
from raimon.audit.states import remembered
from raimon.audit.teller import Teller
from raimon.audit.trail import TrailEvent
from raimon.errors import RaimonError
from raimon.policy import Governance

QUARANTINE: Final = "quarantine"


class ChecksFailedError(RaimonError):
    """Some checks couldn't be made: the others were, and all are made again."""

    def __init__(self, failed: tuple[str, ...]) -> None:
        """Remember which, each with the kind of its error."""
        super().__init__(", ".join(failed))
        self.failed = failed


@dataclass(frozen=True, slots=True)
class Auditor:
    """Makes all checks; none of them stops the others."""

    watch: ControlPlaneWatch
    coverage: Coverage
    dead_letters: DeadLetters
    states: StateStore
    teller: Teller
    clock: Clock
    place: Place
    governance: Governance

    def take_in(self, event: TrailEvent) -> str:
        """Deal with one event of CloudTrail; return what became of it."""
        return self.watch.take_in(event, self.clock.now())

    def look(self, in_time: Callable[[], bool]) -> Tally | None:
        """Make the hourly checks; return the numbers of the pass over the logs once it is through.

        Raises:
            ChecksFailedError: when a check couldn't be made, after all were tried.

        """
        finished: list[Pass] = []

        def cover() -> None:
            finished.extend(filter(None, [self._cover(in_time)]))

        checks = {
            "control_plane": lambda: self.watch.look(self.place, self.clock.now()),
            "dead_letters": self._dead_letters,
            "coverage": cover,
        }
        failed = tuple(f"{name}: {why}" for name, why in _failures(checks))
        if failed:
            raise ChecksFailedError(failed)
        return finished[0].tally if finished else None

    def _cover(self, in_time: Callable[[], bool]) -> Pass | None:
        finished = self.coverage.advance(self.governance.lookback_hours, in_time)
        if finished is not None:
            self._tell(_missing(finished, self.coverage.bucket))
            self._quarantine(finished)
            self._silence(finished)
        return finished

    def _dead_letters(self) -> None:
        for queue, count in self.dead_letters.depths().items():
            notable = Notable(
                rule="dead_letters",
                message="waiting",
                resource=queue,
                moment=self.clock.now(),
                identity="",
                facts={"count": count},
            )
            self._level(notable, count, self.governance.dead_letters)

    def _quarantine(self, finished: Pass) -> None:
        count = finished.tally.quarantined
        notable = Notable(
            rule="quarantine",
            message="growing",
            resource=QUARANTINE,
            moment=self.clock.now(),
            identity="",
            facts={"count": count, "hours": finished.hours},
        )
        self._level(notable, count, self.governance.quarantined_objects)

    def _level(self, notable: Notable, count: int, threshold: int) -> None:
        """Tell of a number that rises, then remember that: a crash in between tells it again."""
        state = remembered(self.states, f"LEVEL#{notable.rule}#{notable.resource}", Level())
        level, rises = moved(state.value, count, threshold)
        if rises:
            self._tell([replace(notable, identity=str(level.serial))])
        if level != state.value:
            state.replace(level)

    def _silence(self, finished: Pass) -> None:
        rule, now = self.governance.silence, finished.began
        if now is None:
            return
        state = remembered(self.states, "ARRIVALS", Gaps())
        window = Window(now - timedelta(hours=finished.hours), now, finished.arrivals)
        gaps = heard(state.value, window, rule)
        found = silent(gaps, now, rule)
        if found is not None:
            notable = Notable(
                rule="silence",
                message="silent",
                resource=LOGGING,
                moment=now,
                identity=found.since.isoformat(),
                facts={"minutes": found.minutes, "usual": found.usual},
            )
            self._tell([notable])
            gaps = gaps.model_copy(update={"told": gaps.last})
        state.replace(gaps)

    def _tell(self, notables: list[Notable]) -> None:
        self.teller.tell(notables, self.place)


def _missing(finished: Pass, bucket: str) -> list[Notable]:
    """Return the finding of a pass in which objects stayed without results, if any did."""
    tally = finished.tally
    if not tally.missing or finished.began is None:
        return []
    return [
        Notable(
            rule="scoring_coverage",
            message="missing",
            resource=bucket,
            moment=finished.began,
            identity=finished.began.isoformat(),
            facts={
                "missing": tally.missing,
                "logged": tally.logged,
                "overdue": tally.overdue,
                "hours": finished.hours,
            },
        )
    ]


def _failures(checks: Mapping[str, Callable[[], None]]) -> Iterator[tuple[str, str]]:
    """Make all checks; give the names of those that failed, each with the kind of its error."""
    for name, check in checks.items():
        try:
            check()
        except RaimonError as error:
            yield name, f"{type(error).__name__} {error}".strip()
