"""Runs over what has arrived are a replay: nothing counts twice, nothing is told that isn't."""

import gzip
import json
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from raimon.events import StreamRecovered
from raimon.policy import Policy
from raimon.windows.call import Call
from raimon.windows.fingerprint import Fingerprint
from raimon.windows.governed import Decision, Ruling
from raimon.windows.said import found
from raimon.windows.watch import Watch
from tests.unit.windows.calls import FAMILY, OLD, SOON, START, call, traffic
from tests.unit.windows.live_world import KilledError, World
from tests.unit.windows.traffic import seeded

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BLOCK = 8 * HOUR  # of which a log object holds the calls
RATES = {"refusal_rate": (0.05, 0.7), "error_rate": (0.0, 0.0)}
BAD = tuple(traffic(seeded(3), RATES, days=5, switch=4, an_hour=6))
END = START + 5 * DAY


def by_block(calls: tuple[Call, ...]) -> dict[str, list[Call]]:
    """Return the calls as log objects of some hours each."""
    objects: dict[str, list[Call]] = {}
    for each in calls:
        objects.setdefault(f"{(each.moment - START) // BLOCK:04}", []).append(each)
    return objects


def lived(calls: tuple[Call, ...], seed: int = 0) -> World:
    """Return a world after all calls came in, with a seed in disorder and twice."""
    world, dice = World(SOON), seeded(seed)
    for key, held in by_block(calls).items():
        parts = [held[place::4] for place in range(4)]
        if seed:
            parts = [*parts, parts[dice.randrange(4)]]
            dice.shuffle(parts)
        for number, part in enumerate(parts):
            world.leave(f"{key}/{number}", part)
        world.run(START + (int(key) + 1) * BLOCK)
    world.run(END + DAY)
    return world


def replayed(calls: tuple[Call, ...]) -> list[str]:
    """Return the findings that a replay raises."""
    watch, policy = Watch(SOON), Policy(statistics=SOON)
    told = [found(each, watch, policy) for each in watch.play(calls)]
    return [each.model_dump_json() for each in told if each and policy.notifies(each.finding)]


@pytest.fixture(scope="module")
def lived_once() -> World:
    """Give the world after a bad deployment, for all to copy."""
    return lived(BAD)


@pytest.fixture
def world(lived_once: World) -> World:
    """Give the world after a bad deployment."""
    return deepcopy(lived_once)


def test_it_is_the_replay(world: World) -> None:
    """Run by run, with the state written and read each time, the same findings come out."""
    told = [each.model_dump_json() for each in world.findings()]
    assert told == replayed(BAD)
    assert "robustness.refusal_rate" in [each.finding.rule_id for each in world.findings()]


def test_deployment_is_told(world: World) -> None:
    """The change of the model is one event, and the alarm names it."""
    (told,) = (json.loads(each) for kind, each in world.events if kind == "DeploymentObserved")
    assert (told["changed"], told["application"]) == (["model"], "support-chat")
    assert told["model_id"] == "vendor.model-v2:0"
    assert told["timestamp"] == "2026-10-09T00:00:00Z"


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_repetition_change_nothing(world: World, seed: int) -> None:
    """Objects in any order and some of them twice leave the same state, alarms and windows."""
    again = lived(BAD, seed)
    assert again.findings() == world.findings()
    assert again.lines == world.lines
    assert _without_names(again) == _without_names(world)


def _without_names(world: World) -> object:
    """Return the state without the names of what was taken, which differ with the parts."""
    assert world.state
    told = json.loads(gzip.decompress(world.state.content))["memory"]
    return _sorted({**told, "taken": None})


def _sorted(told: object) -> object:
    """Return the state with all of its lists in order: what arrived first stands first in them."""
    match told:
        case dict():
            return {name: _sorted(held) for name, held in told.items()}
        case list():
            return sorted(map(_sorted, told), key=repr)
        case _:
            return told


@pytest.mark.parametrize("step", ["put", "save", "remove"])
def test_a_crash_repeats_what_was_told(world: World, step: str) -> None:
    """A process that ends at any step leaves a run that tells the same again, with the same ids."""
    again = World(SOON, dies_at=step)
    for key, held in by_block(BAD).items():
        again.leave(key, held)
    with pytest.raises(KilledError):
        again.run(END + DAY)
    again.run(END + DAY)
    assert again.findings() == world.findings()
    assert again.arrived == {}
    assert again.run(END + DAY).calls_late == 0


def test_of_two_runs_one_counts() -> None:
    """A run that read an older state doesn't save, and removes nothing."""
    world = World(SOON)
    world.run(START)
    world.leave("a", [call(1, START, {"error_rate": 0.0})])
    stale = world.state
    world.run(START + HOUR)
    assert stale
    assert world.state
    assert world.state.version == stale.version + 1


def test_late_calls_are_counted_and_change_nothing(world: World) -> None:
    """Calls whose window is closed are shown as late; the state of the tests stays."""
    world.events = []
    world.leave("late", [call(10**6 + n, START + DAY, {"refusal_rate": 1.0}) for n in range(50)])
    report = world.run(END + DAY)
    assert (report.calls, report.calls_late, report.findings, report.windows) == (50, 50, 0, 0)


