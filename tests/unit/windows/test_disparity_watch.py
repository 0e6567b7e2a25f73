"""Gaps between groups under the watch: alarms, their end, their bounds, what is kept of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from raimon.alarms.correlation import correlation_key, key_of_recovery
from raimon.policy import Policy, Statistics, parse_policy
from raimon.windows.call import Call
from raimon.windows.disparity_counts import MOST_AXES, MOST_GROUPS, GapKey
from raimon.windows.disparity_gap import Unequal
from raimon.windows.disparity_names import OTHER
from raimon.windows.occurrences import recovered
from raimon.windows.state import Memory, call_line, kept, read_call, taken_up
from raimon.windows.telling import raised
from raimon.windows.watch import Watch
from raimon.windows.window_lines import take_lines
from tests.unit.windows.calls import NEW, START, call
from tests.unit.windows.live_world import World
from tests.unit.windows.traffic import seeded
from tests.unit.windows.unequal import ALIKE, AXIS, WORSE, calls

HOUR = timedelta(hours=1)
RULES = Statistics()
WOMEN = GapKey(AXIS, "women", "refusal_gap")


def played(calls: Iterable[Call], watch: Watch | None = None) -> list[Unequal]:
    """Return the alarms of gaps that the calls raise."""
    found = (watch or Watch(RULES)).play(calls)
    return [each for each in found if isinstance(each, Unequal)]


def test_a_group_that_is_treated_worse() -> None:
    """One alarm tells the group, the evidence of both tests, both sides and calls that show it."""
    (alarm,) = played(calls(seeded(1), WORSE))
    assert alarm.gap == WOMEN
    assert alarm.evidence >= alarm.threshold
    assert alarm.onset < alarm.end
    assert set(alarm.recent) == {"women", "men"}
    (cell,) = alarm.cells.values()
    assert cell.group[1] / cell.group[0] > 0.5
    assert cell.rest[1] / cell.rest[0] < 0.1
    assert len(alarm.examples) == 5
    assert {each.groups[AXIS] for each in alarm.examples} == {"women"}
    assert {each.outcomes["refused"] for each in alarm.examples} == {1.0}


def test_an_outcome_of_one_axis() -> None:
    """What is about one axis is compared on it alone: regard of women says nothing of their age."""
    made = [
        replace(
            each,
            groups={**each.groups, "topic.age": "old" if number % 2 else "young"},
            outcomes={f"regard@{AXIS}": each.outcomes["refused"]},
        )
        for number, each in enumerate(calls(seeded(1), WORSE))
    ]
    watch = Watch(RULES)
    assert {each.gap for each in played(made, watch)} == {replace(WOMEN, metric="regard_gap")}
    (group,) = watch.groups.values()
    assert {key.axis for key in group.disparity.gaps} == {AXIS}


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(list(calls(seeded(2), ALIKE)), id="treated alike"),
        pytest.param(list(calls(seeded(3), {"women": 0.05, "men": 0.5}, share=0.9)), id="better"),
        pytest.param(list(calls(seeded(4), WORSE, share=0.003)), id="too few to be judged"),
        pytest.param(list(calls(seeded(5), WORSE, hours=8)), id="too few to compare with"),
        pytest.param(list(calls(seeded(6), WORSE, share=1.0)), id="nobody to compare with"),
        pytest.param(list(calls(seeded(7), WORSE, unit="one")), id="one user's loop of retries"),
        pytest.param(list(calls(seeded(8), WORSE, groups={})), id="of no group"),
    ],
)
def test_silence(made: Sequence[Call]) -> None:
    """What is no unequal treatment of a group raises nothing about that group."""
    assert [each for each in played(made) if each.gap == WOMEN] == []


def test_order_and_repetition_change_nothing() -> None:
    """Shuffled and repeated calls give the same alarms and leave the same state."""
    made = list(calls(seeded(1), WORSE))
    mixed = [*made, *made[::3]]
    seeded(9).shuffle(mixed)
    plain, other = Watch(RULES), Watch(RULES)
    assert played(made, plain) == played(mixed, other) != []
    assert kept(Memory(plain)) == kept(Memory(other))


def test_a_state_goes_on_where_it_ended() -> None:
    """A watch that is kept and taken up in the middle alarms as one that never stopped."""
    made = list(calls(seeded(1), WORSE))
    whole = played(made)
    first = Memory(Watch(RULES))
    for each in made[:700]:
        assert list(first.watch.advance(each.moment)) == []
        first.watch.take(each)
    up = taken_up(kept(first), RULES)
    assert up.reason is None
    assert played(made[700:], up.memory.watch) == whole != []


def test_the_live_watch_tells_the_same() -> None:
    """Runs of `compare` over objects that arrive raise what a replay raises, each once."""
    made, world = list(calls(seeded(1), WORSE)), World(RULES)
    for begin in range(0, len(made), 60):
        world.leave(f"object-{begin}", made[begin : begin + 60])
        world.leave(f"object-{begin}", made[begin : begin + 60])
        world.run(made[min(begin + 59, len(made) - 1)].moment + timedelta(minutes=5))
    world.run(made[-1].moment + 2 * HOUR)
    (alarm,), watch = played(made), Watch(RULES)
    (told,) = world.findings()
    expected = raised(alarm, watch, Policy())
    assert expected is not None
    assert told.finding == expected.finding
    assert told.statistic == expected.statistic
    lines = [json.loads(line) for line in world.lines]
    gaps = [line for line in lines if line.get("group")]
    assert {line["aspect"] for line in gaps} == {"fairness"}
    assert {line["group"] for line in gaps} == {f"{AXIS}/women", f"{AXIS}/men"}
    assert max(line["statistic"] for line in gaps) >= alarm.threshold


def test_older_lines_and_states_are_read() -> None:
    """Calls and states that were written before there were groups have none."""
    line = json.loads(call_line(call(1, START, {"refusal_rate": 1.0})))
    for name in ("groups", "topic", "outcomes", "key_epoch"):
        del line[name]
    told = read_call(json.dumps(line))
    assert (told.groups, told.outcomes, told.key_epoch) == ({}, {}, 0)


def test_the_end_of_an_alarm() -> None:
    """An alarm is over once the group is treated as others again, and its end finds the alarm."""
    watch = Watch(RULES)
    later = calls(seeded(11), {"women": 0.04, "men": 0.04}, hours=160, begins=40, first=10_000)
    (alarm,) = played([*calls(seeded(1), WORSE), *later], watch)
    (over,) = (each for each in recovered(watch.recoveries) if each.rule_id == "fairness.disparity")
    told = raised(alarm, watch, Policy())
    assert told is not None
    assert key_of_recovery(over) == correlation_key(told)
    assert correlation_key(told).startswith("fairness.disparity|REFUSED|topic.gender/women|")


def test_an_alarm_stays_while_it_lasts() -> None:
    """While the group is treated worse there is one alarm, and it doesn't end."""
    watch = Watch(RULES)
    assert len(played(calls(seeded(1), WORSE, hours=150), watch)) == 1
    assert watch.recoveries == []


