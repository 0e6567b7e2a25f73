"""The doubly robust pair by simulation: silent where nothing is wrong, else in time."""

import math
import statistics
from collections.abc import Callable, Sequence
from random import Random

import pytest

from raimon.windows.disparity import Cell, Cells, Disparity
from raimon.windows.engine import FRESH, RATIOS, share, shares
from tests.unit.windows.traffic import MONTH, bad, counts, seeded
from tests.unit.windows.two_sides import (
    AS_SHIPPED,
    BUSY,
    CLUSTERED_ALIKE,
    CLUSTERS,
    PLAIN,
    RARE,
    SHOCKS,
    SPARSE,
    Traffic,
    Windows,
    alarms,
    delay,
)


@pytest.mark.parametrize(
    ("traffic", "replicas", "seed"),
    [
        pytest.param(PLAIN, 30, 71, id="nothing"),
        pytest.param(SHOCKS, 40, 72, id="shocks to both sides"),
        pytest.param(CLUSTERS, 40, 73, id="clusters inside the group"),
        pytest.param(Traffic(shock=0.5, inside=0.05), 30, 74, id="shocks and clusters"),
        pytest.param(BUSY, 6, 75, id="clusters inside a busy group"),
        pytest.param(CLUSTERED_ALIKE, 20, 78, id="clusters on both sides"),
        pytest.param(RARE, 20, 76, id="rare"),
        pytest.param(SPARSE, 40, 77, id="sparse"),
    ],
)
def test_equal_groups(traffic: Traffic, replicas: int, seed: int) -> None:
    """Groups treated alike raise a tenth of an alarm a month at most, though one is promised."""
    rng = seeded(seed)
    found = [len(alarms(traffic.windows(rng, MONTH))) for _ in range(replicas)]
    assert statistics.fmean(found) <= 0.1


@pytest.mark.parametrize(
    ("traffic", "ratio", "median", "replicas", "seed"),
    [
        pytest.param(PLAIN, 2, 55, 24, 81, id="plain"),
        pytest.param(SHOCKS, 2, 70, 24, 82, id="shocks to both sides"),
        pytest.param(CLUSTERS, 2, 80, 24, 83, id="clusters inside the group"),
        pytest.param(CLUSTERED_ALIKE, 2, 65, 24, 87, id="clusters on both sides"),
        pytest.param(BUSY, 2, 50, 8, 84, id="clusters inside a busy group"),
        pytest.param(RARE, 3, 35, 16, 85, id="rare, tripled"),
        pytest.param(SPARSE, 2.5, 130, 50, 86, id="sparse, two and a half times"),
    ],
)
def test_delay(traffic: Traffic, ratio: float, median: float, replicas: int, seed: int) -> None:
    """A group whose rate doubles is found within the stated hours, in the median."""
    rng = seeded(seed)
    delays = [delay(traffic, ratio, rng, hours=240) for _ in range(replicas)]
    assert statistics.median(delays) <= median


def test_unequal_groups_as_shipped() -> None:
    """At the threshold that ships, a tripled rate is found within the month."""
    rng = seeded(91)
    found = [bool(alarms(PLAIN.windows(rng, MONTH, 3.0), AS_SHIPPED)) for _ in range(10)]
    assert all(found)


def topics(rng: Random, *, ratio: float = 1.0, together: bool = False) -> Windows:
    """Return windows in which the group asks mostly of what is often refused to everybody."""
    windows: list[Cells] = []
    for n in counts(60, MONTH, rng):
        cells = {}
        for topic, part, of_group, rate in (("hard", 0.3, 0.6, 0.3), ("easy", 0.7, 0.1, 0.02)):
            asked = rng.binomialvariate(n, part) if n else 0
            group = rng.binomialvariate(asked, of_group) if asked else 0
            rest = asked - group
            cells[topic] = Cell(
                (group, bad(group, rate * ratio, 0, rng)), (rest, bad(rest, rate, 0, rng))
            )
        windows.append({"-": cells["hard"].plus(cells["easy"])} if together else cells)
    return windows


