"""A stream: one metric of one application in one language, with its baseline and its tests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from raimon.policy import Statistics
from raimon.windows.baseline import Baseline, Stage
from raimon.windows.call import Call, Family
from raimon.windows.deployment import Deployment
from raimon.windows.detector import (
    CALM,
    Detector,
    Sum,
    Tally,
    gross_factors,
    null_mean,
    recovered,
    window_factors,
)
from raimon.windows.kinds import KindCount
from raimon.windows.learning import Learning, share_of
from raimon.windows.metrics import Against, Metric, Way

_FAILING = 0.5  # this share of at least so many units in a short window is an alarm by rule
_ENOUGH_TO_FAIL = 20
FAILURE_RULES: Final = frozenset({"error_rate"})


class Trigger(StrEnum):
    """What raised an alarm of a stream."""

    WINDOWS = "windows"
    GROSS = "gross"
    RULE = "rule"
    COMPARISON = "comparison"  # of a new version with what was before it


@dataclass(frozen=True, slots=True, order=True)
class StreamKey:
    """What streams are told apart and ordered by."""

    family: str
    language: str
    metric: str

    @property
    def name(self) -> str:
        """Return the key as one word."""
        return f"{self.metric}|{self.family}|{self.language}"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A test that has enough evidence, with all that is to be said of it."""

    key: StreamKey
    family: Family
    metric: Metric
    way: Way
    trigger: Trigger
    end: datetime
    evidence: float
    threshold: float
    since: tuple[Sum, ...]
    onset: datetime  # the estimated beginning
    baseline: Baseline | None
    deployment: Deployment | None = None  # what was deployed about then
    examples: tuple[Call, ...] = ()  # calls since things are worse that show it
    kinds: tuple[KindCount, ...] = ()  # what most of them ask
    groups: tuple[str, ...] = ()  # that stereotypes since then are about, the most hit first


@dataclass(frozen=True, slots=True)
class Limits:
    """The thresholds at this moment; they follow from how many tests run."""

    windows: float
    gross: float


@dataclass(frozen=True, slots=True)
class Row:
    """One closed window, for people who ask why."""

    way: Way
    tally: Tally
    mean: float | None
    evidence: float
    threshold: float | None = None


@dataclass(slots=True)
class Watched:
    """One way in which a stream may move: its two tests, and whether an alarm stands."""

    way: Way
    by_window: Detector = field(default_factory=Detector)
    by_unit: Detector = field(default_factory=Detector)
    worst: datetime | None = None  # while an alarm stands: when evidence was last high

    def opens(self, end: datetime, mute: timedelta) -> bool:
        """Begin anew after an alarm; return whether none stood before."""
        opened = self.worst is None
        self.worst = end
        self.by_window = self.by_window.reset(end, mute)
        self.by_unit = self.by_unit.reset(end, mute)
        return opened

    def settle(self, end: datetime, quiet: timedelta, baseline: Baseline | None) -> bool:
        """Let the alarm be over once nothing has pointed to it for long enough; return if so."""
        if self.worst is None:
            return False
        if self.by_window.evidence >= CALM and not (
            baseline is not None and recovered(self.by_window, baseline, self.way)
        ):
            self.worst = end
        elif end - self.worst >= quiet:
            self.worst = None
            return True
        return False


