"""The versions of one application on trial: what was before, and what came with a deployment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from raimon.windows.call import Call
from raimon.windows.checks import EARLY_UNITS, FEW_BEFORE, FULL_UNITS
from raimon.windows.comparison import Comparison, Side, Worse, compared
from raimon.windows.deployment import Deployment
from raimon.windows.fingerprint import Fingerprint
from raimon.windows.profile import Profile, Prompts, together

MOST_TRIALS: Final = 4  # at a time; the oldest ends when one more begins
_LOOKS: Final = (EARLY_UNITS, FULL_UNITS)
_REMEMBERED = 20  # comparisons, for people to look at
_DAYS_BEFORE = 14
_LONGEST = timedelta(days=14)
_COUNTS_ONCE = timedelta(hours=1)


@dataclass(slots=True)
class Trial:
    """A version that was never seen before."""

    deployment: Deployment
    fingerprint: Fingerprint
    profile: Profile = field(default_factory=Profile)
    prompts: Prompts = field(default_factory=Prompts)
    looks: int = 0
    worse: tuple[str, ...] = ()  # names of what was told already

    def first_told(self, worse: Sequence[Worse]) -> tuple[Worse, ...]:
        """Return what no earlier look found, and remember it."""
        new = tuple(each for each in worse if each.check.name not in self.worse)
        self.worse = (*self.worse, *(each.check.name for each in new))
        return new

    def is_over(self, moment: datetime) -> bool:
        """Return whether nothing more will be said of it."""
        return self.looks >= len(_LOOKS) or moment >= self.deployment.moment + _LONGEST


@dataclass(slots=True)
class Trials:
    """The trials of one application, and the days that they are held against."""

    days: dict[date, Profile] = field(default_factory=dict)
    prompts: Prompts = field(default_factory=Prompts)
    running: list[Trial] = field(default_factory=list)
    recent: dict[str, datetime] = field(default_factory=dict)
    told: list[Comparison] = field(default_factory=list)

    def take(self, call: Call, current: Fingerprint | None, begun: Deployment | None) -> None:
        """Take in a call, the earlier first; `begun` is the deployment that it is the first of."""
        if begun is not None and current is not None:
            self.running = [*self.running[1 - MOST_TRIALS :], Trial(begun, current)]
        seen = self.recent.get(call.unit)
        if seen is not None and call.moment < seen + _COUNTS_ONCE:
            return
        self.recent[call.unit] = call.moment
        side = self._side_of(current, call.moment.date())
        side.profile.add(call)
        side.prompts.add(call)

    def close(self, end: datetime) -> Iterator[Comparison]:
        """Forget what is too old, and give the comparisons that are due."""
        self.recent = {u: at for u, at in self.recent.items() if at + _COUNTS_ONCE > end}
        for day in [day for day in self.days if day < end.date() - timedelta(days=_DAYS_BEFORE)]:
            del self.days[day]
        for trial in self.running:
            if trial.looks < len(_LOOKS) and trial.profile.units >= _LOOKS[trial.looks]:
                yield from self._compare(trial, end)
        self._end(end)

    def _compare(self, trial: Trial, end: datetime) -> Iterator[Comparison]:
        before, look = together(self.days[day] for day in sorted(self.days)), trial.looks
        trial.looks += 1
        if before.units >= FEW_BEFORE:
            after = Side(trial.profile, trial.prompts)
            comparison = compared(Side(before, self.prompts), after, trial.deployment, look, end)
            self.told = [*self.told[1 - _REMEMBERED :], comparison]
            yield replace(comparison, worse=trial.first_told(comparison.worse))

    def _end(self, moment: datetime) -> None:
        """Let what is no longer on trial be a part of what was before."""
        for trial in self.running:
            if trial.is_over(moment):
                day = moment.date()
                self.days[day] = together([self.days.get(day, Profile()), trial.profile])
                self.prompts.overlay(trial.prompts)
        self.running = [trial for trial in self.running if not trial.is_over(moment)]

    def _side_of(self, current: Fingerprint | None, day: date) -> Side:
        for trial in self.running:
            if trial.fingerprint == current:
                return Side(trial.profile, trial.prompts)
        return Side(self.days.setdefault(day, Profile()), self.prompts)