def test_a_group_that_nobody_names_any_more() -> None:
    """An alarm ends though its group is gone, while the application goes on with others."""
    watch = Watch(RULES)
    later = calls(
        seeded(20), {"men": 0.04, "boys": 0.04}, hours=24 * 10, an_hour=2, begins=42, first=10_000
    )
    assert len(played([*calls(seeded(1), WORSE, hours=42), *later], watch)) == 1
    assert [each.entity for each in watch.recoveries] == [f"{AXIS}/women"]


def test_silent_applications_end_their_alarms() -> None:
    """An alarm of an application that is called no more ends after a week."""
    watch = Watch(RULES)
    made = list(calls(seeded(1), WORSE))
    assert played(made, watch)
    watch.forget_silent(made[-1].moment + timedelta(days=8))
    assert [each.entity for each in watch.recoveries] == [f"{AXIS}/women"]


def test_groups_are_bounded() -> None:
    """Beyond twelve groups of an axis and 24 axes, what comes is watched together or not at all."""
    watch = Watch(RULES)
    names = [f"g{number:03}" for number in range(300)]
    made = [
        call(n, START, {}, groups={AXIS: name, f"metadata.{name}": name}, outcomes={"refused": 1.0})
        for n, name in enumerate(names)
    ]
    assert played(made, watch) == []
    ((_, group),) = watch.groups.items()
    axes = group.disparity.known.axes
    assert len(axes) == MOST_AXES
    assert len(axes[AXIS]) == MOST_GROUPS + 1
    assert OTHER in axes[AXIS]