def test_simpson() -> None:
    """A gap that comes from what is asked alone is none within topics; without topics it alarms."""
    rng = seeded(92)
    within = [len(alarms(topics(rng))) for _ in range(12)]
    mixed = [len(alarms(topics(rng, together=True))) for _ in range(4)]
    assert statistics.fmean(within) <= 0.1
    assert min(mixed) >= 1


def test_a_gap_within_topics_is_found() -> None:
    """A gap within topics is found, though the mixture differs as well."""
    rng = seeded(93)
    assert min(len(alarms(topics(rng, ratio=2.0))) for _ in range(5)) >= 1


def test_wealth_is_fair() -> None:
    """Within topics of unlike rates the wealth of the shares grows by a window's bet on average."""
    rng, windows, replicas = seeded(94), 20, 1000
    totals = []
    for _ in range(replicas):
        wealth = FRESH
        for _ in range(windows):
            pairs = [
                ((n, bad(n, rate * 1.25, 0.0, rng)), (m, bad(m, rate, 0.0, rng)))
                for n, m, rate in ((30, 20, 0.2), (10, 90, 0.02))
            ]
            factors = shares(pairs, 1.25) or (1.0,) * len(RATIOS)
            wealth = tuple(
                (1 + held) * factor for held, factor in zip(wealth, factors, strict=True)
            )
        totals.append(sum(wealth) / len(wealth))
    error = statistics.stdev(totals) / math.sqrt(replicas)
    assert statistics.fmean(totals) <= windows + 3 * error


@pytest.mark.parametrize(
    "strata",
    [
        pytest.param([], id="no topic"),
        pytest.param([((10, 0), (20, 0))], id="nothing bad"),
        pytest.param([((0, 0), (20, 3))], id="without the group"),
        pytest.param([((10, 2), (0, 0))], id="without the rest"),
    ],
)
def test_windows_that_tell_nothing(
    strata: Sequence[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    """A window that can't compare opens no bet."""
    assert shares(strata) is None


def test_one_topic_is_no_topic() -> None:
    """Within one topic the bets are those of the window as a whole."""
    assert shares([((12, 3), (48, 2))]) == share((12, 3), (48, 2))


@pytest.mark.parametrize(
    ("seen", "known"),
    [
        pytest.param({"-": 499.0}, False, id="too few of the rest"),
        pytest.param({"-": 500.0}, True, id="enough"),
        pytest.param({"a": 450.0, "b": 60.0}, False, id="a topic of which too few were seen"),
        pytest.param({"a": 400.0, "b": 100.0}, True, id="topics that are enough together"),
    ],
)
def test_reference(seen: dict[str, float], known: bool) -> None:  # noqa: FBT001 - a table's column
    """What is fair is known once 500 of the rest were seen, 100 of each topic that counts."""
    recent = {topic: Cell(rest=(units, units / 20)) for topic, units in seen.items()}
    window = dict.fromkeys(seen, Cell(group=(10, 1)))
    assert (Disparity(recent=recent).mean(window) is not None) is known


def test_unjudged_windows_are_remembered() -> None:
    """A window that isn't judged moves what is usual, and no evidence."""
    window = {"-": Cell((5, 5), (600, 6))}
    tests = Disparity().after(window, judges=False)
    assert (tests.by_share, tests.by_rate) == (FRESH, FRESH)
    assert tests.mean(window) is not None


def _halves(hours: float) -> float:
    tests = Disparity(recent={"-": Cell(rest=(1000.0, 10.0))})
    return tests.after({}, hours=hours).recent["-"].rest[0]


HALVING: Sequence[tuple[Callable[[], float], float]] = [
    (lambda: _halves(168.0), 500.0),
    (lambda: _halves(0.25) / _halves(0.0), 0.5 ** (0.25 / 168)),
]


@pytest.mark.parametrize(("told", "expected"), HALVING, ids=["a week", "a quarter of an hour"])
def test_memory_fades_by_the_hour(told: Callable[[], float], expected: float) -> None:
    """What was seen weighs half after a week, however long windows are."""
    assert told() == pytest.approx(expected)
