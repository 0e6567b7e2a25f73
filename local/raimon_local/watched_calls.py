"""The calls of a replay on their way through the streams."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from raimon.events import FindingRaised, StreamRecovered
from raimon.policy import Policy
from raimon.windows.call import Call
from raimon.windows.occurrences import recovered
from raimon.windows.state import Memory, kept, taken_up
from raimon.windows.telling import raised
from raimon.windows.watch import Watch
from raimon_local.errors import UnusableArgumentError
from raimon_local.judged.calls import JudgedCalls
from raimon_local.written_files import write_whole

NO_STATE: Final = "not_a_state"  # as `raimon.windows.state` says it


@dataclass(slots=True)
class WatchedCalls:
    """Keeps what the statistics need of each call, then plays all in event time."""

    policy: Policy
    judged: JudgedCalls = field(default_factory=lambda: JudgedCalls({}))
    explaining: bool = False
    state: Path | None = None  # where an earlier replay left off, and this one leaves off
    memory: Memory = field(init=False)
    relearned: str | None = field(init=False)  # why the state couldn't be taken up
    last: datetime | None = None  # of all calls
    late: int = 0  # of them, those whose window an earlier replay had closed
    _calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing watched, or where the state left off."""
        content = self.state.read_bytes() if self.state and self.state.exists() else None
        up = taken_up(content, self.policy.statistics, explaining=self.explaining)
        if up.reason == NO_STATE:
            message = f"{self.state} holds no state of a replay: name another file with --state"
            raise UnusableArgumentError(message)
        self.memory, self.relearned = up.memory, up.reason

    @property
    def watch(self) -> Watch:
        """Return the watch over all streams."""
        return self.memory.watch

    def take(self, call: Call) -> None:
        """Keep a call for later: logs needn't be in order."""
        self.last = max(self.last or call.moment, call.moment)
        self.judged.take(call)
        if self.policy.statistics.enabled:
            self._calls.append(call)

    def recovered(self) -> Iterator[StreamRecovered]:
        """Yield the problems that were over by the end, once the calls were played."""
        yield from recovered(self.watch.recoveries)

    def save(self) -> None:
        """Leave the state for the next replay, if there is a file for it."""
        if self.state is not None:
            self.watch.recoveries = []
            write_whole(self.state, kept(self.memory))

    def raised(self) -> Iterator[FindingRaised]:
        """Play the calls; yield what people are told of."""
        late, labels = self.watch.late, self.judged.labels()
        for crossing in self.watch.play(self._calls):
            told = raised(crossing, self.watch, self.policy, labels)
            if told is not None and self.policy.notifies(told.finding):
                yield told
        self.late = self.watch.late - late

    def told(self) -> str:
        """Return how many streams there are, and how many are through with learning."""
        streams = self.watch.streams()
        learned = sum(stream.status == "watching" for stream in streams)
        provisional = sum(stream.status == "provisional" for stream in streams)
        return (
            f"{len(streams):,}: {learned:,} with a baseline, {provisional:,} with a provisional "
            f"one, {len(streams) - learned - provisional:,} still learning"
        )