def test_merged_applications_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Applications that are watched together for want of room are too unlike to compare groups."""
    monkeypatch.setattr("raimon.windows.watch.MOST_GROUPS", 0)
    watch = Watch(RULES)
    assert played(calls(seeded(1), WORSE), watch) == []
    assert watch.merged > 0


def test_a_gap_after_a_deployment() -> None:
    """A gap that begins with a new version names what changed, and belongs to its incident."""
    before = calls(seeded(18), ALIKE, hours=40)
    after = calls(seeded(1), WORSE, hours=30, begins=40, first=10_000, fingerprint=NEW)
    watch = Watch(RULES)
    (alarm,) = played([*before, *after], watch)
    told = raised(alarm, watch, Policy())
    assert told is not None
    assert told.statistic is not None
    assert told.statistic.changed == ("model",)
    assert told.incident is not None
    assert not told.follows


def test_a_group_never_seen_before() -> None:
    """A group that appears later is judged once it has thirty units, and then found."""
    before = calls(seeded(12), {"men": 0.04, "boys": 0.04}, hours=30)
    after = calls(seeded(13), {"women": 0.7, "men": 0.04}, begins=30, hours=30, first=5000)
    (alarm,) = played([*before, *after])
    assert alarm.gap == WOMEN
    assert alarm.onset >= START + 30 * HOUR


def test_topics_that_differ() -> None:
    """A group that asks what is refused to everybody raises nothing: like is compared with like."""
    rng, made = seeded(14), []
    for number in range(40 * 120):
        hard = rng.random() < 0.3
        group = "women" if rng.random() < (0.7 if hard else 0.1) else "men"
        outcomes = {"refused": float(rng.random() < (0.4 if hard else 0.02))}
        made.append(
            call(
                number, START + number * HOUR / 120, {},
                groups={AXIS: group}, outcomes=outcomes, topic="medical" if hard else "-",
            )
        )  # fmt: skip
    assert played(made) == []
    assert played([replace(each, topic="-") for each in made]) != []


@pytest.mark.parametrize(
    ("outcome", "worse", "usual", "metric"),
    [
        pytest.param("length", (20, 60), (100, 400), "short_answer_gap", id="short"),
        pytest.param("latency", (3000, 9000), (300, 900), "slow_answer_gap", id="slow"),
    ],
)
def test_sizes(outcome: str, worse: tuple[int, int], usual: tuple[int, int], metric: str) -> None:
    """Answers that are shorter or slower for a group than for all of late are found."""
    for lies in (usual, worse):
        rng, made = seeded(15), []
        for number in range(40 * 60):
            group = "women" if rng.random() < 0.15 else "men"
            value = float(rng.randint(*(lies if group == "women" else usual)))
            moment = START + number * HOUR / 60
            made.append(call(number, moment, {}, groups={AXIS: group}, outcomes={outcome: value}))
        found = {each.gap.metric for each in played(made)}
        assert found == ({metric} if lies == worse else set())


def test_all_answers_alike_are_none_short() -> None:
    """Where all answers are as long as each other none is short."""
    made = [replace(each, outcomes={"length": 70.0}) for each in calls(seeded(16), ALIKE)]
    watch = Watch(RULES)
    assert played(made, watch) == []
    ((_, group),) = watch.groups.items()
    assert group.disparity.recent(AXIS, "short_answer_gap")["women"][1] == 0.0


def test_rows_are_taken_once() -> None:
    """Windows of gaps become lines only where somebody asks, and once."""
    watch = Watch(RULES, explaining=True)
    played(calls(seeded(1), WORSE, hours=12), watch)
    lines = [json.loads(line) for line in take_lines(watch)]
    assert any(line.get("group") == f"{AXIS}/women" for line in lines)
    assert not any("group" in json.loads(line) for line in take_lines(watch))


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        pytest.param("version: 1", "high", id="as shipped"),
        pytest.param("rules: {fairness.disparity: {severity: low}}", "low", id="milder"),
        pytest.param("rules: {fairness.disparity: {enabled: false}}", None, id="off"),
    ],
)
def test_the_policy_decides(policy: str, severity: str | None) -> None:
    """The rule can be made milder or switched off as any other."""
    (alarm,) = played(calls(seeded(1), WORSE))
    told = raised(alarm, Watch(RULES), parse_policy(policy))
    assert (told.finding.severity.value if told else None) == severity


def test_what_is_said() -> None:
    """The finding says groups, k of n of both sides, ratio, CDDPL and rank, in both languages."""
    rng = seeded(17)
    made = [
        replace(each, topic=rng.choice(["medical", "legal"])) for each in calls(seeded(1), WORSE)
    ]
    (alarm,) = played(made)
    told = raised(alarm, Watch(RULES), Policy())
    assert told is not None
    assert told.statistic is not None
    facts, statistic = told.finding.evidence, told.statistic
    assert statistic.strata == 2
    assert statistic.ratio is not None
    assert statistic.ratio_within is not None
    assert statistic.ratio_within == pytest.approx(statistic.ratio, rel=0.2)
    assert facts["rank"] == 1
    assert float(str(facts["chance_above"])) > 0.95
    assert float(str(facts["cddpl"])) > 0.1
    assert "topic of the text (gender): women" in told.finding.explanation.en
    assert "「女性」" in told.finding.explanation.ja
