"""Check files of saved objects without a Dashboards server.

usage: python -m scripts.dashboards.check.check FILE...
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from scripts.dashboards.check.field_use import use_problems
from scripts.dashboards.check.panel_searches import searches_of
from scripts.dashboards.check.patterns import pattern_problems
from scripts.dashboards.check.reading import File, Object, read
from scripts.dashboards.check.search import NoSearchError
from scripts.dashboards.check.shape import shape_problems
from scripts.dashboards.check.span import Span
from scripts.dashboards.check.state import state_problems
from scripts.dashboards.check.together import choice_problems

_ANY_END: Final = datetime(2026, 10, 15, tzinfo=UTC)
ANY_SPAN: Final = Span(_ANY_END - timedelta(days=7), _ANY_END)


def problems(text: str) -> list[str]:
    """Return what is wrong with a file, each in one sentence."""
    file = read(text)
    return [
        *shape_problems(file),
        *pattern_problems(file),
        *_asked(file),
        *choice_problems(file, ANY_SPAN),
    ]


def _asked(file: File) -> Iterator[str]:
    for held in file.panels():
        yield from (f"{held.place}: {problem}" for problem in _of_panel(held))


def _of_panel(held: Object) -> list[str]:
    try:
        asked = searches_of(held, ANY_SPAN)
    except NoSearchError as error:
        return [str(error)]
    used = (problem for each in asked for problem in use_problems(each))
    return [*state_problems(held), *used]


def main(arguments: Sequence[str]) -> int:
    """Print the problems of the files; return 1 if there are any."""
    found = [
        f"{name}: {problem}"
        for name in arguments
        for problem in problems(Path(name).read_text(encoding="utf-8"))
    ]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
