"""Numbers and times as the pictures write them."""

from datetime import UTC, datetime
from typing import Final

from scripts.dashboards.words import Language

_WHOLE: Final = 1e-9
_DATES: Final = 1e12  # milliseconds since 1970 are larger than anything that is counted here
_THOUSAND: Final = 1_000
_HUNDRED: Final = 100


def shown(value: float | None) -> str:
    """Return a value of a table: a count, a mean or a moment."""
    if value is None:
        return "-"
    if value >= _DATES:
        return f"{datetime.fromtimestamp(value / 1000, UTC):%Y-%m-%d %H:%M}"
    if abs(value - round(value)) < _WHOLE:
        return f"{round(value):,}"
    return f"{value:,.0f}" if value >= _THOUSAND else f"{value:,.3g}"


def tick(value: float) -> str:
    """Return a value at an axis."""
    if value >= _THOUSAND and value % _HUNDRED == 0:
        return f"{value / 1000:g}k"
    return f"{value:g}"


def ticks(top: float, wanted: int = 4) -> list[float]:
    """Return round values from 0 to at least the top."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / wanted
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else _below_one(rough)
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    step = max(step, 1.0) if top > 1 else step  # nobody counts halves
    count = -int(-(top / step) // 1)
    return [round(step * at, 10) for at in range(count + 1)]


def moment(milliseconds: float, language: Language, *, day: bool) -> str:
    """Return a moment at the time axis: the day where it begins, else the hour."""
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    if not day:
        return f"{at:%H:%M}"
    return f"{at.month}月{at.day}日" if language == "ja" else f"{at.day} {at:%b}"


def _below_one(rough: float) -> float:
    power = 1.0
    while power > rough:
        power /= 10
    return power
