"""How far a run is, on a terminal's one line; silent where nobody watches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

_EVERY_SECONDS = 0.1
_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Progress:
    """A line that is written over and over, at most ten times a second."""

    stream: TextIO
    clock: Callable[[], float]
    _shown_at: float = field(default=0.0, init=False)
    _watched: bool = field(init=False)

    def __post_init__(self) -> None:
        """Ask once whether somebody watches."""
        self._watched = self.stream.isatty()

    def show(self, text: str) -> None:
        """Show the text, unless one was shown a moment ago."""
        if not self._watched:
            return
        now = self.clock()
        if now - self._shown_at >= _EVERY_SECONDS:
            self._shown_at = now
            self.stream.write(f"{_CLEAR}{text}")
            self.stream.flush()

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._watched:
            self.stream.write(_CLEAR)
            self.stream.flush()
