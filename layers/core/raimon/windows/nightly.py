"""The nightly self-check of all streams: a few in each run, each of them once a day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from raimon.policy import Statistics
from raimon.windows.governed import baseline_id
from raimon.windows.selfcheck import Checked, check
from raimon.windows.stream import Stream
from raimon.windows.thresholds import thresholds
from raimon.windows.watch import Watch

BEGINS: Final = 2  # o'clock, UTC


@dataclass(frozen=True, slots=True)
class Widened:
    """A stream whose margin was widened."""

    stream: Stream
    checked: Checked

    @property
    def name(self) -> str:
        """Return how the stream is named where a resource is."""
        return f"baseline/{baseline_id(self.stream)}"


def check_some(
    watch: Watch, rules: Statistics, now: datetime, has_time: Callable[[], bool]
) -> list[Widened]:
    """Check streams that weren't checked today while there is time; return what was widened."""
    if now.hour < BEGINS:
        return []
    return list(_checked(watch, rules, now, has_time))


def check_all(watch: Watch, rules: Statistics) -> Iterator[tuple[Stream, Checked]]:
    """Check all streams and give what was found, without changing any."""
    for stream in watch.streams():
        result = _check(stream, rules)
        if result is not None:
            yield stream, result


def _checked(
    watch: Watch, rules: Statistics, now: datetime, has_time: Callable[[], bool]
) -> Iterator[Widened]:
    for stream in watch.streams():
        if stream.checked == now.date() or stream.baseline is None:
            continue
        if not has_time():
            return
        stream.checked = now.date()
        result = _check(stream, rules)
        if result is not None and result.baseline != stream.baseline:
            stream.baseline, stream.versions = result.baseline, result.baseline.version
            yield Widened(stream, result)


def _check(stream: Stream, rules: Statistics) -> Checked | None:
    """Check the warnings, of which there are enough to count: alarms are twelve times rarer."""
    limits = thresholds(
        rules.window_minutes,
        streams=1,
        warns=rules.warns_a_month,
        pages=rules.pages_a_month,
        portfolio=rules.portfolio_pages_a_month,
    )
    return check(stream, rules.warns_a_month, limits.warn)
