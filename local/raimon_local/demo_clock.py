"""The clock of the demo: it stands where the logs are, so that everything happens in their time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from raimon.aws.clock import SystemClock


@dataclass(slots=True)
class DemoClock:
    """The moment that the functions take for now."""

    moment: datetime

    def set(self, moment: datetime) -> None:
        """Let time go on; it never goes back."""
        self.moment = max(self.moment, moment)


@contextmanager
def event_time(begins: datetime) -> Iterator[DemoClock]:
    """Let the functions read the demo's clock instead of the machine's."""
    clock = DemoClock(begins)
    with patch.object(SystemClock, "now", lambda _: clock.moment):
        yield clock
