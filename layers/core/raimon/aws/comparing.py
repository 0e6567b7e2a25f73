"""One run of `compare`: what became of it is measured and logged."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from raimon.audit.notable import Notable, Place
from raimon.audit.teller import Teller
from raimon.aws.clock import SystemClock
from raimon.windows.live import Live, Report, StateConflictError
from raimon.windows.nightly import Widened

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics

RESERVE_SECONDS: Final = 60  # for what comes after the last object: windows, events, the state
_METRICS: Final = {
    "objects": "CallObjectsTaken",
    "objects_waiting": "CallObjectsWaiting",
    "calls": "CallsTaken",
    "calls_late": "CallsLate",
    "calls_ahead": "CallsAhead",
    "calls_merged": "CallsMerged",
    "families_merged": "FamiliesMerged",
    "windows": "WindowsClosed",
    "streams": "StreamsWatched",
    "findings": "StatisticalFindings",
    "deployments": "DeploymentsObserved",
    "recoveries": "StreamsRecovered",
    "widened": "MarginsWidened",
}


@dataclass(frozen=True, slots=True)
class Comparing:
    """Runs the watch, and tells what became of the run."""

    live: Live
    metrics: "Metrics"
    logger: "Logger"
    clock: SystemClock

    def run(self, remaining: Callable[[], float]) -> dict[str, Any]:
        """Return the report of the run; of two at the same time one is a conflict and no error."""
        try:
            report = self.live.run(self.clock.now(), lambda: remaining() > RESERVE_SECONDS)
        except StateConflictError:
            self.metrics.add_metric(name="StateConflicts", unit="Count", value=1)
            self.logger.info("another run was first")
            return {"conflict": True}
        self._tell(report)
        return asdict(report)

    def _tell(self, report: Report) -> None:
        for field, name in _METRICS.items():
            self.metrics.add_metric(name=name, unit="Count", value=getattr(report, field))
        self.metrics.add_metric(name="CompareRuns", unit="Count", value=1)
        self.metrics.add_metric(name="WatermarkLag", unit="Seconds", value=report.lag_seconds)
        self.metrics.add_metric(name="StateSize", unit="Bytes", value=report.state_bytes)
        relearned = report.relearned is not None
        self.metrics.add_metric(name="StateRelearned", unit="Count", value=int(relearned))
        tell = self.logger.warning if relearned else self.logger.info
        tell("compared", extra={"report": asdict(report)})


def telling_widened(teller: Teller, place: Place) -> Callable[[Sequence[Widened], datetime], None]:
    """Return what says of each margin that was widened: by how much, and why."""

    def tell(widened: Sequence[Widened], now: datetime) -> None:
        teller.tell([_notable(each, now) for each in widened], place)

    return tell


def _notable(widened: Widened, now: datetime) -> Notable:
    held = widened.checked.baseline
    return Notable(
        rule="false_alarm_budget",
        message="widened",
        resource=widened.name,
        moment=now,
        identity=f"{widened.stream.key.name}/{held.version}",
        facts={
            "metric": widened.stream.key.metric,
            "before": f"{widened.checked.before:.2f}",
            "after": f"{widened.checked.after:.2f}",
            "steps": held.widened,
            "version": held.version,
        },
    )