def test_calls_from_the_future_are_left_out() -> None:
    """A clock that jumps moves no watermark and opens no window."""
    world = World(SOON)
    world.leave("jump", [call(1, START + 400 * DAY, {"error_rate": 1.0})])
    report = world.run(START)
    assert (report.calls_ahead, report.streams, report.lag_seconds) == (1, 0, 0.0)


def test_a_clock_that_goes_back_closes_nothing() -> None:
    """A run whose clock stands before the last run's leaves the watermark where it is."""
    world = World(SOON)
    world.run(START + DAY)
    assert world.run(START).lag_seconds == -DAY.total_seconds()


def test_what_there_is_no_time_for_waits() -> None:
    """What a run can't take in waits, and no window closes before it was taken in."""
    world = World(SOON)
    for key, held in by_block(BAD[:100]).items():
        world.leave(key, held)
    report = world.run(END, has_time=False)
    assert (report.objects_waiting, report.windows, report.calls) == (1, 0, 0)
    assert world.run(END).calls == 100


def test_one_call_a_week_is_still_learned() -> None:
    """A stream with next to no calls goes on learning and raises nothing."""
    world = World(SOON)
    for week in range(8):
        world.leave(f"{week}", [call(week, START + 7 * week * DAY, {"refusal_rate": 1.0})])
        assert world.run(START + (7 * week + 1) * DAY).findings == 0
    statuses = {told["status"] for told in world.ledger.values()}
    assert statuses == {"learning"}


@pytest.mark.parametrize("rate", [0.0, 1.0], ids=["never", "always"])
def test_a_baseline_at_the_edge_is_quiet(rate: float) -> None:
    """What was always so, or never, raises nothing as long as it stays so."""
    rates = {"refusal_rate": (rate, rate)}
    world = lived(tuple(traffic(seeded(1), rates, days=5, an_hour=6)))
    assert world.findings() == []
    assert "proposed" in {told["status"] for told in world.ledger.values()}


def test_ten_thousand_fingerprints_are_merged() -> None:
    """A prompt that is another one each time makes no thousand deployments and no large state."""
    world = World(SOON)
    calls = [
        call(n, START + n * timedelta(seconds=10), {"refusal_rate": 0.0}, fingerprint=_other(n))
        for n in range(10_000)
    ]
    world.leave("a", calls)
    report = world.run(END)
    assert report.deployments < 64
    assert report.families_merged == 1
    assert report.state_bytes < 400_000


def _other(number: int) -> Fingerprint:
    return replace(OLD, system_prompt=f"prompt {number}")


def test_an_older_state_is_said_and_baselines_survive(world: World) -> None:
    """A state of another version begins anew with a reason; complete baselines are taken up."""
    name = str(_refusals(world)["baseline_id"])
    world.waiting_decisions = [Decision(name, 1, Ruling.APPROVED, "somebody")]
    world.run(END + DAY + HOUR)
    again = _older(world)
    report = again.run(END + 2 * DAY)
    assert report.relearned == "another_version"
    assert report.restored >= 2
    statuses = {each["metric"]: each["status"] for each in again.ledger.values()}
    assert statuses["refusal_rate"] == "frozen"
    assert _refusals(again)["decision"]["by"] == "somebody"  # type: ignore[index]  # an entry is JSON


def test_what_was_rejected_stays_rejected(world: World) -> None:
    """After a rejection and a lost state the next baseline is the second version, not the first."""
    name = str(_refusals(world)["baseline_id"])
    world.waiting_decisions = [Decision(name, 1, Ruling.REJECTED, "somebody")]
    world.run(END + DAY + HOUR)
    again = _older(world)
    again.run(END + 2 * DAY)
    told = _refusals(again)
    assert (told["status"], told["version"]) == ("learning", 1)
    assert told["decision"]["ruling"] == "rejected"  # type: ignore[index]  # an entry is JSON


def _older(world: World) -> World:
    """Return the world with the same state as an older version wrote it."""
    assert world.state
    told = json.loads(gzip.decompress(world.state.content))
    older = gzip.compress(json.dumps({**told, "version": 0}).encode())
    return replace(world, state=replace(world.state, content=older))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no gzip", id="no gzip"),
        pytest.param(gzip.compress(b"{"), id="no JSON"),
        pytest.param(gzip.compress(b'{"version": 1, "memory": {"watch": 3}}'), id="no state"),
        pytest.param(gzip.compress(b"[]"), id="no object"),
    ],
)
def test_a_broken_state_is_said(content: bytes) -> None:
    """What can't be read is learned anew, and never silently."""
    world = World(SOON)
    world.run(START)
    assert world.state
    world.state = replace(world.state, content=content)
    assert world.run(START + HOUR).relearned


def test_a_field_that_is_new_takes_its_default(world: World) -> None:
    """A state written before a field was added is taken up as it is."""
    assert world.state
    told = json.loads(gzip.decompress(world.state.content))
    del told["memory"]["watch"]["recoveries"], told["memory"]["watch"]["neighbours"]
    older = gzip.compress(json.dumps(told).encode())
    again = replace(world, state=replace(world.state, content=older))
    assert again.run(END + 2 * DAY).relearned is None


