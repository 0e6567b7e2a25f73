"""The engine: published vectors, and an implementation of its own that does nothing cleverly."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from raimon.interval import wilson
from raimon.windows.baseline import highest_mean
from raimon.windows.detector import CALM, Detector, Tally
from raimon.windows.engine import (
    FRESH,
    Factors,
    State,
    evidence,
    fall,
    grown,
    rise,
    share,
    unit_rise,
)
from tests.unit.windows.traffic import seeded

type Window = tuple[float, ...]
START = datetime(2026, 10, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _played(step: Callable[..., Factors | None], windows: Sequence[Window]) -> State:
    state = FRESH
    for window in windows:
        state = grown(state, step(*window))
    return state


def _shares(
    group_units: float, group_bad: float, units: float, bad: float, allowed: float = 1.25
) -> Factors | None:
    return share((group_units, group_bad), (units, bad), allowed)


@pytest.mark.parametrize(
    ("step", "windows", "state", "mean"),
    [
        pytest.param(
            rise, [(60, 1, 0.025)],
            (0.943674665, 0.900019996, 0.862087988, 0.87693065, 0.936909313), 0.903924523,
            id="a calm window",
        ),
        pytest.param(
            rise, [(60, 5, 0.025)],
            (1.39427735, 1.69986003, 1.96538408, 1.86148545, 1.44163481), 1.67252834,
            id="a bad one",
        ),
        pytest.param(
            rise, [(60, k, 0.025) for k in (1, 5, 0, 7, 9)],
            (14.0449409, 23.2907568, 31.8931704, 28.5343451, 15.3806349), 22.6287696,
            id="five in turn",
        ),
        pytest.param(
            rise, [(1000, 30, 0.025), (1000, 45, 0.025)],
            (2.52383771, 2.87757716, 3.03837718, 2.77473198, 2.35459181), 2.71382317,
            id="busy",
        ),
        pytest.param(
            rise, [(3, 3, 0.0625)],
            (1.71258907, 2.37614679, 3.41935484, 4.26086957, 3.48344371), 3.0504808,
            id="few units, all bad",
        ),
        pytest.param(fall, [(60, 2, 0.2)], (1.15625,) * 5, 1.15625, id="a fall"),
        pytest.param(
            _shares, [(12, 3, 48, 2)],
            (1.3776796, 1.64112689, 1.87427439, 1.89314146, 1.7114205), 1.69952857,
            id="shares, four fifths allowed",
        ),
        pytest.param(
            _shares, [(12, 3, 48, 2, 1.0)],
            (1.42314822, 1.73002389, 2.01902174, 2.05326512, 1.82236842), 1.80956548,
            id="shares, equal",
        ),
    ],
)  # fmt: skip
def test_vectors(
    step: Callable[..., Factors | None], windows: list[Window], state: State, mean: float
) -> None:
    """The wealth is that of the published vectors, to nine digits."""
    played = _played(step, windows)
    assert played == pytest.approx(state, rel=1e-8)
    assert evidence(played) == pytest.approx(mean, rel=1e-8)


def test_bounds_of_a_baseline() -> None:
    """Wilson's bound and the null mean of fourteen days are those of the published vectors."""
    days = [(1400.0 + 10 * day, 28.0 + (day * 7) % 11) for day in range(14)]
    assert wilson(40, 2000)[1] == pytest.approx(0.0271186392, rel=1e-8)
    assert highest_mean(days) == pytest.approx(0.0278522672, rel=1e-8)


def _tally(number: int, units: int, bad: float) -> Tally:
    values = (1.0,) * int(bad) + (0.0,) * (units - int(bad))
    return Tally(START + number * HOUR, START + (number + 1) * HOUR, values)


def test_alarms_with_reset_and_mute() -> None:
    """An alarm begins anew and is silent for 24 windows, while the wealth goes on."""
    detector, alarms = Detector(), []
    for t in range(360):
        tally = _tally(t, 60, (1 + (t % 3 == 0)) if t < 240 else 4)
        detector = detector.after(tally, rise(60, tally.count, 0.025))
        if detector.crosses(720.0, tally.end):
            alarms.append(t)
            detector = detector.reset(tally.end, 24 * HOUR)
    assert alarms == [247, 272, 297, 322, 347]


def test_resolves() -> None:
    """An alarm is over when its own evidence has stayed low for 48 windows: here after 83."""
    state, last_high, over = FRESH, -1, None
    for t in range(210):
        state = grown(state, rise(60, 4 if t < 10 else 1, 0.025))
        last_high = t if evidence(state) >= CALM else last_high
        if t - last_high >= 48:
            over = t + 1
            break
    assert over == 83


# An implementation of its own, written from the formulas one ratio at a time.


def _naive(wealth: float, ratio: float, n: float, k: float, m: float) -> float:
    m = max(m, 1e-6)
    d = min(ratio * m, 0.98) - m
    v = m * (1 - m) * (1 + (n - 1) * 0.02) / n
    bet = min(d / (v + d**2), 0.75 / m) if d > 0 else 0
    return (1 + wealth) * (1 + bet * (k / n - m))


