"""A world for runs of the live watch: its ports in memory, with the promises of the real ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from raimon.events import FindingRaised
from raimon.policy import Policy, Statistics
from raimon.windows.arrivals import ARRIVED, arrival_key
from raimon.windows.call import Call
from raimon.windows.governed import Decision, Entry
from raimon.windows.live import Live, Report, Saved, StateConflictError
from raimon.windows.nightly import Widened
from raimon.windows.reviewed import Label
from raimon.windows.state import call_line, read_call


class KilledError(BaseException):
    """The process ends here; nothing catches that."""


@dataclass
class World:
    """What outlives a run."""

    rules: Statistics
    state: Saved | None = None
    arrived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    ledger: dict[str, Entry] = field(default_factory=dict)
    waiting_decisions: list[Decision] = field(default_factory=list)
    widened: list[Widened] = field(default_factory=list)
    judged: list[Label] = field(default_factory=list)
    label_reads: int = 0
    dies_at: str = ""  # a step before which the process ends, once

    def leave(self, key: str, calls: Iterable[Call]) -> None:
        """Leave the calls of a log object, as `assess` does."""
        lines = tuple(map(call_line, calls))
        name = arrival_key("logs", key, "\n".join(lines).encode()).removeprefix(ARRIVED)
        self.arrived[name] = lines

    def run(self, now: datetime, *, has_time: bool = True) -> Report:
        """Run once."""
        live = Live(self, self, self, self, self, self._tell, Policy(statistics=self.rules))
        return live.run(now, lambda: has_time)

    def run_between(self, begin: datetime, end: datetime, step: timedelta) -> list[Report]:
        """Run at every step."""
        reports = []
        while begin < end:
            begin += step
            reports.append(self.run(begin))
        return reports

    def findings(self) -> list[FindingRaised]:
        """Return the findings, each once."""
        told = [each for kind, each in self.events if kind == "FindingRaised"]
        return [FindingRaised.model_validate_json(each) for each in dict.fromkeys(told)]

    def kinds(self) -> list[str]:
        """Return the types of the events, each event once."""
        return [kind for kind, _ in dict.fromkeys(self.events)]

    # the ports

    def load(self) -> Saved | None:
        """Return the state."""
        return self.state

    def save(self, content: bytes, *, replaces: int) -> None:
        """Save over the version that was read."""
        self._step("save")
        if (self.state.version if self.state else 0) != replaces:
            raise StateConflictError
        self.state = Saved(replaces + 1, content)

    def waiting(self) -> Iterator[str]:
        """Yield what has arrived."""
        yield from list(self.arrived)

    def calls(self, name: str) -> Iterable[Call]:
        """Return the calls of one object."""
        return list(map(read_call, self.arrived[name]))

    def remove(self, names: Sequence[str]) -> None:
        """Remove what was taken."""
        self._step("remove")
        for name in names:
            self.arrived.pop(name, None)

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Keep the events."""
        self.events += [(detail_type, each) for each in details]
        self._step("put")

    def write(self, moment: datetime, lines: Sequence[str]) -> None:
        """Keep the windows."""
        assert moment
        self.lines += lines

    def entries(self) -> Iterable[Entry]:
        """Return all entries."""
        return list(self.ledger.values())

    def publish(self, told: Entry) -> None:
        """Keep an entry."""
        self.ledger[told["baseline_id"]] = told

    def decisions(self) -> Sequence[Decision]:
        """Return what was decided."""
        return list(self.waiting_decisions)

    def settle(self, decisions: Iterable[Decision]) -> None:
        """Remove what was dealt with."""
        for each in decisions:
            self.waiting_decisions.remove(each)

    def labels(self) -> Iterable[Label]:
        """Return what people judged."""
        self.label_reads += 1
        return self.judged

    def _tell(self, widened: Sequence[Widened], now: datetime) -> None:
        assert now
        self.widened += widened

    def _step(self, name: str) -> None:
        if name == self.dies_at:
            self.dies_at = ""
            raise KilledError