def test_the_end_of_a_problem_is_told() -> None:
    """Once the rate has been usual for long enough the problem is over, which is told once."""
    after = tuple(
        call(10**7 + n, END + n * timedelta(minutes=10), {"refusal_rate": float(n % 20 == 0)})
        for n in range(8 * 144)
    )
    world = lived((*BAD, *after))
    world.run(END + 9 * DAY)
    ends = [
        StreamRecovered.model_validate_json(each)
        for kind, each in world.events
        if kind == "StreamRecovered"
    ]
    (over,) = ends
    assert (over.rule_id, over.kind) == ("robustness.refusal_rate", "RISE")
    assert END + 2 * DAY <= over.timestamp <= END + 9 * DAY


def test_silence_ends_a_problem() -> None:
    """A stream without a call for a week tells that its problem can't be seen any more."""
    world = lived(BAD)
    assert "StreamRecovered" not in world.kinds()
    world.run(END + 9 * DAY)
    assert "StreamRecovered" in world.kinds()


def _refusals(world: World) -> dict[str, object]:
    (told,) = (each for each in world.ledger.values() if each["metric"] == "refusal_rate")
    return dict(told)


def test_approved_is_frozen(world: World) -> None:
    """A decision is done at the next run, remembered with who took it, and settled."""
    again = world
    name = str(_refusals(again)["baseline_id"])
    again.waiting_decisions = [Decision(name, 1, Ruling.APPROVED, "somebody", "2026-10-12")]
    assert again.run(END + 2 * DAY).decisions == 1
    told = _refusals(again)
    assert (told["status"], told["version"]) == ("frozen", 1)
    assert told["decision"]["by"] == "somebody"  # type: ignore[index]  # an entry is JSON
    assert again.waiting_decisions == []


@pytest.mark.parametrize("approved", [False, True], ids=["proposed", "approved"])
def test_rejected_is_learned_anew(world: World, *, approved: bool) -> None:
    """A rejected baseline is forgotten, approved or not; the next one is another version.

    Its alarms are over, and what was rejected stays to be seen.
    """
    again = world
    name, usual = str(_refusals(again)["baseline_id"]), _figures(again)["rate"]
    if approved:
        again.waiting_decisions = [Decision(name, 1, Ruling.APPROVED, "somebody")]
        again.run(END + DAY + HOUR)
        assert _refusals(again)["status"] == "frozen"
    assert "StreamRecovered" not in again.kinds()
    again.waiting_decisions = [Decision(name, 1, Ruling.REJECTED, "somebody", "2026-10-12")]
    assert again.run(END + 2 * DAY).recoveries == 1
    told = _refusals(again)
    assert (told["status"], told["rejected"]["version"]) == ("learning", 1)  # type: ignore[index]  # an entry is JSON
    assert told["rejected"]["rate"] == usual  # type: ignore[index]  # likewise
    assert again.run(END + 2 * DAY + HOUR).recoveries == 0
    calls = [
        replace(each, call_id=f"{n:032x}", moment=each.moment + 8 * DAY)
        for n, each in enumerate(BAD, start=10**8)
        if each.moment < START + 4 * DAY
    ]
    for key, held in by_block(tuple(calls)).items():
        again.leave(key, held)
    again.run(END + 9 * DAY)
    assert (_refusals(again)["status"], _refusals(again)["version"]) == ("proposed", 2)


def test_approved_twice_is_void(world: World) -> None:
    """What is approved can't be approved again, only rejected."""
    name = str(_refusals(world)["baseline_id"])
    for expected in (1, 0):
        world.waiting_decisions = [Decision(name, 1, Ruling.APPROVED, "somebody")]
        assert world.run(END + 2 * DAY).decisions == expected


def _figures(world: World) -> dict[str, float]:
    figures: dict[str, float] = _refusals(world)["figures"]  # type: ignore[assignment]  # an entry is JSON
    return figures


def test_a_decision_about_another_version_is_void(world: World) -> None:
    """Who decides of a version that isn't proposed decides nothing."""
    again = world
    name = str(_refusals(again)["baseline_id"])
    again.waiting_decisions = [Decision(name, 7, Ruling.APPROVED)]
    assert again.run(END + 2 * DAY).decisions == 0
    assert _refusals(again)["status"] == "proposed"


def test_approval_may_be_required() -> None:
    """Where the policy asks for approval, an unapproved baseline raises nothing."""
    world = World(SOON.model_copy(update={"approval": "required"}))
    for key, held in by_block(BAD).items():
        world.leave(key, held)
    world.run(END + DAY)
    triggers = {each.finding.evidence["trigger"] for each in world.findings()}
    assert not triggers & {"windows", "gross"}


def test_families_are_named(world: World) -> None:
    """Each line of a window names its stream and holds numbers, none of anybody's words."""
    told = json.loads(world.lines[-1])
    assert told["application"] == FAMILY.application
    assert told["n"] >= 0
    assert told["threshold"] > 1