def _naive_fall(wealth: float, ratio: float, n: float, k: float, m: float) -> float:
    d = m - m / ratio
    v = m * (1 - m) * (1 + (n - 1) * 0.02) / n
    return (1 + wealth) * (1 + min(d / (v + d**2), 0.75 / (1 - m)) * (m - k / n))


@pytest.mark.parametrize(
    ("step", "naive"),
    [pytest.param(rise, _naive, id="rise"), pytest.param(fall, _naive_fall, id="fall")],
)
@pytest.mark.parametrize("seed", range(20))
def test_random_windows(
    step: Callable[..., Factors | None], naive: Callable[..., float], seed: int
) -> None:
    """On random windows the wealth is that of the plain implementation, to nine digits."""
    rng = seeded(seed)
    state, plain = FRESH, [0.0] * 5
    for _ in range(100):
        n, m = rng.randint(1, 500), rng.uniform(0.001, 0.95)
        k = rng.uniform(0, n) * rng.random()
        state = grown(state, step(n, k, m))
        plain = [naive(w, r, n, k, m) for w, r in zip(plain, (1.25, 1.5, 2, 3, 6), strict=True)]
        assert state == pytest.approx([min(w, 1e300) for w in plain], rel=1e-9)


def _naive_share(wealth: float, ratio: float, group: Window, rest: Window, psi: float) -> float:
    def portion(psi: float) -> float:
        return psi * group[0] / (psi * group[0] + rest[0])

    bad, q = group[1] + rest[1], portion(psi)
    d = portion(ratio * psi) - q
    v = q * (1 - q) * (1 + (bad - 1) * 0.02) / bad
    return (1 + wealth) * (1 + min(d / (v + d**2), 0.75 / q) * (group[1] / bad - q))


@pytest.mark.parametrize("seed", range(10))
def test_random_shares(seed: int) -> None:
    """So it is of the shares of a group."""
    rng = seeded(seed)
    state, plain = FRESH, [0.0] * 5
    for _ in range(100):
        sides = [(rng.randint(1, 300), rng.randint(1, 40)) for _ in range(2)]
        group, rest = ((float(n), float(min(k, n))) for n, k in sides)
        psi = rng.choice((1.0, 1.25))
        state = grown(state, share(group, rest, psi))
        plain = [_naive_share(w, r, group, rest, psi)
                 for w, r in zip(plain, (1.25, 1.5, 2, 3, 6), strict=True)]  # fmt: skip
        assert state == pytest.approx([min(w, 1e300) for w in plain], rel=1e-9)


def _naive_null_mean(days: Sequence[Window]) -> float:
    total, d = sum(n for n, _ in days), len(days)
    p = max(sum(k for _, k in days), 0.5) / total
    squares = [(n / total, (k / n - p) ** 2) for n, k in days]
    deviation = math.sqrt(d / (d - 1) * sum(w * s for w, s in squares))
    error = math.sqrt(d / (d - 1) * sum(w * w * s for w, s in squares))
    return max(wilson(p * total, total)[1], p + 2.16 * error, 1.25 * p, p + deviation)


@pytest.mark.parametrize("seed", range(10))
def test_random_baselines(seed: int) -> None:
    """The null mean of random days is the largest of the four bounds, worked out plainly."""
    rng = seeded(seed)
    days = []
    for _ in range(rng.randint(14, 30)):
        n = rng.randint(20, 2000)
        days.append((float(n), float(rng.randint(0, n // rng.randint(2, 50)))))
    assert highest_mean(days) == pytest.approx(_naive_null_mean(days), rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_units_one_by_one(seed: int) -> None:
    """The quick test's factor is the product of bets on single units."""
    rng = seeded(seed)
    values, m = [float(rng.random() < 0.4) for _ in range(12)], 0.125
    factors = unit_rise(values, m)
    assert factors is not None
    single = [math.prod(1 + min(d / (m * (1 - m) + d * d), 6) * (x - m) for x in values)
              for d in (min(r * m, 0.98) - m for r in (1.25, 1.5, 2, 3, 6))]  # fmt: skip
    assert factors == pytest.approx(single, rel=1e-9)


@pytest.mark.parametrize(
    "factors",
    [
        pytest.param(rise(0, 0, 0.1), id="rise"),
        pytest.param(fall(0, 0, 0.1), id="fall"),
        pytest.param(share((0, 0), (5, 1)), id="no group"),
        pytest.param(share((5, 0), (5, 0)), id="nothing bad"),
        pytest.param(unit_rise([], 0.1), id="units"),
    ],
)
def test_nothing_to_tell(factors: Factors | None) -> None:
    """A window that tells nothing changes nothing."""
    assert grown((1.0,) * 5, factors) == (1.0,) * 5


@pytest.mark.parametrize("mean", [0.0, 1.0])
def test_extreme_means(mean: float) -> None:
    """Where nothing or everything was bad before, the wealth stays finite and never negative."""
    for k in (0, 30, 60):
        for factors in (rise(60, k, mean), fall(60, k, mean)):
            state = grown(FRESH, factors)
            assert all(math.isfinite(w) and w >= 0 for w in state)
    assert evidence(grown(FRESH, rise(60, 60, 1.0))) == pytest.approx(1.0)
