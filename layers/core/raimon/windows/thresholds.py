"""When evidence is enough: thresholds follow from how many false alarms are allowed in a month."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from raimon.statistic import FalseAlarmPromise

MONTH_MINUTES: Final = 30 * 24 * 60
_DAY_MINUTES = 24 * 60
NEW_FOR: Final = timedelta(hours=48)  # a version is new for so long, and watched more closely
_NEW = 3.0  # 48 of 720 windows at a third of their number: a fifth of an alarm more, at most
_GROSS_TIMES = 2.0
_GROSS_MORE = 0.10
_HIGHEST_GROSS = 0.9


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Evidence from which a stream warns, from which it pages, and that while a version is new."""

    warn: float
    page: float
    new: float


def promise(threshold: float, minutes: int) -> FalseAlarmPromise:
    """Return what a threshold promises for such windows: one false alarm at most in some days.

    The one of new versions holds for their first days alone, so it promises by deployments.
    """
    if threshold == _while_new(minutes):
        versions = int(threshold * timedelta(minutes=minutes) / NEW_FOR)
        return FalseAlarmPromise(alarms=1, deployments=versions)
    return FalseAlarmPromise(alarms=1, days=max(int(threshold * minutes / _DAY_MINUTES), 1))


def thresholds(
    minutes: int, *, streams: int, warns: float, pages: float, portfolio: float
) -> Thresholds:
    """Return the thresholds of a stream whose windows last so many minutes.

    Args:
        minutes: of one window.
        streams: how many sequential tests run; their false alarms add up.
        warns: warnings a month that one stream may raise by mistake.
        pages: pages a month that one stream may raise by mistake.
        portfolio: pages a month that all streams together may raise by mistake.

    """
    windows = MONTH_MINUTES / minutes
    page = max(windows / pages, streams * windows / portfolio)
    return Thresholds(warn=windows / warns, page=page, new=_while_new(minutes))


def _while_new(minutes: int) -> float:
    return MONTH_MINUTES / minutes / _NEW


def gross_mean(usual: float) -> float:
    """Return the null mean of the quick test: well above whatever a bad hour of a good week shows.

    So it keeps its promise where units of a short window are far from independent.
    """
    mean = max(_GROSS_TIMES * usual, usual + _GROSS_MORE)
    return min(mean, max(_HIGHEST_GROSS, usual))
