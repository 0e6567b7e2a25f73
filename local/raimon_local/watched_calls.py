"""The calls of a replay on their way through the streams."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from raimon.events import FindingRaised
from raimon.policy import Policy
from raimon.windows.call import Call
from raimon.windows.said import found
from raimon.windows.watch import Watch


@dataclass(slots=True)
class WatchedCalls:
    """Keeps what the statistics need of each call, then plays all in event time."""

    policy: Policy
    explaining: bool = False
    watch: Watch = field(init=False)
    _calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing watched."""
        self.watch = Watch(self.policy.statistics, explaining=self.explaining)

    def take(self, call: Call) -> None:
        """Keep a call for later: logs needn't be in order."""
        if self.policy.statistics.enabled:
            self._calls.append(call)

    def raised(self) -> Iterator[FindingRaised]:
        """Play the calls; yield what people are told of."""
        for crossing in self.watch.play(self._calls):
            raised = found(crossing, self.watch, self.policy)
            if raised is not None and self.policy.notifies(raised.finding):
                yield raised

    def told(self) -> str:
        """Return how many streams there are, and how many are through with learning."""
        streams = self.watch.streams()
        learned = sum(stream.status == "watching" for stream in streams)
        provisional = sum(stream.status == "provisional" for stream in streams)
        return (
            f"{len(streams):,}: {learned:,} with a baseline, {provisional:,} with a provisional "
            f"one, {len(streams) - learned - provisional:,} still learning"
        )
