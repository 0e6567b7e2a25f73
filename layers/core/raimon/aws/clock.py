"""The clock of the machine."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Tells the time as it is, and waits as long as it is asked to."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
