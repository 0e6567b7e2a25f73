"""How long the statistics take over a fortnight of one application, and a whole replay of it.

Sixty calls an hour for fourteen days, the sample answers over and over: the calls are scored and
read once more for each, as `raimon replay` does, and played in event time.
"""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from raimon.invocation import Invocation
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon.windows.telling import raised
from raimon.windows.watch import Watch

DAYS, AN_HOUR = 14, 60
_START = datetime(2026, 9, 7, tzinfo=UTC)
_CALLERS = 200


@dataclass(frozen=True, slots=True)
class Replaying:
    """What a fortnight took: CPU seconds of scoring and reading, and of the statistics."""

    records: int
    scored: float
    played: float

    @property
    def milliseconds(self) -> float:
        """Return what the statistics take of a record."""
        return 1000 * self.played / self.records


def measure(invocations: Sequence[Invocation], repeats: int) -> Replaying:
    """Measure both parts; the median of the repeats counts for what is played."""
    scoring = Scoring(default_policy(), TokenKey(b"a key for the benchmark only, no secret"))
    begin = time.process_time()
    calls = list(_fortnight(invocations, scoring))
    scored = time.process_time() - begin
    return Replaying(len(calls), scored, statistics.median(_played(calls) for _ in range(repeats)))


def _fortnight(invocations: Sequence[Invocation], scoring: Scoring) -> Iterator[Call]:
    """Give the calls of one application, by two hundred people in turn."""
    for number in range(DAYS * 24 * AN_HOUR):
        watched = invocations[number % len(invocations)].model_copy(
            update={
                "invocation_id": f"{number:032x}",
                "request_metadata": {"application": "bench"},
                "principal": f"arn:aws:sts::123456789012:assumed-role/bench/{number % _CALLERS}",
                "timestamp": _START + timedelta(hours=number / AN_HOUR),
            }
        )
        yield replace(call_of(watched, scoring.assess(watched)), caller=str(number % _CALLERS))


def _played(calls: Sequence[Call]) -> float:
    policy, begin = default_policy(), time.process_time()
    watch = Watch(policy.statistics)
    for crossing in watch.play(calls):
        raised(crossing, watch, policy)
    return time.process_time() - begin


def told(found: Replaying) -> str:
    """Return what is said of the replay."""
    whole = found.scored + found.played
    return (
        f"{DAYS} days of {AN_HOUR} calls an hour ({found.records:,} records) are scored in "
        f"{found.scored:.0f} s and played in {found.played:.1f} s of CPU time: {whole:.0f} s.\n"
        f"The statistics take {found.milliseconds:.2f} ms a record after scoring."
    )
