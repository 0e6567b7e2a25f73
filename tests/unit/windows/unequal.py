"""Calls of groups that are treated alike or not, as the watch sees them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random

from raimon.windows.call import Call
from tests.unit.windows.calls import START, call

AXIS = "topic.gender"
ALIKE, WORSE = {"women": 0.1, "men": 0.1}, {"women": 0.6, "men": 0.04}


def calls(  # noqa: PLR0913 - each detail has a plain default
    rng: Random,
    rates: Mapping[str, float],
    *,
    hours: int = 40,
    an_hour: int = 60,
    share: float = 0.3,
    begins: float = 0,
    first: int = 0,
    **more: object,
) -> Iterator[Call]:
    """Give calls of which the first group of `rates` makes up the share, refused at the rates."""
    one, *others = rates
    for number in range(hours * an_hour):
        group = one if rng.random() < share else rng.choice(others)
        told: dict[str, object] = {
            "groups": {AXIS: group},
            "topic": "-",
            "outcomes": {"refused": float(rng.random() < rates[group])},
            **more,
        }
        moment = START + timedelta(hours=begins + number / an_hour)
        yield call(first + number, moment, {}, **told)
