"""From a file of saved objects to every search that its panels send."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from scripts.dashboards.check import special
from scripts.dashboards.check.classic import TYPES, classic, discover
from scripts.dashboards.check.reading import File, Object
from scripts.dashboards.check.search import NoSearchError, Search
from scripts.dashboards.check.span import Span

type Asks = Callable[[Object, Span], list[Search]]

_ASKS: Final[Mapping[str, Asks]] = {
    **dict.fromkeys(TYPES, classic),
    "input_control_vis": special.controls,
    "markdown": lambda _held, _span: [],
    "metrics": special.series,
    "vega": special.vega,
}


def searches(file: File, span: Span) -> Iterator[Search]:
    """Yield the searches of every panel of the file.

    Raises:
        NoSearchError: if a panel asks something that can't be told.

    """
    for held in file.panels():
        yield from searches_of(held, span)


def searches_of(held: Object, span: Span) -> list[Search]:
    """Return the searches of one panel.

    Raises:
        NoSearchError: if it asks something that can't be told.

    """
    if held.key[0] == "search":
        return [discover(held, span)]
    kind = str((held.inner.get("visState") or {}).get("type"))
    if kind not in _ASKS:
        message = f"a panel of type {kind} isn't known here"
        raise NoSearchError(message)
    try:
        return _ASKS[kind](held, span)
    except (KeyError, TypeError) as error:
        message = f"its state lacks {error}"
        raise NoSearchError(message) from error
