"""A number that should stay low: a finding when it rises, the next one only after it was low again.

Twice the number that was told of is told again, because then it is getting worse.
"""

from typing import Final

from raimon.invocation import Frozen

_WORSE: Final = 2


class Level(Frozen):
    """What was last told of; `serial` counts the findings."""

    told: int = 0  # 0: it is low
    serial: int = 0


def moved(level: Level, count: int, threshold: int) -> tuple[Level, bool]:
    """Return the level after a count, and whether that is worth a finding."""
    bound = _WORSE * level.told if level.told else threshold
    if count >= bound:
        return Level(told=count, serial=level.serial + 1), True
    if 2 * count < threshold:  # half the threshold, so that a number at the edge doesn't flicker
        return Level(serial=level.serial), False
    return level, False
