"""Before and after a deployment: what is an alarm, what is a notice, and how often by mistake."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from raimon.windows.checks import CHECKS, DEPLOYMENTS, EARLY_UNITS, FAMILIES, FULL_UNITS
from raimon.windows.comparison import Comparison, Side, Verdict, compared
from raimon.windows.deployment import Deployment
from raimon.windows.profile import Profile, Prompts
from tests.unit.windows.calls import START
from tests.unit.windows.traffic import seeded
from tests.unit.windows.versions import USUAL, quiet, version

NOW: datetime = START + timedelta(days=15)
DEPLOYED = Deployment(NOW, ("model",))
REPLICAS = 200


def look(before: Side, after: Side, number: int = 0) -> Comparison:
    """Return the comparison at the first look, or the second."""
    return compared(before, after, DEPLOYED, number, NOW)


def worse(rates: Mapping[str, float], units: int = EARLY_UNITS) -> set[str]:
    """Return what gets worse when some of the usual rates become others."""
    rng = seeded(9)
    found = look(version(rng, 6000), version(rng, units, {**USUAL, **rates}))
    return {each.check.name for each in found.worse}


@pytest.mark.parametrize(
    ("rates", "names"),
    [
        pytest.param({}, set(), id="nothing"),
        pytest.param({"refusal_rate": 0.6}, {"refusal_rate.rise"}, id="refuses"),
        pytest.param({"refusal_rate": 0.0}, {"refusal_rate.fall"}, id="refuses nothing any more"),
        pytest.param({"wrong_answer": 0.5}, {"wrong_answer_rate.rise"}, id="is wrong"),
        pytest.param({"wrong_answer": 0.0}, set(), id="is right more often"),
        pytest.param({"format_missing": 0.4}, {"format_missing_rate.rise"}, id="misses the form"),
        pytest.param({"schema_invalid": 0.4}, {"schema_invalid_rate.rise"}, id="breaks JSON"),
        pytest.param({"code_fence": 0.98}, {"code_fence_rate.rise"}, id="fences appear"),
        pytest.param({"code_fence": 0.0}, {"code_fence_rate.fall"}, id="fences disappear"),
        pytest.param({"code_fence": 0.4}, set(), id="some more fences"),
        pytest.param({"truncation": 0.4}, {"truncation_rate.rise"}, id="breaks off"),
        pytest.param({"empty_rate": 0.4}, {"empty_rate.rise"}, id="says nothing"),
        pytest.param({"degeneration": 0.03}, set(), id="a loop or two"),
    ],
)
def test_what_is_worse(rates: Mapping[str, float], names: set[str]) -> None:
    """Each check finds its gross change in the first units, in its own direction alone."""
    assert worse(rates) == names


@pytest.mark.parametrize(
    ("length", "names", "verdict"),
    [
        pytest.param(400, set(), Verdict.SAME, id="as long as before"),
        pytest.param(265, set(), Verdict.CHANGED, id="a third shorter"),
        pytest.param(600, set(), Verdict.CHANGED, id="half as long again"),
        pytest.param(80, {"short_answer_rate.rise"}, Verdict.CHANGED, id="a fifth is left"),
        pytest.param(2400, {"long_answer_rate.rise"}, Verdict.CHANGED, id="six times as long"),
    ],
)
def test_lengths(length: float, names: set[str], verdict: Verdict) -> None:
    """Another length is a notice; a collapse and an explosion are alarms."""
    rng = seeded(10)
    found = look(version(rng, 6000), version(rng, 200, length=length))
    assert {each.check.name for each in found.worse} == names
    (row,) = [row for row in found.rows if row.name == "length"]
    assert row.verdict is verdict


def test_another_opening_is_a_notice() -> None:
    """Answers that begin with another word are a change, and no alarm."""
    rng = seeded(11)
    before, after = version(rng, 6000), version(rng, EARLY_UNITS)
    after.profile.kinds["opening"] = Counter(other=60, second=8)
    found = look(before, after)
    assert found.worse == ()
    assert [row.name for row in found.rows if row.verdict is Verdict.CHANGED] == ["opening"]


def test_one_answer_to_everything() -> None:
    """The same words to all questions are an alarm, also where a few answers were usual."""
    rng = seeded(12)
    before, after = version(rng, 6000), version(rng, EARLY_UNITS)
    after.profile.answers = Counter({"same": EARLY_UNITS})
    assert [each.check.name for each in look(before, after).worse] == ["constant_answer_rate.rise"]
    before.profile.answers = Counter({"yes": 3300, "no": 2700})
    assert [each.check.name for each in look(before, after).worse] == ["constant_answer_rate.rise"]
    after.profile.answers = Counter({"yes": 40, "no": 28})
    assert look(before, after).worse == ()


def _asked(refused: int, answered: int, *, then: tuple[int, int]) -> tuple[Side, Side]:
    """Return both sides of prompts of which so many became worse, and so many better."""
    prompts = [True] * refused + [False] * answered
    fell, rose = then
    later = [not old if n >= len(prompts) - rose or n < fell else old
             for n, old in enumerate(prompts)]  # fmt: skip
    sides = []
    for shares in (prompts, later):
        asked = {f"prompt-{n}": {"refusal_rate": share} for n, share in enumerate(shares)}
        counts = {"refusal_rate": (len(shares), float(sum(shares)))}
        sides.append(Side(Profile(units=len(shares), counts=counts), Prompts(asked)))
    return sides[0], sides[1]


@pytest.mark.parametrize(
    ("then", "names"),
    [
        pytest.param((0, 20), ["refusal_rate.rise"], id="twenty more are refused"),
        pytest.param((18, 20), [], id="as many are answered in turn"),
        pytest.param((20, 0), ["refusal_rate.fall"], id="twenty fewer are refused"),
    ],
)
def test_prompts_that_come_back(then: tuple[int, int], names: list[str]) -> None:
    """With a hundred pairs only prompts count that changed, and changes both ways cancel out."""
    found = look(*_asked(100, 100, then=then), number=1)
    assert [each.check.name for each in found.worse] == names
    (row,) = found.rows
    assert row.test == "mcnemar"


def test_promise_covers_all_looks() -> None:
    """The chances of all families and looks together are one in so many deployments, or less."""
    assert sum(map(sum, FAMILIES.values())) <= 1 / DEPLOYMENTS
    assert {check.family for check in CHECKS} == set(FAMILIES)


@pytest.mark.parametrize(
    ("units", "clustering", "by_days", "seed"),
    [
        pytest.param(1800, 0.0, False, 13, id="independent"),
        pytest.param(1800, 0.02, False, 14, id="clustered"),
        pytest.param(1800, 0.05, False, 15, id="much clustered"),
        pytest.param(600, 0.05, False, 16, id="much clustered, little known"),
        pytest.param(1800, 0.05, True, 17, id="a quiet application whose days differ"),
    ],
)
def test_deployments_that_change_nothing(
    units: int, clustering: float, seed: int, *, by_days: bool
) -> None:
    """Of two hundred deployments that change nothing, at most one in ten alarms at any look."""
    rng, alarms = seeded(seed), 0

    def made(count: int) -> Side:
        side = version(rng, count, clustering=clustering)
        return quiet(side) if by_days else side

    for _ in range(REPLICAS):
        before = made(units)
        looks = [look(before, made(n), at).worse for at, n in enumerate((EARLY_UNITS, FULL_UNITS))]
        alarms += any(looks)
    assert alarms <= REPLICAS / DEPLOYMENTS


def test_pairs_of_clustered_hours() -> None:
    """Hours that shift all their answers are no change of prompts: at most one in ten is told."""
    rng, alarms = seeded(18), 0
    for _ in range(REPLICAS):
        before = version(rng, 3600, {"refusal_rate": 0.3}, clustering=0.05)
        after = version(rng, 300, {"refusal_rate": 0.3}, clustering=0.05)
        refused = int(after.profile.share("refusal_rate")[1])
        for side, count in ((before, 90), (after, refused)):
            side.prompts.last |= {f"{n * 7 % 300}": {"refusal_rate": n < count}
                                  for n in range(300)}  # fmt: skip
        alarms += bool(look(before, after, 1).worse)
    assert alarms <= REPLICAS / DEPLOYMENTS


def test_refusals_are_found_at_the_first_look() -> None:
    """A fifth that was answered and hardly is any more is found in nine of ten deployments."""
    rng, found = seeded(15), 0
    before = version(rng, 6000, {**USUAL, "refusal_rate": 0.79})
    for _ in range(REPLICAS):
        after = version(rng, EARLY_UNITS, {**USUAL, "refusal_rate": 0.95})
        found += "refusal_rate.rise" in {each.check.name for each in look(before, after).worse}
    assert found >= 0.85 * REPLICAS


def test_gross_changes_are_found_in_clustered_traffic() -> None:
    """What breaks grossly is found at the first look, however alike the units of an hour are."""
    rng, found = seeded(19), 0
    before = version(rng, 6000, clustering=0.05)
    for _ in range(50):
        after = version(rng, EARLY_UNITS, {**USUAL, "refusal_rate": 0.9}, clustering=0.05)
        found += "refusal_rate.rise" in {each.check.name for each in look(before, after).worse}
    assert found >= 45
