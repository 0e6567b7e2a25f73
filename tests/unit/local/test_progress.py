"""Progress is for who watches a terminal, and for nobody else."""

import io
from itertools import count

from raimon_local.progress import Progress


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_silent_without_a_terminal() -> None:
    """A file or a pipe gets no progress."""
    stream = io.StringIO()
    progress = Progress(stream, count(0.0, 1.0).__next__)

    progress.show("1 record")
    progress.clear()

    assert stream.getvalue() == ""


def test_not_too_often() -> None:
    """A terminal's line is written at most ten times a second, and left empty at the end."""
    stream = Terminal()
    progress = Progress(stream, count(1.0, 0.04).__next__)

    for number in range(10):
        progress.show(f"{number} records")
    progress.clear()

    assert stream.getvalue().count("records") == 4
    assert stream.getvalue().endswith("\r\x1b[K")
