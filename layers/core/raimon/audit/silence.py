"""Silence: no log object for longer than this hour of the week usually lets one wait.

Bedrock promises no interval of delivery, and a quiet night is no fault. So the longest gap of each
hour of the week is learned from the last weeks, and nothing is said before two of them are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from raimon.invocation import Frozen
from raimon.policy import Silence

_WEEKS: Final = 4
_WEEKS_NEEDED: Final = 2
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


class Gaps(Frozen):
    """What is known of arrivals: the last one, and the longest gaps by hour of the week."""

    last: datetime | None = None
    learned_until: datetime | None = None
    minutes: Mapping[str, tuple[int, ...]] = {}  # by hour of the week, the latest week last
    told: datetime | None = None  # the last arrival before the silence that was told of

    def usual(self, moment: datetime) -> int | None:
        """Return the longest gap in minutes that this hour of the week has shown."""
        known = self.minutes.get(_slot(moment), ())
        return max(known) if len(known) >= _WEEKS_NEEDED else None


@dataclass(frozen=True, slots=True)
class Window:
    """A time of which every arrival is known, as minutes since 1970 in their order."""

    begin: datetime
    end: datetime
    arrivals: Sequence[int]


@dataclass(frozen=True, slots=True)
class Silent:
    """A silence worth a finding."""

    since: datetime
    minutes: int
    usual: int


def heard(gaps: Gaps, window: Window, silence: Silence) -> Gaps:
    """Return what is known after a window; of a time before it that nobody watched, nothing is.

    A gap that was worth a finding is learned as what was just bearable, so that an outage doesn't
    make the next one invisible, and a lasting change is learned within weeks.
    """
    moments = [datetime.fromtimestamp(minute * 60, UTC) for minute in window.arrivals]
    learned = dict(gaps.minutes)
    is_continued = gaps.learned_until is not None and gaps.learned_until >= window.begin
    known = gaps.last if is_continued else None
    hour = gaps.learned_until if is_continued else _begin(window.begin) + _HOUR
    while hour is not None and hour + _HOUR <= window.end:
        gap = _longest(moments, known, hour)
        if gap is not None:
            bearable = _bearable(gaps.usual(hour), silence)
            kept = learned.get(_slot(hour), ())
            learned[_slot(hour)] = (*kept, min(gap, bearable or gap))[-_WEEKS:]
        hour += _HOUR
    last = max((each for each in (gaps.last, *moments[-1:]) if each), default=None)
    update = {"last": last, "learned_until": hour, "minutes": learned}
    return gaps.model_copy(update=update)


def silent(gaps: Gaps, now: datetime, silence: Silence) -> Silent | None:
    """Return the silence of this moment if it is longer than bearable and wasn't told of yet."""
    usual = gaps.usual(now)
    bearable = _bearable(usual, silence)
    if gaps.last is None or usual is None or bearable is None or gaps.told == gaps.last:
        return None
    minutes = int((now - gaps.last) / _MINUTE)
    return Silent(gaps.last, minutes, usual) if minutes > bearable else None


def _bearable(usual: int | None, silence: Silence) -> int | None:
    return None if usual is None else max(silence.floor_minutes, int(silence.factor * usual))


def _longest(moments: Sequence[datetime], known: datetime | None, hour: datetime) -> int | None:
    """Return the longest wait that one could see within the hour; None if nothing came before."""
    end = hour + _HOUR
    before = [each for each in (known, *moments) if each and each <= hour]
    if not before:
        return None
    previous, longest = max(before), timedelta()
    for arrival in (*(each for each in moments if hour < each <= end), end):
        longest = max(longest, arrival - previous)
        previous = arrival
    return int(longest / _MINUTE)


def _slot(moment: datetime) -> str:
    return str(moment.weekday() * 24 + moment.hour)


def _begin(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