@dataclass(slots=True)
class Stream:
    """One stream as it stands."""

    key: StreamKey
    family: Family
    metric: Metric
    rules: Statistics
    warning: float  # evidence from which something may be wrong
    learning: Learning = field(init=False)
    baseline: Baseline | None = None
    looked: date | None = None
    watched: dict[Way, Watched] = field(init=False)
    rows: list[Row] | None = None  # None: nobody asks why
    checked: date | None = None  # the day of the last self-check
    versions: int = 0  # of complete baselines, rejected ones included
    ended: list[tuple[Way, datetime]] = field(default_factory=list)  # alarms that are over

    def __post_init__(self) -> None:
        """Begin with nothing learned."""
        self.learning = Learning(self.metric)
        self.watched = {way: Watched(way) for way in self.metric.ways}

    @property
    def status(self) -> str:
        """Return learning, provisional, watching or insufficient, as people are shown it."""
        if self.baseline is None:
            return "learning"
        return "provisional" if self.baseline.provisional else "watching"

    @property
    def judge(self) -> Baseline | None:
        """Return the baseline that windows are held against, None where it may not be used yet."""
        held = self.baseline
        if held is None or self.rules.approval == "automatic" or held.stage is Stage.FROZEN:
            return held
        return None

    @property
    def alarmed(self) -> bool:
        """Return whether an alarm stands."""
        return any(each.worst is not None for each in self.watched.values())

    @property
    def suspect(self) -> bool:
        """Return whether something may be wrong: what is usual isn't learned meanwhile."""
        return self.alarmed or any(
            each.by_window.evidence >= self.warning for each in self.watched.values()
        )

    def learn(self, start: datetime, values: Sequence[float]) -> None:
        """Take in a closed window, unless something may be wrong or the baseline is complete."""
        if not self.suspect and (self.baseline is None or self.baseline.provisional):
            self.learning.add(start, values)

    def look(self, today: date) -> None:
        """Make a baseline of the days before today, once a day, until it is complete."""
        settled = self.baseline is not None and not self.baseline.provisional
        if settled or self.looked == today or self.suspect:
            return
        self.looked = today
        made = self.learning.baseline(today, self.rules)
        if made is not None and not made.provisional:
            self.versions += 1
            made = replace(made, version=self.versions)
        self.baseline = made

    def window(
        self, start: datetime, end: datetime, values: Sequence[float], limits: Limits
    ) -> Iterator[Crossing]:
        """Take in a closed window; yield the alarms."""
        tally = self._tally(start, end, values)
        for each in self.watched.values():
            if self.judge is not None:
                factors = window_factors(tally, self.judge, each.way)
                each.by_window = each.by_window.after(tally, factors)
                self._note(each, tally, limits)
                if each.by_window.crosses(limits.windows, end):
                    yield from self._alarm(
                        each, each.by_window, Trigger.WINDOWS, limits.windows, end
                    )
            if each.settle(end, timedelta(hours=self.rules.quiet_hours), self.judge):
                self.ended.append((each.way, end))

    def slot(
        self, start: datetime, end: datetime, values: Sequence[float], limits: Limits
    ) -> Iterator[Crossing]:
        """Take in a short window, for what can't wait; yield the alarms."""
        tally = self._tally(start, end, values)
        for each in self.watched.values():
            if self._fails(tally, each.way):
                yield from self._failure(each, tally)
            elif self.judge is not None:
                factors = gross_factors(tally, self.judge, each.way)
                each.by_unit = each.by_unit.after(tally, factors)
                if each.by_unit.crosses(limits.gross, end):
                    yield from self._alarm(each, each.by_unit, Trigger.GROSS, limits.gross, end)

    def _tally(self, start: datetime, end: datetime, values: Sequence[float]) -> Tally:
        level = self.judge.level if self.judge else None
        if level is None and self.metric.against is not Against.NOTHING:
            return Tally(start, end, ())  # nothing to hold the values against yet
        return Tally(start, end, tuple(share_of(self.metric, value, level) for value in values))

    def _fails(self, tally: Tally, way: Way) -> bool:
        return (
            self.metric.name in FAILURE_RULES
            and way is Way.RISE
            and tally.units >= _ENOUGH_TO_FAIL
            and tally.count >= _FAILING * tally.units
        )

    def _failure(self, each: Watched, tally: Tally) -> Iterator[Crossing]:
        figures, since = (tally.count / tally.units, _FAILING), (tally.summed(),)
        if each.opens(tally.end, self._mute):
            yield self._crossing(each.way, Trigger.RULE, tally.end, figures, since)

    def _alarm(
        self, each: Watched, detector: Detector, trigger: Trigger, threshold: float, end: datetime
    ) -> Iterator[Crossing]:
        figures, since = (detector.evidence, threshold), detector.since_onset()
        if each.opens(end, self._mute):
            yield self._crossing(each.way, trigger, end, figures, since)

    def _crossing(
        self,
        way: Way,
        trigger: Trigger,
        end: datetime,
        figures: tuple[float, float],
        since: tuple[Sum, ...],
    ) -> Crossing:
        return Crossing(
            key=self.key,
            family=self.family,
            metric=self.metric,
            way=way,
            trigger=trigger,
            end=end,
            evidence=figures[0],
            threshold=figures[1],
            since=since,
            onset=since[0].start,
            baseline=self.judge,
        )

    def learn_anew(self, moment: datetime | None) -> None:
        """Forget what was learned: the baseline was rejected, and with it what alarms rest on."""
        if moment is not None:
            self.give_up(moment)
        self.learning, self.baseline, self.looked = Learning(self.metric), None, None
        self.watched = {way: Watched(way) for way in self.metric.ways}

    def give_up(self, moment: datetime) -> None:
        """End the alarms that stand: nothing comes any more that they could be held against."""
        for way, each in self.watched.items():
            if each.worst is not None:
                each.worst = None
                self.ended.append((way, moment))

    @property
    def _mute(self) -> timedelta:
        return timedelta(hours=self.rules.mute_hours)

    def _note(self, each: Watched, tally: Tally, limits: Limits) -> None:
        if self.rows is not None and self.judge is not None:
            mean = null_mean(tally, self.judge, each.way)
            self.rows.append(Row(each.way, tally, mean, each.by_window.evidence, limits.windows))
