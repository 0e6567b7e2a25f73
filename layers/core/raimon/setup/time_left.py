"""The time that the function has left, and how it waits in it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

RESERVE_SECONDS: Final = 15.0  # for the last words: the answer to CloudFormation
_SHORTEST_REQUEST: Final = 1.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 10.0


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """A clock that runs down; a test brings one that runs faster."""

    remaining: Callable[[], float]
    sleep: Callable[[float], None] = time.sleep
    reserve: float = RESERVE_SECONDS

    def for_request(self, limit: float) -> float | None:
        """Return how long a request may take, None if it is too late for one."""
        seconds = min(limit, self.remaining() - self.reserve)
        return seconds if seconds >= _SHORTEST_REQUEST else None

    def pause(self, attempt: int) -> bool:
        """Wait, longer each time; False where it is too late for another request after it."""
        seconds = min(_LONGEST_PAUSE, _FIRST_PAUSE * 1.5**attempt)
        if self.remaining() - seconds - self.reserve < _SHORTEST_REQUEST:
            return False
        self.sleep(seconds)
        return True
